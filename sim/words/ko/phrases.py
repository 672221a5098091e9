"""Packages, terms and waiting in words, used in every sentence about them, in Korean."""

from __future__ import annotations

from sim.words.language import Forms

PHRASES: Forms = {
    "phrases.nothing": "제안 없음",
    "phrases.terms_none": "기간 없음",
    "phrases.terms_year": "유효기간 1년",
    "phrases.terms": "유효기간 {years}, {growth}",
    "phrases.growth.none": "연도별 인상 없음",
    "phrases.growth.cpi": "물가 연동",
    "phrases.growth.defence": "국방예산 연동",
    "phrases.growth.fixed": "고정률 인상",
    "phrases.package": "{rise}({terms})",
    "phrases.package_bare": "{rise}",
    "phrases.cell": "{rise} {years}년 {growth}",
    "phrases.cell_none": "없음",
    "phrases.cell_growth.none": "",
    "phrases.cell_growth.cpi": "물가",
    "phrases.cell_growth.defence": "국방",
    "phrases.cell_growth.fixed": "고정",
    "phrases.waiting_on": "협상을 계속 이어 가는 것",
    "phrases.waiting_handover": "{date} {name} 출범을 기다리는 것",
    "phrases.waiting_election": "{date} 선거를 기다리는 것",
}
