"""The labels of the figure of one negotiation, in Korean."""

from __future__ import annotations

from sim.words.language import Forms

FIGURES: Forms = {
    "figures.no_round": "열린 회의가 없음",
    "figures.zone": "합의 가능 영역:\n협상단 최저선부터\n{host} 측 상한선까지",
    "figures.leader": "{guest} 정상의 최저선",
    "figures.guest": "{guest} 측 요구",
    "figures.host": "{host} 측 제안",
    "figures.line": "{host} 측 마지막 공개 제안",
    "figures.walkouts": "{guest} 협상단 퇴장",
    "figures.threats": "{guest} 측 철군 위협",
    "figures.declined": "협상단이 합의안 거절",
    "figures.refused": "정상이 합의안 거부",
    "figures.settled": "타결: {rise}",
    "figures.recorded": "실제 기록: {rise}",
    "figures.rise": "첫해 인상률(±{near}% 밖은 로그 눈금)",
    "figures.provocation": "도발",
    "figures.severity": "강도",
    "figures.threat_axis": "체감 위협",
    "figures.threat": "체감 위협(오른쪽)",
    "figures.anger": "여론의 반감",
    "figures.anger_axis": "반감",
    "figures.support_axis": "증액 찬성",
    "figures.support": "증액 찬성(오른쪽)",
    "figures.delegation": "{guest} 협상단의 최저선",
    "figures.guest_waiting": "{guest} 측",
    "figures.host_waiting": "{host} 측",
    "figures.waiting_axis": "대기 가치\n(기준 금액 대비, 연간)",
    "figures.press_lapse": "현재의 협정 공백",
    "figures.press_expiry": "다가오는 만료",
    "figures.press_money": "재원 소진",
    "figures.press_election": "다가오는 선거",
    "figures.pressure_axis": "압박\n(기준 금액 대비, 연간)",
    "figures.given_up_axis": "양보",
    "figures.given_up": "{guest} 측 양보(오른쪽)",
    "figures.furlough": "무급휴직",
    "figures.expires_later": "기존 협정은 그림에 나온 기간 뒤인 {date}에 만료된다.",
}
