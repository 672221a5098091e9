"""One round: what was offered, why it closed or did not, and what had changed since the last one, in Korean."""

from __future__ import annotations

from sim.words.language import Forms

ROUNDS: Forms = {
    "rounds.head": "{date} 제{number}차 회의: {sentences}",
    "rounds.head_level": "{date} 제{number}차 회의({level}): {sentences}",
    "rounds.head_pause": "{date} 제{number}차 회의({days} 만에 개최): {sentences}",
    "rounds.head_level_pause": "{date} 제{number}차 회의({level}, {days} 만에 개최): {sentences}",
    "rounds.level.working": "실무급",
    "rounds.level.ministerial": "장관급",
    "rounds.level.leader": "정상급",
    "rounds.offers": "{asks}, {offers}.",
    "rounds.asks": "{who:은/는} {package:을/를} 요구하고",
    "rounds.asks_nothing": "{who:은/는} 요구안을 내지 않고",
    "rounds.offers_first": "{who:은/는} {package:을/를} 제안한다",
    "rounds.offers_nothing": "{who:은/는} 아무것도 제안하지 않는다",
    "rounds.guest": "{guest} 측",
    "rounds.host": "{host} 측",
    "rounds.stay": "양측은 각각 {asked:과/와} {offered}라는 기존 입장을 유지한다.",
    "rounds.guest_down": (
        "{guest} 측은 요구를 {rise}{terms}로 낮추고",
        "{guest} 측은 {rise}{terms}로 물러서고",
        "{guest} 측은 요구 수준을 {rise}{terms}까지 내리고",
    ),
    "rounds.guest_up": "{guest} 측은 요구를 {rise}{terms}로 높이고",
    "rounds.guest_held": "{guest} 측은 {rise}{terms} 요구를 유지하고",
    "rounds.host_up": (
        "{host} 측은 제안을 {rise}{terms}로 올린다",
        "{host} 측은 {rise}{terms}까지 제안을 높인다",
        "{host} 측은 {rise}{terms}로 올려 제안한다",
    ),
    "rounds.host_back": "{host} 측은 제안을 {rise}{terms}로 되돌린다",
    "rounds.host_held": "{host} 측은 {rise}{terms} 제안을 유지한다",
    "rounds.terms_now": "({terms:으로/로} 변경)",
    "rounds.terms_same": "(같은 조건)",
    "rounds.text": (
        "양측의 요구를 함께 충족할 수 있어, 기다릴 때보다 나아지는 몫을 나누는 잠정 합의안이 마련된다. 내용은"
        " {package}, 인건비의 {labour}를 분담금에서 지급하는 것이다. 합의안은 양측 정상의 결정에 부쳐진다."
    ),
    "rounds.text_items": (
        "양측의 요구를 함께 충족할 수 있어, 기다릴 때보다 나아지는 몫을 나누는 잠정 합의안이 마련된다. 내용은"
        " {package}, 인건비의 {labour}를 분담금에서 지급하고 신규 작전지원 항목을 두는 것이다. 합의안은 양측 정상의"
        " 결정에 부쳐진다."
    ),
    "rounds.declined_guest": (
        "{package:으로/로} 양측의 요구를 함께 충족할 수 있으나, {guest} 협상단이 이 합의안을 거절한다."
    ),
    "rounds.declined_host": (
        "{package:으로/로} 양측의 요구를 함께 충족할 수 있으나, {host} 협상단이 이 합의안을 거절한다."
    ),
    "rounds.no_zone": "타결은 불가능하다. 양측 모두에게 기다리는 것보다 나은 안이 없다.",
    "rounds.no_zone_rises": (
        "타결은 불가능하다. {host} 측은 최대 {most}까지 갈 수 있는데 {guest} 협상단은 최소 {least:을/를} 필요로 한다."
    ),
    "rounds.parked": "타결되지 않는다. 협상은 잠정 중단 상태이다.",
    "rounds.parked_for": "타결되지 않는다. {name}의 집권이 확정되어 양측은 {date}까지 기다린다.",
    "rounds.gap_first": "타결되지 않는다. {guest} 측이 보기에 {host} 측 제안의 가치는 요구보다 {gap}만큼 낮다.",
    "rounds.gap_same": "타결되지 않고, 입장 차는 {gap} 그대로이다.",
    "rounds.gap_wider": "입장 차가 {before}에서 {gap:으로/로} 벌어져 타결되지 않는다.",
    "rounds.gap_narrower": (
        "입장 차가 {before}에서 {gap:으로/로} 좁혀지지만 타결되지 않는다.",
        "타결되지 않으나 입장 차는 {gap:으로/로} 줄어든다.",
        "아직 {gap}의 입장 차가 남아 타결되지 않는다.",
    ),
    "rounds.room_first": (
        "드러난 요구 이면에는 합의의 여지가 있다. {guest} 협상단은 {low}도 받아들일 수 있고, {host} 측은 기다리느니"
        " {high}까지 올릴 수 있다."
    ),
    "rounds.room_now": "드러난 요구 이면의 합의 가능 영역은 이제 {low}에서 {high}까지이다.",
    "rounds.walkout_threat": (
        "{guest} 협상단이 협상장에서 퇴장하고, {guest} 측은 철군하겠다고 공개적으로 위협한다{kept}."
    ),
    "rounds.walkout": "{guest} 협상단이 협상장에서 퇴장한다{kept}.",
    "rounds.threat": "{guest} 측이 철군하겠다고 공개적으로 위협한다.",
    "rounds.kept": ". {package} 제안이 있었다면 협상단은 자리를 지켰을 것이다",
    "rounds.kept_terms": ". 같은 조건에 {rise} 제안이 있었다면 협상단은 자리를 지켰을 것이다",
    "rounds.provoked_before": "회의에 앞서 강도 {severity}의 도발이 있었으며, 체감 위협은 {threat}이다.",
    "rounds.provoked_before_many": (
        "회의에 앞서 {many}일에 걸쳐 도발(최고 강도 {severity})이 있었으며, 체감 위협은 {threat}이다."
    ),
    "rounds.provoked": (
        "지난 회의 이후 강도 {severity}의 도발이 있었고, {change}.",
        "두 회의 사이에 강도 {severity}의 도발이 일어났고, {change}.",
        "그사이 강도 {severity}의 도발이 있었고, {change}.",
    ),
    "rounds.provoked_many": (
        "지난 회의 이후 {many}일에 걸쳐 도발(최고 강도 {severity})이 있었고, {change}.",
        "두 회의 사이에 {many}일에 걸쳐 도발(최고 강도 {severity})이 일어났고, {change}.",
        "그사이 {many}일에 걸쳐 도발(최고 강도 {severity})이 있었고, {change}.",
    ),
    "rounds.threat_same": "체감 위협은 이번에도 {threat}이다",
    "rounds.threat_up": "체감 위협은 {before}에서 {threat:으로/로} 높아진다",
    "rounds.threat_down": "체감 위협은 그래도 {before}에서 {threat:으로/로} 낮아진다",
    "rounds.anger_up": "여론의 반감은 {before}에서 {anger:으로/로} 커졌다.",
    "rounds.anger_down": "여론의 반감은 {before}에서 {anger:으로/로} 가라앉았다.",
    "rounds.anger_up_support": (
        "여론의 반감은 {before}에서 {anger:으로/로} 커졌고, 분담금을 더 낼 수 있다는 응답은 {support_before}에서"
        " {support:으로/로} 바뀌었다."
    ),
    "rounds.anger_down_support": (
        "여론의 반감은 {before}에서 {anger:으로/로} 가라앉았고, 분담금을 더 낼 수 있다는 응답은 {support_before}에서"
        " {support:으로/로} 바뀌었다."
    ),
    "rounds.waiting": "대기 가치는 연간 {host} 측 {host_now}, {guest} 측 {guest_now}이다.",
    "rounds.waiting_both": (
        "대기 가치는 이제 {host} 측 {host_now}(이전 {host_before}), {guest} 측 {guest_now}(이전 {guest_before})이다."
    ),
    "rounds.waiting_host": "{host} 측의 대기 가치는 이제 {host_now}(이전 {host_before})이다.",
    "rounds.waiting_guest": "{guest} 측의 대기 가치는 이제 {guest_now}(이전 {guest_before})이다.",
    "rounds.pressure": "양측이 함께 받는 압박은 연간 기준으로 {parts}이고, 걸려 있는 이익은 {stake}이다.",
    "rounds.pressure_now": "양측이 함께 받는 압박은 이제 연간 기준으로 {parts}이고, 걸려 있는 이익은 {stake}이다.",
    "rounds.given_up_alike": "양측은 지금까지 버틸 수 있는 몫의 {share:을/를} 양보했다.",
    "rounds.given_up": (
        "버틸 수 있는 몫 가운데 {guest} 측은 {guest_share}, {host} 측은 {host_share:을/를} 지금까지 양보했다."
    ),
    "rounds.line": "{host} 측은 국내에서 마지막 공개 제안인 {rise}에 묶여 있다.",
}
