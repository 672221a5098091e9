"""The answers of a run in Korean, in the plain written style."""

from __future__ import annotations

from sim.words.language import Forms

ANSWERS: Forms = {
    "answers.question.when": "언제 서명하는가?",
    "answers.question.sum": "금액은 얼마인가?",
    "answers.question.blank": "협정 공백은 얼마나 이어지는가?",
    # chances and lists
    "answers.negotiation": "모의 협상 {number}건",
    "answers.negotiations": "모의 협상 {number}건",
    "answers.chance.under": "1% 미만",
    "answers.chance.over": "99% 초과",
    "answers.currency.KRW": "원",
    "answers.currency.JPY": "엔",
    "answers.currency.EUR": "유로",
    # when
    "answers.when.half": "{count}의 절반은 {median}까지 서명되며, 열에 여덟은 {low}에서 {high} 사이에 서명된다.",
    "answers.when.half_open": (
        "{count}의 절반은 {median}까지 서명된다. 빠른 10%는 {low}까지 서명되고, 10%가 넘는 경우는 {horizon}까지도"
        " 서명되지 않는다."
    ),
    "answers.when.rarely": (
        "{count} 가운데 {without:은/는} {horizon}까지 서명되지 않는다. 서명되는 경우 절반은 {median}까지, 열에"
        " 여덟은 {low}에서 {high} 사이에 서명된다."
    ),
    "answers.when.stands": (
        "{count} 가운데 {without:은/는} {horizon}까지 새 협정이 서명되지 않고 기존 협정이 그대로 유지된다. 서명되는"
        " 경우 절반은 {median}까지, 열에 여덟은 {low}에서 {high} 사이에 서명된다."
    ),
    "answers.when.never": "{count} 가운데 {horizon}까지 서명되는 경우는 없다.",
    "answers.when.never_stands": (
        "{count} 가운데 {horizon}까지 새 협정이 서명되는 경우는 없으며, 기존 협정이 그대로 유지된다."
    ),
    "answers.when.parts": "{count} 가운데 {parts}.",
    "answers.when.part_first": "{share:은/는} {median} 무렵(그중 열에 여덟은 {low}에서 {high} 사이)",
    "answers.when.part": "{share:은/는} {median} 무렵({low}에서 {high} 사이)에 서명된다",
    "answers.when.part_before_rest": "{share:은/는} {median} 무렵({low}에서 {high} 사이)에 서명되고",
    "answers.when.rest": "{share:은/는} {horizon}까지 서명되지 않는다",
    "answers.when.record": "실제 서명일은 {date}이다.",
    # sum
    "answers.sum.rise": (
        "첫해 인상률의 중앙값은 {rise}, 금액으로는 연간 {amount}({dollars})이며, 열에 여덟은 {low}에서 {high} 사이이다."
    ),
    "answers.sum.rise_given": (
        "합의에 이르는 경우({agreed}) 첫해 인상률의 중앙값은 {rise}, 금액으로는 연간 {amount}({dollars})이며, 열에"
        " 여덟은 {low}에서 {high} 사이이다."
    ),
    "answers.sum.parts": "시기별로는 {parts}이다.",
    "answers.sum.part": "{median} 무렵 {rise}(주로 {term})",
    "answers.sum.none": "{count} 가운데 합의에 이르는 경우는 없다.",
    "answers.sum.record": "실제로는 {rise}, {amount}이었다.",
    "answers.sum.record_dollars": "실제로는 {rise}, {amount}({dollars})이었다.",
    # blank
    "answers.blank.middle": "협정 공백의 중앙값은 {days}이며, 열에 여덟은 {low}에서 {high} 사이이다.",
    "answers.blank.middle_open": (
        "협정 공백의 중앙값은 {days}이다. 짧은 10%는 {low} 이하이고, 10%가 넘는 경우에는 모의 기간인 {until}보다 길다."
    ),
    "answers.blank.beyond": "절반이 넘는 경우에 협정 공백이 모의 기간인 {until}보다 길다. 짧은 10%는 {low} 이하이다.",
    "answers.blank.mostly_none": "{none}에서는 기존 협정이 만료되기 전에 다음 협정이 서명되어 공백이 없다.",
    "answers.blank.never": "모의 기간이 끝나는 {horizon}에도 기존 협정이 유효하므로 공백은 없다.",
    "answers.blank.chances": "{chances}이다.",
    "answers.blank.first": "{days:을/를} 넘을 확률은 {share}",
    "answers.blank.next": "{days:을/를} 넘을 확률은 {share}",
    "answers.blank.some_none": "공백이 전혀 없을 확률은 {share}",
    "answers.blank.record": "실제 공백은 {days}이었다.",
    "answers.span.30": "1개월",
    "answers.span.90": "3개월",
    "answers.span.182": "6개월",
    "answers.span.365": "1년",
    "answers.span.730": "2년",
    "answers.span.1095": "3년",
    # marks of the calendar
    "answers.mark.expiry": "기존 협정 만료",
    "answers.mark.election": "선거: {who}",
    "answers.mark.handover": "{who} 출범",
    "answers.mark.horizon": "모의 기간 종료",
    "answers.mark.next_guest": "차기 행정부",
    "answers.mark.next_host": "차기 정부",
    "answers.mark.record": "실제: {value}",
    "answers.mark.record_alone": "실제",
    "answers.hollow.later": "이후",
    "answers.hollow.stands": "기존 협정 유지",
    "answers.hollow.broken_off": "결렬",
    # captions and alternative texts
    "answers.label.seed": "난수 시드 {seed}",
    "answers.label.posterior": "사후분포 표본 {draws}개",
    "answers.label.core": "{core} 핵심 모형의 사후분포 표본 {draws}개",
    "answers.label.point": "사후분포의 중앙에 가장 가까운 표본 1개",
    "answers.label.central": "파일의 매개변수 값",
    "answers.label.set": "변경: {changes}",
    "answers.label.more": "{changes} 외 {more}건",
    "answers.kind.historical": "과거 사례",
    "answers.kind.counterfactual": "반사실",
    "answers.kind.forward": "전망",
    "answers.kind.theory": "이론",
    "answers.alt.when": "서명일에 따라 놓인 점 50개로, 점 하나가 {count}의 50분의 1이다. {sentence}",
    "answers.alt.sum": "첫해 인상률에 따라 놓인 점 50개로, 점 하나가 {count}의 50분의 1이다. {sentence}",
    "answers.alt.blank": "날짜별로 {count} 가운데 아직 서명되지 않은 비율을 나타낸 곡선이다. {points}. {sentence}",
    "answers.alt.point": "{date} {share}",
    "answers.alt.density": "서명일과 첫해 인상률에 따른 {count}의 분포도이다. 가장 잦은 구간: {cells}.",
    "answers.alt.cell": "{date} {rise} 구간 {share}",
    # comparison
    "answers.pair.changed": "{count} 가운데 {changed}에서 결과가 달라졌다.",
    "answers.pair.delay": (
        "합의까지의 평균 지연은 {base}에서 {other:으로/로} 바뀐다(차이 {difference}, 95% 구간 {lower}에서 {upper})."
    ),
    "answers.pair.rise": (
        "양쪽 모두 합의한 경우의 평균 첫해 인상률은 {base}에서 {other:으로/로} 바뀐다(차이 {difference}, 95% 구간"
        " {lower}에서 {upper})."
    ),
    "answers.pair.agreed": (
        "모의 기간 안에 합의할 확률은 {base}에서 {other:으로/로} 바뀐다(차이 {difference}, 95% 구간 {lower}에서"
        " {upper})."
    ),
    "answers.unit.days": "{number}일",
    "answers.unit.points": "{number}%p",
    "answers.unit.percent": "{number}%",
    "answers.unit.years": "{number}년",
}
