"""One round in words: what was offered, why it closed or did not, and what had changed since the last one."""

from __future__ import annotations

import math
from collections.abc import Sequence

from sim.rules.kinds import Reason
from sim.rules.settlement import LEAST_RISE
from sim.scenario.problems import counted
from sim.stories.narration import Narration
from sim.stories.phrases import (
    capital,
    date_words,
    package_words,
    rise_words,
    state_words,
    terms_words,
    worth,
    worth_words,
)
from sim.stories.pressure_words import given_up_words, line_words, pressure_words
from sim.stories.reason_words import apart, content_words, stayed, would_do
from sim.traces.entries import Entry, OfferMade, Provocation, RoundHeld, TextMade, Threat, Walkout
from sim.traces.moves import Content, Move
from sim.traces.trace import Round

SAME_RISE = 0.005  # an offer that moves less is told as held
SAME_ZONE = 0.03  # ends of the zone that move less are not told again
SAME_WAITING = 0.015
SAME_ANGER = 0.1
SAME_SUPPORT = 0.015
LONG_PAUSE = 60  # days between rounds that are told
CLOSE_GAP = 0.1  # below it is told which offer would have closed it
LEVELS = {"working": "working level", "ministerial": "ministers", "leader": "leaders"}
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
        f"{_offers(narration, now)}.",
        *_verdict(narration, now, same_day),
        *_apart(narration, now, same_day),
        *_tactics(same_day),
        *_provocations(narration, now, [each.severity for each in provocations]),
        *_anger(narration, now),
        *_waiting(narration, now),
        *pressure_words(narration, now),
        *given_up_words(narration, now),
        *line_words(narration, now),
    ]
    last = narration.last
    level = "" if last is not None and last.level == now.level else f" ({LEVELS[now.level]})"
    pause = now.day - last.day if last is not None else 0
    after = f", the first in {counted(pause, 'day')}" if pause >= LONG_PAUSE else ""
    narration.last, narration.fresh, narration.on_desk = now, False, now.reason is Reason.CLOSED
    narration.told += 1
    return f"{date_words(now.date)}, round {now.number}{level}{after}: {' '.join(sentences)}"


def zone_of(now: Round) -> tuple[float, float] | None:
    """Rises between the guest's delegation's least and the host's most; None where nothing beats waiting for both.

    A least that is no number, where some package does beat waiting, lies below the least rise ever offered.
    """
    low = LEAST_RISE if math.isnan(now.least_rise) and now.reason in MET else now.least_rise
    return (low, now.most_rise) if low <= now.most_rise else None


def _offers(narration: Narration, now: Round) -> str:
    """What each side asks for or offers, and how that differs from the last round."""
    last = narration.last
    guest_terms, host_terms = (now.guest_escalator, now.guest_term), (now.host_escalator, now.host_term)
    guest = f"{narration.cast.guest(narration.guest)} asks for {package_words(now.guest_rise, *guest_terms)}"
    if last is None:
        return f"{guest}; {narration.cast.government} offers {package_words(now.host_rise, *host_terms)}"
    guest_new = (last.guest_escalator, last.guest_term) != guest_terms
    host_new = (last.host_escalator, last.host_term) != host_terms
    guest_held, host_held = _same(last.guest_rise, now.guest_rise), _same(last.host_rise, now.host_rise)
    if guest_held and host_held and not (guest_new or host_new or narration.fresh):
        return f"both sides stay where they are, at {rise_words(now.guest_rise)} and {rise_words(now.host_rise)}"
    if not narration.fresh:
        down = narration.turn("comes down to", "moves to", "lowers its demand to")
        verb = down if now.guest_rise < last.guest_rise else "raises its demand to"
        verb = "keeps asking for" if guest_held else verb
        guest = f"the guest {verb} {rise_words(now.guest_rise)}"
        guest += f", now {terms_words(*guest_terms)}" if guest_new else ""
    up = narration.turn("goes up to", "raises its offer to", "moves to")
    verb = "goes back to" if now.host_rise < last.host_rise else up
    host = f"the host {'stays at' if host_held else verb} {rise_words(now.host_rise)}"
    if host_new and guest_terms == host_terms and (guest_new or narration.fresh):
        host += " on the same terms"
    elif host_new:
        host += f", now {terms_words(*host_terms)}"
    return f"{guest}; {host}"


