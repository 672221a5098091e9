"""One round in words: what was offered, why it closed or did not, and what had changed since the last one."""

from __future__ import annotations

import math
from collections.abc import Sequence

from sim.rules.kinds import Reason
from sim.rules.settlement import LEAST_RISE
from sim.stories.narration import Narration
from sim.stories.phrases import package_words, terms_words
from sim.stories.pressure_words import given_up_words, line_words, pressure_words
from sim.stories.reason_words import apart, content_words, stayed, would_do
from sim.traces.entries import Entry, OfferMade, Provocation, RoundHeld, TextMade, Threat, Walkout
from sim.traces.moves import Content, Move
from sim.traces.trace import Round
from sim.words.numerals import percent, rise_percent, state_words, worth, worth_words

SAME_RISE = 0.005  # an offer that moves less is told as held
SAME_ZONE = 0.03  # ends of the zone that move less are not told again
SAME_WAITING = 0.015
SAME_ANGER = 0.1
SAME_SUPPORT = 0.015
LONG_PAUSE = 60  # days between rounds that are told
CLOSE_GAP = 0.1  # below it is told which offer would have closed it
MET = (
    Reason.GAP,
    Reason.WIN_SET,
    Reason.CLOSED,
    Reason.GUEST_DECLINED,
    Reason.HOST_DECLINED,
)  # some package beats waiting for both


def round_words(
    narration: Narration, now: Round, same_day: Sequence[Entry], provocations: Sequence[Provocation]
) -> str:
    """Paragraph of one round.

    Parameters
    ----------
    narration : what was told before; it takes in this round
    now, same_day : the round, and the entries of its day: the offers, its own and what follows
    provocations : those since the last round
    """
    sentences = [
        _offers(narration, now),
        *_verdict(narration, now, same_day),
        *_apart(narration, now, same_day),
        *_tactics(narration, same_day),
        *_provocations(narration, now, [each.severity for each in provocations]),
        *_anger(narration, now),
        *_waiting(narration, now),
        *pressure_words(narration, now),
        *given_up_words(narration, now),
        *line_words(narration, now),
    ]
    form, slots = _head(narration, now)
    narration.last, narration.fresh, narration.on_desk = now, False, now.reason is Reason.CLOSED
    narration.told += 1
    date = narration.words.date(now.date)
    return narration.words.form(form, date=date, number=now.number, sentences=" ".join(sentences), **slots)


def _head(narration: Narration, now: Round) -> tuple[str, dict[str, str]]:
    """Form of the paragraph and what only it needs: the level where it is another, and a long pause before."""
    last, words = narration.last, narration.words
    form, slots = "rounds.head", {}
    if last is None or last.level != now.level:
        form, slots["level"] = f"{form}_level", words.form(f"rounds.level.{now.level}")
    pause = now.day - last.day if last is not None else 0
    if pause >= LONG_PAUSE:
        form, slots["days"] = f"{form}_pause", words.count(pause, "day")
    return form, slots


def zone_of(now: Round) -> tuple[float, float] | None:
    """Rises between the guest's delegation's least and the host's most; None where nothing beats waiting for both.

    A least that is no number, where some package does beat waiting, lies below the least rise ever offered.
    """
    low = LEAST_RISE if math.isnan(now.least_rise) and now.reason in MET else now.least_rise
    return (low, now.most_rise) if low <= now.most_rise else None


def _offers(narration: Narration, now: Round) -> str:
    """What each side asks for or offers, and how that differs from the last round."""
    last, words = narration.last, narration.words
    guest_terms, host_terms = (now.guest_escalator, now.guest_term), (now.host_escalator, now.host_term)
    if last is None:
        return words.form("rounds.offers", asks=_asks_first(narration, now), offers=_offers_first(narration, now))
    guest_new = (last.guest_escalator, last.guest_term) != guest_terms
    host_new = (last.host_escalator, last.host_term) != host_terms
    guest_held, host_held = _same(last.guest_rise, now.guest_rise), _same(last.host_rise, now.host_rise)
    if guest_held and host_held and not (guest_new or host_new or narration.fresh):
        return words.form("rounds.stay", asked=narration.rise(now.guest_rise), offered=narration.rise(now.host_rise))
    if narration.fresh:
        asks = _asks_first(narration, now)
    else:
        form = "guest_held" if guest_held else "guest_down" if now.guest_rise < last.guest_rise else "guest_up"
        asks = _moved(narration, form, now.guest_rise, _terms_now(narration, guest_terms) if guest_new else "")
    form = "host_held" if host_held else "host_back" if now.host_rise < last.host_rise else "host_up"
    terms = ""
    if host_new and guest_terms == host_terms and (guest_new or narration.fresh):
        terms = words.form("rounds.terms_same")
    elif host_new:
        terms = _terms_now(narration, host_terms)
    return words.form("rounds.offers", asks=asks, offers=_moved(narration, form, now.host_rise, terms))


