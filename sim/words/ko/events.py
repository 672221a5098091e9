"""What happens between rounds: what becomes of a text, elections and handovers, expiry and furlough, in Korean."""

from __future__ import annotations

from sim.words.language import Forms

EVENTS: Forms = {
    "events.dated": "{date}: {words}.",
    "events.refusal": (
        "{who} 수반이 {package} 합의안을 거부한다. {awaited:은/는} 연간 {waiting}, 합의안은 {worth}의 가치가"
        " 있다{limit}"
    ),
    "events.refusal_free": (
        "{who} 수반이 {package} 합의안을 거부한다. 합의안의 가치는 연간 {worth}, 대기 가치는 {waiting:으로/로}, 어떤"
        " 규칙에서도 나오지 않는 거부이다"
    ),
    "events.limit_guest": ". 같은 조건이라면 {rise}부터는 서명했을 것이다",
    "events.limit_host": ". 같은 조건이라면 {rise}까지는 서명했을 것이다",
    "events.stands": (
        "{guest} 측은 거부한 합의안보다 낮게 요구하지 않고 {host} 측은 그 안을 유지하며, {host} 측은 이제 국내에서 그"
        " 인상률에 묶인다"
    ),
    "events.stands_text": "{guest} 측은 거부한 합의안보다 낮게 요구하지 않고, {host} 측은 그 안을 유지한다",
    "events.stands_line": "{host} 측은 이제 국내에서 그 인상률에 묶인다",
    "events.consent": (
        "양측 정상이 합의안을 받아들인다. 합의안과 기다림의 연간 가치는 {host} 측에 각각 {host_worth:과/와}"
        " {host_waiting}, {guest} 정상에게 각각 {guest_worth:과/와} {guest_waiting}이다{tail}"
    ),
    "events.consent_free": ". 어떤 규칙에서도 나오지 않는 수용이다",
    "events.consent_bound": ". 다만 이 시나리오에서 정상들은 모든 합의안을 받아들인다",
    "events.signature": "협정이 서명된다. 첫해 분담금은 {amount}이다",
    "events.vote_passes": (
        "{legislature:이/가} 찬성 {votes_for}, 반대 {against}표, {abstentions}로 비준동의안을 가결한다"
    ),
    "events.vote_fails": (
        "{legislature:이/가} 찬성 {votes_for}, 반대 {against}표, {abstentions}로 비준동의안을 부결하여 협상이 다시"
        " 열린다"
    ),
    "events.entry": "협정이 발효된다",
    "events.expiry": "기존 협정이 후속 협정 없이 만료되고, 분담금은 기존 금액으로 동결된다",
    "events.expiry_agreed": "기존 협정이 만료된다. 새 협정은 합의되었으나 아직 발효되지 않았다",
    "events.funds_out": "기존 재원이 소진된다",
    "events.funds_out_furlough": "기존 재원이 소진되어 기지의 {host}인 근로자들이 무급휴직에 들어간다",
    "events.furlough": "기지의 {host}인 근로자들이 무급휴직에 들어간다",
    "events.furlough_end_agreement": "협정 타결로 무급휴직이 {days} 만에 끝난다",
    "events.furlough_end_act": "근로자 임금을 지급하는 특별법으로 무급휴직이 {days} 만에 끝난다",
    "events.parked": "예정된 회의가 정부 교체 때까지 미루어진다",
    "events.horizon": "모의 기간이 끝난다",
    "events.horizon_stands": "모의 기간이 끝난다. 아직 유효한 기존 협정이 그대로 이어진다",
    "events.break": "협상이 완전히 결렬된다",
    "events.protest": "{act}에 항의하는 시위가 벌어진다",
    "events.withdrawal": "주둔군의 {share:이/가} 완전히 철수하여 여론의 반감을 산다",
    "events.change": "외부 요인의 변화가 일어난다",
    "events.reelected": "선거에서 {name:이/가} 재집권에 성공한다",
    "events.elected": "선거에서 {name}의 집권이 확정된다",
    "events.elected_until": "선거에서 {name}의 집권이 확정되고, 출범일은 {date}이다",
    "events.handover_again": "{name:이/가} 새 임기를 시작한다",
    "events.handover": "{name:이/가} 출범한다",
    "events.handover_text": "{name:이/가} 출범하여 계류 중인 합의안을 넘겨받는다",
    "events.handover_host": "{name:이/가} 출범하여 협상을 이어받는다",
    "events.handover_guest": "{name:이/가} 출범하여 새로운 요구를 내놓는다",
    "events.record.guest_offer": "실제 기록에 따르면 {guest} 측이 {rise:을/를} 요구한다",
    "events.record.host_offer": "실제 기록에 따르면 {host} 측이 {rise:을/를} 제안한다",
    "events.record.round": "실제 기록에 따르면 회의가 합의안 없이 끝난다",
    "events.record.walkout": "실제 기록에 따르면 {guest} 협상단이 협상장을 떠난다",
    "events.record.refusal": "실제 기록에 따르면 {guest} 정상이 {package} 합의안을 거부한다",
    "events.record.ends": (
        "실제 기록은 여기까지이다({rounds}). 이후는 모의 결과이며, 그 뒤에 실제로 일어난 일은 반영하지 않는다"
    ),
}
