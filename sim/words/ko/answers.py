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
    # density and what happened
    "answers.density.title": "시기와 금액을 함께 본 분포: {count} 가운데 비율",
    "answers.density.quarter": "서명 시기",
    "answers.density.range": "{low}~{high}%",
    "answers.density.note": "열은 첫해 인상률이며, 맨 앞과 맨 뒤 열은 그 범위를 벗어난 경우를 포함한다.",
    "answers.density.agreed_only": "합의했으나 모의 기간 안에 서명하지 못한 비율: {share}.",
    "answers.density.stands": "기존 협정이 그대로 유지된 비율: {share}.",
    "answers.density.no_agreement": "모의 기간 안에 합의하지 못한 비율: {share}.",
    "answers.quarter.1": "{year}년 1분기",
    "answers.quarter.2": "{year}년 2분기",
    "answers.quarter.3": "{year}년 3분기",
    "answers.quarter.4": "{year}년 4분기",
    "answers.happened.title": "어떤 일이 얼마나 자주 일어났는가",
    "answers.happened.share": "비율",
    "answers.happened.interval": "95% 구간",
    "answers.happened.record": "실제",
    "answers.happened.yes": "예",
    "answers.happened.no": "아니요",
    "answers.happened.range": "{low}~{high}%",
    "answers.happened.note": (
        "구간은 95%이며 몬테카를로 오차만을 나타낸다. 연간 인상 방식, 유효 기간, 조항, 합의 당시 행정부는 합의에"
        " 이른 협상 가운데 비율이다."
    ),
    "answers.happened.reached": "모의 기간 안에",
    "answers.happened.reached.agreement": "합의",
    "answers.happened.reached.signature": "서명",
    "answers.happened.reached.entry": "발효",
    "answers.happened.end": "종료 상태",
    "answers.happened.end.open": "협상 계속",
    "answers.happened.end.pending": "합의 후 발효 대기",
    "answers.happened.end.in_force": "발효",
    "answers.happened.end.broken_off": "결렬",
    "answers.happened.end.stands": "기존 협정 유지",
    "answers.happened.events": "한 번 이상 일어난 일",
    "answers.happened.events.leader_refusal": "한쪽 정상이 합의안을 거부",
    "answers.happened.events.guest_refusal": "{guest} 정상이 거부",
    "answers.happened.events.host_refusal": "{host} 정상이 거부",
    "answers.happened.events.walkout": "{guest} 대표단이 협상장에서 퇴장",
    "answers.happened.events.threat": "철군 위협",
    "answers.happened.events.furlough": "기지 근로자 무급휴직",
    "answers.happened.events.failed_vote": "의회의 비준동의 부결",
    "answers.happened.escalator": "연간 인상 방식",
    "answers.happened.escalator.none": "없음",
    "answers.happened.escalator.cpi": "소비자물가 연동",
    "answers.happened.escalator.defence": "국방예산 연동",
    "answers.happened.escalator.fixed": "고정 비율",
    "answers.happened.term_years": "유효 기간(만료일 기준)",
    "answers.happened.clauses": "조항",
    "answers.happened.clauses.operational_support": "새 작전 지원 항목",
    "answers.happened.guest_at_agreement": "합의 당시 {guest} 행정부",
    # comparison table
    "answers.pair.title": "같은 우연 조건에서의 비교",
    "answers.pair.range": "{low}~{high}",
    "answers.pair.heading.base": "첫째",
    "answers.pair.heading.other": "둘째",
    "answers.pair.heading.difference": "차이",
    "answers.pair.heading.interval": "차이의 95% 구간",
    "answers.pair.note": (
        "각 협상은 양쪽에서 같은 도발과 선거, 같은 우연을 만나며 자기 자신과 비교된다. 지연은 만료일부터 합의까지의"
        " 기간이며, 협정 공백과 마찬가지로 모의 기간의 끝에서 자른다. 구간은 몬테카를로 오차만을 나타낸다."
    ),
    "answers.figure.delay_mean": "합의까지의 평균 지연",
    "answers.figure.delay_median": "합의까지의 지연 중앙값",
    "answers.figure.blank_mean": "평균 협정 공백",
    "answers.figure.blank_median": "협정 공백 중앙값",
    "answers.figure.agreed": "모의 기간 안에 합의",
    "answers.figure.stands": "합의안 없이 기존 협정 유지",
    "answers.figure.agreed_by_expiry": "만료 전 합의",
    "answers.figure.lapse": "만료까지 서명되지 않음",
    "answers.figure.rise_mean": "평균 첫해 인상률(양쪽 모두 합의한 경우)",
    "answers.figure.rise_median": "첫해 인상률 중앙값(양쪽 모두 합의한 경우)",
    "answers.figure.amount_mean": "평균 첫해 금액(양쪽 모두 합의한 경우)",
    "answers.figure.term_mean": "평균 유효 기간(양쪽 모두 합의한 경우)",
    # where the model lost
    "answers.lost.title": "협상 개시일 기준 예측과 그 점수(CRPS, 작을수록 좋음)",
    "answers.lost.episode.agreement_day.lost": (
        "{number} 협정을 빼고 적합한 모형이 협상 개시일에 내놓은 합의일 예측은 {own} 빗나갔다(CRPS). 이는"
        " {better}보다 못하다."
    ),
    "answers.lost.episode.agreement_day.won": (
        "{number} 협정을 빼고 적합한 모형이 협상 개시일에 내놓은 합의일 예측은 {own} 빗나갔다(CRPS). 이보다"
        " 나은 예측은 없었다."
    ),
    "answers.lost.episode.rise_annualised.lost": "연간 인상률 예측은 {own} 빗나갔다. 이는 {better}보다 못하다.",
    "answers.lost.episode.rise_annualised.won": "연간 인상률 예측은 {own} 빗나갔다. 이보다 나은 예측은 없었다.",
    "answers.lost.mean.agreement_day.lost": (
        "각 협정을 빼고 예측한 {number}개 협정의 평균으로는 합의일이 {own} 빗나갔다. 이는 {better}보다 못하다."
    ),
    "answers.lost.mean.agreement_day.won": (
        "각 협정을 빼고 예측한 {number}개 협정의 평균으로는 합의일이 {own} 빗나갔다. 이보다 나은 예측은 없었다."
    ),
    "answers.lost.mean.rise_annualised.lost": "연간 인상률은 평균 {own} 빗나갔다. 이는 {better}보다 못하다.",
    "answers.lost.mean.rise_annualised.won": "연간 인상률은 평균 {own} 빗나갔다. 이보다 나은 예측은 없었다.",
    "answers.lost.number": "제{number}차",
    "answers.lost.year": "{number}년",
    "answers.lost.named": "{name}({score})",
    "answers.lost.unit.agreement_day": "{number}일",
    "answers.lost.unit.rise_annualised": "{number}%p",
    "answers.lost.caveat": (
        "협정의 수가 적고, 모형의 구조와 사전분포는 그 대부분을 아는 상태에서 정해졌다. 이 모형의"
        " 쓸모는 어떤 사실이 달랐다면 무엇이 바뀌었을지를 묻는 데 있다."
    ),
    "answers.lost.stale": "이 점수를 낸 뒤 프로그램이나 사후분포가 바뀌었다. sma validate로 다시 계산할 수 있다.",
    "answers.lost.heading.forecast": "예측",
    "answers.lost.heading.episode.agreement_day": "합의일, {number}",
    "answers.lost.heading.mean.agreement_day": "합의일, 전체 평균",
    "answers.lost.heading.episode.rise_annualised": "연간 인상률, {number}",
    "answers.lost.heading.mean.rise_annualised": "연간 인상률, 전체 평균",
    "answers.lost.note": "단위는 일과 연간 %p이다. 협정마다 모의 협상 {replicates}건, 난수 시드 {seed}.",
    "answers.forecast.host_left_out": "해당 국가를 모두 빼고 적합한 모형",
    "answers.forecast.climatology_of_the_other_hosts": "다른 국가의 협정이 개시일부터 걸린 일수",
    "answers.forecast.regression": "합의일의 생존 회귀와 인상률의 회귀",
    "answers.forecast.prior": "아무것도 적합하지 않은 사전 모형",
    "answers.forecast.in_sample": "모든 협정에 적합한 모형",
    "answers.forecast.left_out": "해당 협정을 빼고 적합한 모형",
    "answers.forecast.climatology_from_opening": "다른 협상들의 개시 후 일수",
    "answers.forecast.climatology": "다른 협상들의 만료일 대비 일수와 인상률",
    "answers.forecast.last_time": "직전 협정의 값",
    "answers.forecast.next_hard_date": "다음 만료일이나 선거일",
    "answers.forecast.faratin": "시간에 따라 양보하는 단순 모형",
    "answers.axis.days": "차이(일)",
    "answers.axis.points": "차이(%p)",
    "answers.axis.when": "서명일",
    "answers.axis.sum": "첫해 인상률",
    "answers.axis.blank": "아직 서명되지 않은 비율",
    "answers.driven.title": "함께 움직이는 매개변수",
    "answers.driven.delay": "지연과의 상관",
    "answers.driven.rise": "인상률과의 상관",
    "answers.driven.note": (
        "사후분포 표본에 걸친 순위 상관이며 −1에서 1 사이이다. 함께 움직임을 나타낼 뿐이며, 기록으로 서로 묶인"
        " 매개변수는 효과를 나누어 갖는다. 각 작동 원리가 더하는 몫은 sma ablate로 알 수 있다."
    ),
    "answers.unit.days": "{number}일",
    "answers.unit.points": "{number}%p",
    "answers.unit.percent": "{number}%",
    "answers.unit.years": "{number}년",
}