def _same(before: float, now: float) -> bool:
    return abs(now - before) < SAME_RISE or rise_words(now) == rise_words(before)


def _verdict(narration: Narration, now: Round, same_day: Sequence[Entry]) -> list[str]:
    """Why the round closed or did not. A walkout's own entry says what stood between the sides."""
    walkout = next((each for each in same_day if isinstance(each, Walkout)), None)
    reason = walkout.reason if now.reason is Reason.WALKOUT and walkout is not None else now.reason
    match reason:
        case Reason.CLOSED:
            return [_text(each.content) for each in same_day if isinstance(each, TextMade)]
        case Reason.NO_ZONE:
            return [_no_zone(narration, now)]
        case Reason.PARKED:
            return [_parked(narration, now)]
        case Reason.GUEST_DECLINED:
            return [*_declined(same_day, "guest"), *_room(narration, now)]
        case Reason.HOST_DECLINED:
            return [*_declined(same_day, "host"), *_room(narration, now)]
    return [_gap(narration, now), *_room(narration, now)]


def _text(content: Content) -> str:
    """A text and what is in it."""
    parts = [content_words(content), f"{100 * content.labour_share:.0f}% of labour cost paid from the fund"]
    if content.operational_support:
        parts.append("new operational items")
    how = "What both ask for can be met, and a text is made that shares the gain over waiting"
    return f"{how}: {', '.join(parts)}. It goes to the leaders."


def _declined(same_day: Sequence[Entry], side: str) -> list[str]:
    """A text that a delegation turned down."""
    content = next((each.declined for each in same_day if isinstance(each, RoundHeld)), None)
    if content is None:
        return []
    how = f"What both ask for can be met by {content_words(content)}"
    return [f"{how}, but the {side}'s delegation turns the text down."]


def _no_zone(narration: Narration, now: Round) -> str:
    """That nothing beats waiting for both, and how far apart they are."""
    narration.zone = None
    if not now.least_rise > now.most_rise:
        return "Nothing can close: no package is worth more than waiting to both."
    low, high = rise_words(now.least_rise), rise_words(now.most_rise)
    return f"Nothing can close: the host would go to {high} at most, and the guest's delegation needs {low}."


def _parked(narration: Narration, now: Round) -> str:
    """That both sides wait for a successor."""
    coming = narration.next_handover(now.date)
    if coming is None or coming.handover not in narration.winners:
        return "Nothing closes: the talks are parked."
    name = narration.cast.holder(coming.office, narration.winners[coming.handover])
    return f"Nothing closes: {name} is elected, and both sides wait for {date_words(coming.handover)}."


def _gap(narration: Narration, now: Round) -> str:
    """How far the host's offer falls short of what the guest asks for."""
    last = narration.last
    if last is None or last.gap <= 0.0 or narration.fresh:
        return f"Nothing closes: to the guest the host's offer is worth {worth(now.gap)} less than what it asks for."
    before, gap = worth(last.gap), worth(now.gap)
    if before == gap:
        return f"Nothing closes, and the gap stays at {gap}."
    if now.gap > last.gap:
        return f"The gap widens from {before} to {gap}, and nothing closes."
    return narration.turn(
        f"The gap narrows from {before} to {gap}, and nothing closes.",
        f"Nothing closes; the gap is down to {gap}.",
        f"That leaves a gap of {gap}, and nothing closes.",
    )


def _room(narration: Narration, now: Round) -> list[str]:
    """The zone of agreement, where there is one and it is news."""
    zone = zone_of(now)
    known = narration.zone
    if zone is None or (known and max(abs(a - b) for a, b in zip(known, zone, strict=True)) < SAME_ZONE):
        return []
    narration.zone = zone
    low, high = (rise_words(end) for end in zone)
    if known is not None:
        return [f"The room behind the demands now runs from {low} to {high}."]
    return [
        f"Behind the demands there is room: the guest's delegation may take {low},"
        f" and the host would go to {high} rather than wait."
    ]