def _asks_first(narration: Narration, now: Round) -> str:
    """What a guest asks for that has not spoken yet, by name."""
    words, who = narration.words, narration.cast.guest(narration.guest)
    if math.isnan(now.guest_rise):
        return words.form("rounds.asks_nothing", who=who)
    package = package_words(words, now.guest_rise, now.guest_escalator, now.guest_term)
    return words.form("rounds.asks", who=who, package=package)


def _offers_first(narration: Narration, now: Round) -> str:
    """What the host's government offers in the first round."""
    words, who = narration.words, narration.cast.government
    if math.isnan(now.host_rise):
        return words.form("rounds.offers_nothing", who=who)
    package = package_words(words, now.host_rise, now.host_escalator, now.host_term)
    return words.form("rounds.offers_first", who=who, package=package)


def _moved(narration: Narration, form: str, rise: float, terms: str) -> str:
    """An offer against that of the last round; one of no package says so."""
    if math.isnan(rise):
        form, terms = ("asks_nothing" if form.startswith("guest") else "offers_nothing"), ""
        who = narration.words.form(f"rounds.{'guest' if form == 'asks_nothing' else 'host'}")
        return narration.words.form(f"rounds.{form}", who=who)
    return narration.words.form(f"rounds.{form}", narration.told, rise=narration.rise(rise), terms=terms)


def _terms_now(narration: Narration, terms: tuple[str, int]) -> str:
    """Terms that are not those of the last round."""
    return narration.words.form("rounds.terms_now", terms=terms_words(narration.words, *terms))


def _same(before: float, now: float) -> bool:
    return abs(now - before) < SAME_RISE or rise_percent(now) == rise_percent(before)


def _verdict(narration: Narration, now: Round, same_day: Sequence[Entry]) -> list[str]:
    """Why the round closed or did not. A walkout's own entry says what stood between the sides."""
    walkout = next((each for each in same_day if isinstance(each, Walkout)), None)
    reason = walkout.reason if now.reason is Reason.WALKOUT and walkout is not None else now.reason
    match reason:
        case Reason.CLOSED:
            return [_text(narration, each.content) for each in same_day if isinstance(each, TextMade)]
        case Reason.NO_ZONE:
            return [_no_zone(narration, now)]
        case Reason.PARKED:
            return [_parked(narration, now)]
        case Reason.GUEST_DECLINED:
            return [*_declined(narration, same_day, "guest"), *_room(narration, now)]
        case Reason.HOST_DECLINED:
            return [*_declined(narration, same_day, "host"), *_room(narration, now)]
    return [_gap(narration, now), *_room(narration, now)]


def _text(narration: Narration, content: Content) -> str:
    """A text and what is in it."""
    form = "rounds.text_items" if content.operational_support else "rounds.text"
    package = content_words(narration.words, content)
    return narration.words.form(form, package=package, labour=percent(content.labour_share))


def _declined(narration: Narration, same_day: Sequence[Entry], side: str) -> list[str]:
    """A text that a delegation turned down."""
    content = next((each.declined for each in same_day if isinstance(each, RoundHeld)), None)
    if content is None:
        return []
    return [narration.words.form(f"rounds.declined_{side}", package=content_words(narration.words, content))]


def _no_zone(narration: Narration, now: Round) -> str:
    """That nothing beats waiting for both, and how far apart they are."""
    narration.zone = None
    if not now.least_rise > now.most_rise:
        return narration.words.form("rounds.no_zone")
    most, least = narration.rise(now.most_rise), narration.rise(now.least_rise)
    return narration.words.form("rounds.no_zone_rises", most=most, least=least)


def _parked(narration: Narration, now: Round) -> str:
    """That both sides wait for a successor."""
    coming = narration.next_handover(now.date)
    if coming is None or coming.handover not in narration.winners:
        return narration.words.form("rounds.parked")
    name = narration.cast.holder(coming.office, narration.winners[coming.handover])
    return narration.words.form("rounds.parked_for", name=name, date=narration.words.date(coming.handover))


def _gap(narration: Narration, now: Round) -> str:
    """How far the host's offer falls short of what the guest asks for."""
    last, words, gap = narration.last, narration.words, worth(now.gap)
    if last is None or last.gap <= 0.0 or narration.fresh:
        return words.form("rounds.gap_first", gap=gap)
    before = worth(last.gap)
    if before == gap:
        return words.form("rounds.gap_same", gap=gap)
    form = "rounds.gap_wider" if now.gap > last.gap else "rounds.gap_narrower"
    return words.form(form, narration.told, before=before, gap=gap)


