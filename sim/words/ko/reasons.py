"""Why a move was made: what weighed, what bound, and what would have been taken instead, in Korean."""

from __future__ import annotations

from sim.words.language import Forms

REASONS: Forms = {
    "reasons.weighed": "{term} {number}",
    "reasons.apart.own_aspiration": (
        "더 버티는 쪽은 {guest} 측이다. 협상단이 감수할 수 있는 최저선보다 {more}만큼 더 요구한다."
    ),
    "reasons.apart.other_aspiration": "더 버티는 쪽은 {host} 측이다. 제안대로라면 기다릴 때보다 {more}만큼 더 얻는다.",
    "reasons.apart.line": (
        "{host} 측이 이미 공개한 제안을 넘으면 국내에서 대가를 치러야 하는데, 그 대가가 없었다면 합의의 여지가 있었을"
        " 것이다."
    ),
    "reasons.apart.leader": (
        "협상단이 이제 알고 있는 {guest} 정상의 추가 요구가 없었다면 양측의 제안이 맞닿았을 것이다."
    ),
    "reasons.apart.audience": "인상으로 {host} 측 정부가 국내에서 치르는 대가가 없었다면 합의의 여지가 있었을 것이다.",
    "reasons.apart.election": "정부 교체를 앞두고 있지 않았다면 합의의 여지가 있었을 것이다.",
    "reasons.apart.election_guest": (
        "{change:을/를} 기다리고 있다. {guest} 측이 거기에 거는 기대가 없었다면 합의의 여지가 있었을 것이다."
    ),
    "reasons.apart.election_host": (
        "{change:을/를} 기다리고 있다. {host} 측이 거기에 거는 기대가 없었다면 합의의 여지가 있었을 것이다."
    ),
    "reasons.change_next": "다음 정부 교체",
    "reasons.change_on": "{date}의 정부 교체",
    "reasons.apart.win_set": (
        "의회가 동의할 것으로 보이는 범위 때문에 {host} 측은 {guest} 측이 요구하는 만큼 올릴 수 없다."
    ),
    "reasons.apart.standing_text": (
        "{guest} 측은 {host} 측이 한 차례 수용했던 합의안보다 낮게 요구하지 않는데, 그 합의안이 없었다면 양측의"
        " 제안이 맞닿았을 것이다."
    ),
    "reasons.apart.own_reservation": "국내 여론이나 다음 정부 교체만으로는 이를 설명할 수 없다.",
    "reasons.would_do_terms": "{rise}부터는 {guest} 측이 {host} 측의 제안을 받아들일 것이다.",
    "reasons.would_do": "{package} 제안이라면 {guest} 측이 받아들일 것이다.",
    "reasons.refused.weighed": "합의안에서는 {text:이/가}, 기다림에서는 {waiting:이/가} 크게 작용했다",
    "reasons.refused.election": "정부 교체를 앞두고 있지 않았다면 합의안은 받아들여졌을 것이다",
    "reasons.refused.line": "앞서 공개한 제안이 없었다면 합의안은 받아들여졌을 것이다",
    "reasons.refused.audience": "인상으로 국내에서 치르는 대가가 없었다면 합의안은 받아들여졌을 것이다",
    "reasons.refused.leader_guest": (
        "걸림돌은 각료들이 알지 못했던 정상의 추가 요구이며, 이제부터 각료들도 그만큼을 요구한다"
    ),
    "reasons.refused.leader_host": "걸림돌은 정상 자신의 최저선이다",
    "reasons.consented": "{host} 측에는 {host_terms:이/가}, {guest} 측에는 {guest_terms:이/가} 크게 작용했다",
    "reasons.consented_host": "{host} 측에는 {host_terms:이/가} 크게 작용했다",
    "reasons.consented_guest": "{guest} 측에는 {guest_terms:이/가} 크게 작용했다",
    "reasons.voted.weighed": "의원들에게는 찬성의 평균 로그 승산으로 따져 {odds:이/가} 크게 작용했다",
    "reasons.voted.luck": "표결은 예상을 벗어난 결과로 끝났다",
    "reasons.voted.win_set": "같은 조건이라면 {rise}까지는 과반 찬성을 기대할 수 있었다",
    "reasons.voted.win_set_none": "아무리 작은 인상이라도 과반 찬성을 기대할 수 없었다",
    "reasons.term.money": "금액",
    "reasons.term.dollars": "환율 변동",
    "reasons.term.remaining": "나머지",
    "reasons.term.agreement_host": "협정 체결 자체",
    "reasons.term.agreement_guest": "동맹 자체",
    "reasons.term.agreement_orientation": "정부의 성향",
    "reasons.term.agreement_threat": "북한의 위협",
    "reasons.term.agreement_pledge": "새 우방 정부에 대한 성의",
    "reasons.term.renewal_cost": "재협상의 부담",
    "reasons.term.renewal": "다음 갱신",
    "reasons.term.habit": "지난 협정과 달라진 점",
    "reasons.term.labour_host": "인건비",
    "reasons.term.labour_guest": "인건비",
    "reasons.term.operations_host": "신규 항목",
    "reasons.term.operations_guest": "신규 항목",
    "reasons.term.audience_peer": "다른 나라와의 비교",
    "reasons.term.audience_line": "마지막 공개 제안",
    "reasons.term.rivalry_guest": "역내 경쟁",
    "reasons.term.audience_guest": "국내에 내세울 수치",
    "reasons.term.precedent_guest": "선례",
    "reasons.term.old_amount": "그때까지의 기존 금액",
    "reasons.term.lapse": "그때까지의 협정 공백",
    "reasons.term.expected": "그 뒤에 기대되는 결과",
    "reasons.term.price": "정상의 추가 요구",
    "reasons.term.private": "밝히지 않은 사정",
    "reasons.term.press_lapse": "현재의 협정 공백",
    "reasons.term.press_expiry": "다가오는 만료",
    "reasons.term.press_money": "재원 소진",
    "reasons.term.press_election": "다가오는 정부 교체",
    "reasons.term.vote_level": "공통 기반",
    "reasons.term.vote_government": "여당 의석",
    "reasons.term.vote_support": "유권자 여론",
    "reasons.term.vote_rise": "인상률",
}