def _apart(narration: Narration, now: Round, same_day: Sequence[Entry]) -> list[str]:
    """What keeps the sides apart, and once they are close what would do, where it is news and no text is made."""
    moves = {each.actor: each.move for each in same_day if isinstance(each, OfferMade)}
    guest, host = moves.get("guest"), moves.get("host")
    if guest is None or host is None or now.reason in (Reason.CLOSED, Reason.PARKED) or now.gap <= 0.0:
        return []
    sentences = []
    if guest.constraint is not narration.bound:
        narration.bound = guest.constraint
        sentences.append(apart(now, guest))
    if now.gap < CLOSE_GAP and not narration.near and now.reason is not Reason.NO_ZONE and not _asked(now, host):
        narration.near = True
        sentences.append(would_do(host))
    return [each for each in sentences if each]


def _asked(now: Round, host: Move) -> bool:
    """Whether the offer that would have closed the gap is what the guest asks for, told already."""
    return host.nearest is not None and _same(host.nearest.rise, now.guest_rise)


def _tactics(same_day: Sequence[Entry]) -> list[str]:
    """Walkout and threat of the guest after a round."""
    walkout = next((each for each in same_day if isinstance(each, Walkout)), None)
    threatened = any(isinstance(each, Threat) for each in same_day)
    kept = f"; {near}" if walkout is not None and (near := stayed(walkout.move)) else ""
    if walkout is not None and threatened:
        return [f"The guest's delegation walks out, and a withdrawal of troops is threatened in public{kept}."]
    if walkout is not None:
        return [f"The guest's delegation walks out{kept}."]
    return ["The guest threatens in public to withdraw troops."] if threatened else []


def _provocations(narration: Narration, now: Round, severities: list[int]) -> list[str]:
    """Provocations since the last round, and what they did to the threat the host feels."""
    if not severities:
        return []
    many = len(severities)
    was, falls, comma = ("was", "falls", "") if many == 1 else ("were", "fall", ",")
    what = f"a provocation of severity {severities[0]}"
    if many > 1:
        what = f"provocations on {many} days, the gravest of severity {max(severities)}"
    threat = state_words(now.threat)
    if narration.last is None:
        return [f"Before it there {was} {what}; felt threat is {threat}."]
    before = state_words(narration.last.threat)
    moved = "rises" if now.threat > narration.last.threat else "still falls"
    change = f"felt threat is again {threat}" if before == threat else f"felt threat {moved} from {before} to {threat}"
    return [
        narration.turn(
            f"Since the last round there {was} {what}; {change}.",
            f"{capital(what)}{comma} {falls} between the rounds; {change}.",
            f"In between there {was} {what}; {change}.",
        )
    ]


def _anger(narration: Narration, now: Round) -> list[str]:
    """Public anger, where it is news."""
    anger, support = narration.anger, narration.support
    if narration.last is None:
        narration.anger, narration.support = now.anger, now.support
        return []
    if abs(now.anger - anger) < SAME_ANGER:
        return []
    narration.anger = now.anger
    verb = "has risen" if now.anger > anger else "has cooled"
    words = f"Public anger {verb} from {state_words(anger)} to {state_words(now.anger)}"
    if abs(now.support - support) >= SAME_SUPPORT:
        narration.support = now.support
        words += f", and {100 * now.support:.0f}% of the public would pay more, after {100 * support:.0f}%"
    return [f"{words}."]


def _waiting(narration: Narration, now: Round) -> list[str]:
    """Worth of waiting of both sides, where it is news."""
    values, known = (now.host_waiting, now.guest_waiting), narration.waiting
    if known and max(abs(a - b) for a, b in zip(known, values, strict=True)) < SAME_WAITING:
        return []
    narration.waiting = values
    if known is None:
        host, guest = (worth(value) for value in values)
        return [f"Waiting is worth {host} a year to the host and {guest} to the guest."]
    parts = []
    for who, before, value in zip(("the host", "the guest"), known, values, strict=True):
        told = worth_words(value, before)
        if told[0] != told[1]:
            parts.append(f"{told[0]} to {who} ({told[1]} before)")
    return [f"Waiting is now worth {' and '.join(parts)}."]
