"""Which run or negotiation it is: the parts of titles and captions, in Korean."""

from __future__ import annotations

from sim.words.language import Forms

LABELS: Forms = {
    "labels.as_of": "{title}, {day} 기준",
    "labels.given": "{title}, 개시 이후 {parts}만 주어진 경우",
    "labels.given_nothing": "{title}, 개시 이후 아무것도 주어지지 않은 경우",
    "labels.given.winners": "당선자",
    "labels.given.provocations": "도발",
    "labels.given.states": "주변 정세",
    "labels.scenario": "{scenario}: {title}",
    "labels.kind.historical": "과거 사례",
    "labels.kind.counterfactual": "반사실",
    "labels.kind.forward": "전망",
    "labels.kind.theory": "이론",
    "labels.seed": "난수 시드 {seed}",
    "labels.replicate": "{replicate}번 협상",
    "labels.posterior": "사후분포 표본 {draws}개",
    "labels.posterior_core": "{core} 핵심 모형의 사후분포 표본 {draws}개",
    "labels.point": "사후분포의 중앙에 가장 가까운 표본 1개",
    "labels.point_core": "{core} 핵심 모형 사후분포의 중앙에 가장 가까운 표본 1개",
    "labels.central": "중심 매개변수",
    "labels.set": "변경: {changes}",
    "labels.set_more": "변경: {changes} 외 {more}건",
}
