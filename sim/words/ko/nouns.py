"""What is counted, with its counter."""

from __future__ import annotations

from sim.words.language import Nouns

_COUNTED = {
    "day": "{}일",
    "year": "{}년",
    "round": "회의 {}회",
    "vote": "{}표",
    "abstention": "기권 {}표",
    "guest_refusal": "{guest} 정상의 합의안 거부 {}회",
    "host_refusal": "{host} 정상의 합의안 거부 {}회",
    "walkout": "협상장 퇴장 {}회",
    "threat": "철군 위협 {}회",
    "furlough_day": "무급휴직 {}일",
    "failed_vote": "비준동의 부결 {}회",
    "provocation_day": "도발 {}일",
    "replicate": "모의 협상 {}건",
    "negotiation": "협상 {}건",
}
NOUNS: Nouns = {noun: (counted, counted) for noun, counted in _COUNTED.items()}
