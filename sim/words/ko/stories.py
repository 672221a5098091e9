"""The story as a whole: its label and preface, its headings, how talks open and how they end, in Korean."""

from __future__ import annotations

from sim.words.language import Forms

STORIES: Forms = {
    "stories.title": "모의 협상 한 건: {title}",
    "stories.heading.opening": "협상 개시",
    "stories.heading.closing": "타결",
    "stories.heading.before_expiry": "만료 전",
    "stories.heading.talks": "협상",
    "stories.heading.outcome": "결과",
    "stories.heading.after_record": "실제 기록 이후",
    "stories.heading.lapse": "협정 공백",
    "stories.heading.election": "{date} 선거 이후",
    "stories.heading.under": "{name} 집권기",
    "stories.preface": (
        "읽는 법: 인상률은 마지막으로 적용된 금액(연간 {base}) 대비 첫해의 인상률이고, 유효기간은 합의안에 따라"
        " 분담금을 내는 햇수이다. 가치와 대기 가치, 입장 차는 이 금액에 대한 연간 비율로 나타낸다. 0.01은 해마다"
        " {hundredth}에 해당하고, 0은 양측이 정상으로 여기는 연 {normal} 증가를 뜻한다. 제안은 내는 쪽이 요구하는"
        " 가치를 채우는 안 가운데 상대에게 가장 유리한 안이므로, 유효기간과 인상 방식, 인건비 비율, 신규 항목은"
        " 인상률과 함께 달라진다. 대기 가치는 협상을 다음 {guest} 측 정부 교체 때까지 이어 갈 때 기대하는 가치이다."
        " {pace} 체감 위협은 지난 도발의 강도를 더한 값에 1을 보태어 로그를 취한 것으로, 각 도발의 영향은"
        " {threat_half}이 지나면 절반으로 줄며, 협상 전 2년의 평소 수준을 뺀다. 여론의 반감도 쌓이는 값이다. 금액을"
        " 두 배로 올리라는 요구는 이를 {anger}만큼 높이고, {anger_half}이 지나면 그 절반이 사라진다. 무엇이"
        " 작용했는지 밝힐 때는 각 요인을 그 가치에서 차지하는 몫과 함께 큰 순서로 적으며, ‘금액’은 정상으로 여기는"
        " 지급액과 견준 지급액을 뜻한다. {parameters}"
    ),
    "stories.pace_clock": "양측은 다음으로 닥칠 확정 기한에 맞추어 버틸 수 있는 몫을 양보한다.",
    "stories.pace": (
        "협상이 늦어질수록 양측은 압박을 받는다. 현재의 협정 공백이 압박이 되고, 만료와 재원 소진, 선거도 압박이"
        " 되는데 멀리 있을수록 약해져 {reach} 앞이면 절반이다. 압박이 걸려 있는 이익과 같을 때 양측은 버틸 수 있는"
        " 몫을 월 {rate}의 속도로 양보한다."
    ),
    "stories.weights_central": "양측의 가중치는 중심 매개변수이며, 모든 모의 협상에 같은 값을 쓴다.",
    "stories.weights_point": (
        "양측의 가중치는 모든 모의 협상에서 {parameters}이며, 시나리오가 직접 정한 값은 그대로 적용된다."
    ),
    "stories.weights_draw": (
        "양측의 가중치는 {parameters} 가운데 0부터 세어 {number}번이며, 시나리오가 직접 정한 값은 모든 표본에 그대로"
        " 적용된다."
    ),
    "stories.opening_public": (
        "{date}: 군대를 주둔시키는 {guest} 측의 {guest_name:과/와} 비용을 분담하는 {host} 측의 {host_name:이/가}"
        " 협상을 시작한다. {year}년부터 연간 {base:을/를} 내 온 기존 협정은 {expiry}에 만료된다. 공개적으로 {guest}"
        " 측은 {guest_rise:을/를} 요구하고 {host} 측은 {host_rise:을/를} 제시한다."
    ),
    "stories.opening_model": (
        "{date}: 군대를 주둔시키는 {guest} 측의 {guest_name:과/와} 비용을 분담하는 {host} 측의 {host_name:이/가}"
        " 협상을 시작한다. {year}년부터 연간 {base:을/를} 내 온 기존 협정은 {expiry}에 만료된다. 공개된 요구는"
        " 없으며, 모형에서 {guest} 측은 {guest_rise:을/를} 요구하고 {host} 측은 {host_rise:을/를} 제시한다."
    ),
    "stories.ahead_one": "앞으로 {elections:이/가} 예정되어 있다.",
    "stories.ahead": "앞으로 {elections:이/가} 예정되어 있다.",
    "stories.election_guest": "{date} {guest} 측 선거({first} 또는 {second}, {chances})",
    "stories.election_host": "{date} {host} 측 선거({first} 또는 {second}, {chances})",
    "stories.chances_alike": "양측이 보는 전자의 승률 {chance}",
    "stories.chances": "{guest} 측이 보는 전자의 승률 {guest_chance}, {host} 측이 보는 승률 {host_chance}",
    "stories.handover_guest": "{date} {guest} 측 정부 교체({election} 선거의 승자 {winner})",
    "stories.handover_host": "{date} {host} 측 정부 교체({election} 선거의 승자 {winner})",
    "stories.either": "{first} 또는 {second}",
    "stories.day_expiry": "{date}(만료 당일)",
    "stories.day_after": "{date}(만료 {days} 후)",
    "stories.day_before": "{date}(만료 {days} 전)",
    "stories.none": "모의 기간이 끝나는 {horizon}까지 합의에 이르지 못한다.",
    "stories.none_pending": (
        "모의 기간이 끝나는 {horizon}까지 합의에 이르지 못한다. 합의안 하나가 정상들의 결정을 기다리고 있다."
    ),
    "stories.none_broken": "협상이 결렬되어 합의에 이르지 못한다. 모의 기간은 {horizon}에 끝난다.",
    "stories.none_stands": (
        "모의 기간이 끝나는 {horizon}까지 새 합의에 이르지 못한다. {expiry}까지 유효한 기존 협정이 그대로 유지된다."
    ),
    "stories.agreed_unsigned": (
        "{agreement}에 {who:과/와} 합의했으나, 모의 기간이 끝나는 {horizon}까지 서명되지 않는다."
    ),
    "stories.agreed_signed": (
        "{agreement}에 {who:과/와} 합의하고 {signature}에 서명했으나, 모의 기간이 끝나는 {horizon}까지 발효되지 않는다."
    ),
    "stories.agreed": "{agreement}에 {who:과/와} 합의하고 {signature}에 서명하여 {entry}에 발효된다.",
    "stories.blank_none": "협정 공백은 없다. 기존 협정이 끝나기 전에 새 협정이 발효된다.",
    "stories.blank": "협정 공백은 서명까지 {signature}이다(합의까지 {agreement}일, 발효까지 {entry}일).",
    "stories.settlement": (
        "첫해 인상률은 {rise}(기준 금액이 정해진 뒤로 연 {yearly}), 금액은 {amount}(그해 환율로 {dollars})이며,"
        " 만료일부터 따진 조건은 {terms}이다. 인건비의 {labour}를 분담금에서 지급하고, 신규 작전지원 항목을 포함한다."
        " 합의한 날의 연간 가치는 {guest} 측에 {guest_worth}, {host} 측에 {host_worth}이며, 지연으로 공동 이익의"
        " {lost}를 잃는다."
    ),
    "stories.settlement_without": (
        "첫해 인상률은 {rise}(기준 금액이 정해진 뒤로 연 {yearly}), 금액은 {amount}(그해 환율로 {dollars})이며,"
        " 만료일부터 따진 조건은 {terms}이다. 인건비의 {labour}를 분담금에서 지급하고, 신규 작전지원 항목은 포함하지"
        " 않는다. 합의한 날의 연간 가치는 {guest} 측에 {guest_worth}, {host} 측에 {host_worth}이며, 지연으로 공동"
        " 이익의 {lost}를 잃는다."
    ),
    "stories.counts": "숫자로 보면 {counts}이다.",
    "stories.figure": "시간에 따른 제안, 도발, 여론, 대기 가치",
    "stories.page.rounds": "회의",
    "stories.page.repeat": "다시 실행하기",
    "stories.page.page": "문서",
    "stories.page.figure": "그림",
    "stories.page.command": "재실행",
}
