"""The table of rounds: its headings, its cells and the note below it, in Korean."""

from __future__ import annotations

from sim.words.language import Forms

ROUNDS_TABLE: Forms = {
    "rounds_table.column.number": "#",
    "rounds_table.column.date": "날짜",
    "rounds_table.column.level": "급",
    "rounds_table.column.guest_asks": "{guest} 측 요구",
    "rounds_table.column.host_offers": "{host} 측 제안",
    "rounds_table.column.gap": "입장 차",
    "rounds_table.column.result": "결과",
    "rounds_table.column.threat": "위협",
    "rounds_table.column.anger": "반감",
    "rounds_table.column.support": "증액 찬성",
    "rounds_table.column.guest_waiting": "{guest} 측 대기",
    "rounds_table.column.host_waiting": "{host} 측 대기",
    "rounds_table.column.pressure": "압박",
    "rounds_table.column.given_up": "양보",
    "rounds_table.note": (
        "입장 차: {guest} 측이 보기에 {host} 측 제안의 가치가 요구에 못 미치는 정도이며, 0 이하이면 양측이 만난다."
        " 압박: 지연으로 양측이 함께 치르는 비용을 걸려 있는 이익에 대한 비율로 나타낸 것이다. 양보: {guest} 측이"
        " 버틸 수 있는 몫 가운데 양보한 비율이며, {host} 측이 다르면 함께 적는다. 대기: 정상의 추가 요구를 뺀 연간"
        " 대기 가치이다. 반감과 증액 찬성: 여론의 평균이다. 나머지는 위의 설명과 같다."
    ),
    "rounds_table.title": "회의",
    "rounds_table.whole": "문서 또는 --format csv",
    "rounds_table.level.working": "실무",
    "rounds_table.level.ministerial": "장관",
    "rounds_table.level.leader": "정상",
    "rounds_table.gap": "입장 차",
    "rounds_table.no_zone": "합의 가능 영역 없음",
    "rounds_table.no_zone_rises": "합의 가능 영역 없음: 최대 {most}, 최소 {least}",
    "rounds_table.guest_declined": "{guest} 협상단이 합의안 거절",
    "rounds_table.host_declined": "{host} 협상단이 합의안 거절",
    "rounds_table.parked": "정부 교체까지 중단",
    "rounds_table.win_set": "의회가 동의할 범위를 벗어남",
    "rounds_table.text": "합의안 {package}",
    "rounds_table.text_bare": "합의안",
    "rounds_table.guest_refuses": "{text}, {guest} 정상 거부({date})",
    "rounds_table.host_refuses": "{text}, {host} 정상 거부({date})",
    "rounds_table.consent": "{text}, 정상 수용({date})",
    "rounds_table.walkout": "퇴장",
    "rounds_table.threat": "철군 위협",
    "rounds_table.milestone": "– {clause}",
    "rounds_table.milestone_record": "– {clause}, 이후는 모의 결과",
    "rounds_table.milestone_horizon": "– {clause}({days}째)",
}