def _room(narration: Narration, now: Round) -> list[str]:
    """The zone of agreement, where there is one and it is news."""
    zone = zone_of(now)
    known = narration.zone
    if zone is None or (known and max(abs(a - b) for a, b in zip(known, zone, strict=True)) < SAME_ZONE):
        return []
    narration.zone = zone
    low, high = map(narration.rise, zone)
    return [narration.words.form("rounds.room_first" if known is None else "rounds.room_now", low=low, high=high)]


def _apart(narration: Narration, now: Round, same_day: Sequence[Entry]) -> list[str]:
    """What keeps the sides apart, and once they are close what would do, where it is news and no text is made."""
    moves = {each.actor: each.move for each in same_day if isinstance(each, OfferMade)}
    guest, host = moves.get("guest"), moves.get("host")
    if guest is None or host is None or now.reason in (Reason.CLOSED, Reason.PARKED) or now.gap <= 0.0:
        return []
    sentences = []
    if guest.constraint is not narration.bound:
        narration.bound = guest.constraint
        sentences.append(apart(narration.words, now, guest))
    if now.gap < CLOSE_GAP and not narration.near and now.reason is not Reason.NO_ZONE and not _asked(now, host):
        narration.near = True
        sentences.append(would_do(narration.words, host))
    return [each for each in sentences if each]


def _asked(now: Round, host: Move) -> bool:
    """Whether the offer that would have closed the gap is what the guest asks for, told already."""
    return host.nearest is not None and _same(host.nearest.rise, now.guest_rise)


def _tactics(narration: Narration, same_day: Sequence[Entry]) -> list[str]:
    """Walkout and threat of the guest after a round."""
    walkout = next((each for each in same_day if isinstance(each, Walkout)), None)
    threatened = any(isinstance(each, Threat) for each in same_day)
    if walkout is not None:
        form = "rounds.walkout_threat" if threatened else "rounds.walkout"
        return [narration.words.form(form, kept=stayed(narration.words, walkout.move))]
    return [narration.words.form("rounds.threat")] if threatened else []


def _provocations(narration: Narration, now: Round, severities: list[int]) -> list[str]:
    """Provocations since the last round, and what they did to the threat the host feels."""
    if not severities:
        return []
    many = "_many" if len(severities) > 1 else ""
    slots = {"severity": max(severities), "many": len(severities)}
    threat = state_words(now.threat)
    if narration.last is None:
        return [narration.words.form(f"rounds.provoked_before{many}", threat=threat, **slots)]
    before = state_words(narration.last.threat)
    moved = "threat_up" if now.threat > narration.last.threat else "threat_down"
    form = "threat_same" if before == threat else moved
    change = narration.words.form(f"rounds.{form}", before=before, threat=threat)
    return [narration.words.form(f"rounds.provoked{many}", narration.told, change=change, **slots)]


def _anger(narration: Narration, now: Round) -> list[str]:
    """Public anger, where it is news."""
    anger, support = narration.anger, narration.support
    if narration.last is None:
        narration.anger, narration.support = now.anger, now.support
        return []
    if abs(now.anger - anger) < SAME_ANGER:
        return []
    narration.anger = now.anger
    form = "rounds.anger_up" if now.anger > anger else "rounds.anger_down"
    slots = {"before": state_words(anger), "anger": state_words(now.anger)}
    if abs(now.support - support) >= SAME_SUPPORT:
        narration.support = now.support
        form += "_support"
        slots |= {"support": percent(now.support), "support_before": percent(support)}
    return [narration.words.form(form, **slots)]


def _waiting(narration: Narration, now: Round) -> list[str]:
    """Worth of waiting of both sides, where it is news."""
    values, known = (now.host_waiting, now.guest_waiting), narration.waiting
    if known and max(abs(a - b) for a, b in zip(known, values, strict=True)) < SAME_WAITING:
        return []
    narration.waiting = values
    if known is None:
        host, guest = map(worth, values)
        return [narration.words.form("rounds.waiting", host_now=host, guest_now=guest)]
    slots: dict[str, str] = {}
    for who, before, value in zip(("host", "guest"), known, values, strict=True):
        told = worth_words(value, before)
        if told[0] != told[1]:
            slots |= {f"{who}_now": told[0], f"{who}_before": told[1]}
    moved = [who for who in ("host", "guest") if f"{who}_now" in slots]
    return [narration.words.form(f"rounds.waiting_{'both' if len(moved) == 2 else moved[0]}", **slots)]
