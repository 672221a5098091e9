"""One of everything that a story may tell, in any language."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date
from typing import Any

from sim.rules.kinds import End, Reason
from sim.scenario.as_of import title_of
from sim.stories.clauses import clause
from sim.stories.course import course
from sim.stories.divergence import day_words
from sim.stories.event_words import event_words
from sim.stories.narration import Narration
from sim.stories.phrases import Cast, package_cell, package_words
from sim.stories.reason_words import apart, consented, refused, stayed, voted, weighed, would_do
from sim.stories.round_table import headings, round_rows
from sim.stories.round_words import round_words
from sim.stories.story import tell
from sim.stories.story_page import as_markdown
from sim.traces.entries import (
    Breakdown,
    Consent,
    Entry,
    EntryIntoForce,
    Expiry,
    FundsOut,
    FurloughBegun,
    FurloughEnded,
    GuestRefusal,
    HorizonReached,
    HostRefusal,
    OfferMade,
    OutsideChange,
    Protest,
    Provocation,
    RecordedMove,
    RecordEnded,
    RoundHeld,
    RoundParked,
    Signature,
    TextMade,
    Threat,
    Vote,
    Walkout,
    Withdrawal,
)
from sim.traces.moves import Constraint, Move
from sim.words import Language
from tests.unit.handmade import KINDS, content, elected, entry, handover, meeting, outcome, prepared, silent, trace

TERMS = {"money": 0.05, "renewal": -0.02, "price": 0.31}
WEIGHED = dict.fromkeys(("host", "guest", "host_waiting", "guest_waiting", "members"), TERMS)
SPECIAL = {"winner": "biden", "elected": "biden", "act": "demand", "done": "walkout"}
NOTHING = {
    "host_rise": math.nan, "host_escalator": "", "host_term": 0, "guest_rise": math.nan, "guest_escalator": "",
    "guest_term": 0,
}  # fmt: skip
Told = Iterator[str]


def offers(constraint: Constraint, **changes: object) -> list[Entry]:
    """Offers of both sides."""
    near = content(0.2, **changes)
    moves = (Move(side, content(0.04), constraint=constraint, nearest=near) for side in ("guest", "host"))
    return [entry(0, OfferMade, actor=move.party, move=move) for move in moves]


def rounds(language: Language) -> Told:
    """Rounds that close and do not, move by move."""
    told = Narration(prepared(), language)

    def held(
        *same_day: Entry, reason: Reason = Reason.GAP, hurt: tuple[int, ...] = (), day: int = 10, **changes: Any
    ) -> str:
        now = meeting(told.told + 1, (told.last.day if told.last else 0) + day, reason, **changes)
        acts = [entry(now.day, Provocation, severity=each) for each in hurt]
        return round_words(told, now, same_day, acts)

    yield held(hurt=(2,))
    yield held(guest_rise=0.3, gap=0.15, hurt=(3, 1), threat=0.3, anger=0.5)
    yield held(guest_rise=0.2, gap=0.12, host_rise=0.06, hurt=(3,), threat=0.3, anger=0.5)
    yield held(guest_rise=0.18, gap=0.1, host_rise=0.07, hurt=(3,), threat=0.1, anger=0.1, support=0.5)
    yield held(guest_rise=0.5, host_rise=0.09, gap=0.4, anger=0.9, support=0.2, level="ministerial")
    yield held(guest_rise=0.5, host_rise=0.02, gap=0.4, anger=0.3, host_waiting=0.2, guest_waiting=0.5)
    yield held(guest_rise=0.5, host_rise=0.02, gap=0.4, host_waiting=0.3, guest_waiting=0.5, day=70)
    yield held(guest_rise=0.4, host_rise=0.02, gap=0.4, host_waiting=0.3, guest_waiting=0.7, day=70, level="leader")
    yield held(guest_term=1, guest_escalator="none", host_term=1, host_escalator="none", guest_rise=0.3, gap=0.2)
    yield held(guest_term=3, guest_escalator="defence", host_term=4, host_escalator="fixed", guest_rise=0.3, gap=0.2)
    yield held(most_rise=0.3, press_expiry=0.2, guest_conceded=0.3, host_conceded=0.2, line=0.08)
    yield held(most_rise=0.3, guest_conceded=0.6, host_conceded=0.6, press_expiry=0.2, line=0.08)
    yield held(anger=0.05)
    yield held(**NOTHING)
    yield held(reason=Reason.NO_ZONE, least_rise=0.4)
    yield held(reason=Reason.NO_ZONE, least_rise=math.nan)
    yield held(reason=Reason.PARKED)
    for side, reason in (("guest", Reason.GUEST_DECLINED), ("host", Reason.HOST_DECLINED)):
        yield held(entry(0, RoundHeld, actor=side, reason=reason, declined=content()), reason=reason)
    for extras in (True, False):
        yield held(entry(0, TextMade, content=content(operational_support=extras)), reason=Reason.CLOSED)
    for tactics in ((Walkout,), (Threat,), (Walkout, Threat)):
        yield held(*(entry(0, kind, reason=Reason.GAP) for kind in tactics))
    yield held(*offers(Constraint.LINE), gap=0.05)
    event_words(told, elected())
    yield held(reason=Reason.PARKED)
    event_words(told, handover())
    yield held(**NOTHING)
    acts = [entry(0, Provocation, severity=each) for each in (1, 4)]
    yield round_words(Narration(prepared(), language), meeting(1, 0, **NOTHING), [], acts)


def reasons(language: Language) -> Told:
    """Every constraint in every kind of move."""
    words = Cast(prepared().scenario, language).words
    for constraint in Constraint:
        for waiter in ("guest", "host", None):
            for awaited in (None, date(2020, 11, 3)):
                move = silent("guest", constraint=constraint, waiter=waiter, awaited=awaited)
                yield apart(words, meeting(1, 0), move)
        for party in ("guest", "host"):
            yield from refused(words, silent(party, constraint=constraint, terms=WEIGHED))
        for near in (None, content(0.2)):
            yield from voted(words, silent("legislature", constraint=constraint, nearest=near, terms=WEIGHED))
    for near in (None, content(0.2), content(0.2, term=3)):
        yield would_do(words, silent("host", nearest=near))
        yield stayed(words, silent("guest", nearest=near))
    for weighing in ({}, {"host": TERMS}, {"guest": TERMS}, WEIGHED):
        yield consented(words, replace(silent(), terms={"host": {}, "guest": {}, **weighing}))
    for name in (each.removeprefix("reasons.term.") for each in words.forms if each.startswith("reasons.term.")):
        yield weighed(words, {name: 0.05})


def consents(language: Language) -> Told:
    """Leaders who take a text, for a reason, for none, and because they must."""
    worths = {"guest_worth": 0.11, "guest_waiting": 0.05, "host_worth": 0.2, "host_waiting": 0.1}
    for worth, move in (
        (0.2, Move("guest", content(), terms=WEIGHED)),
        (0.09, silent()),
        (0.09, silent(constraint=Constraint.LUCK)),
    ):
        happened = entry(200, Consent, move=move, **{**worths, "host_worth": worth})
        yield event_words(Narration(prepared(), language), happened)


def refusals(language: Language) -> Told:
    """Leaders who refuse a text, before an election, after it, and with nothing ahead."""
    for switches in ((), ("switches.line=false",), ("switches.outside_option=false",)):
        told = Narration(prepared("sma11", *switches), language)
        usual = {"worth": 0.11, "guest_waiting": 0.17, "move": silent(terms=WEIGHED)}
        yield event_words(told, entry(189, GuestRefusal, leader_rise=0.31, **usual))
        yield event_words(told, entry(189, GuestRefusal, leader_rise=math.nan, **{**usual, "worth": 0.18}))
        event_words(told, elected())
        yield event_words(told, entry(430, GuestRefusal, leader_rise=0.31, **usual))
        yield event_words(told, entry(9000, GuestRefusal, leader_rise=0.31, **usual))
        by_host = {"worth": 0.11, "host_waiting": 0.17, "move": silent("host")}
        yield event_words(told, entry(9000, HostRefusal, most_rise=0.08, **by_host))


def events(language: Language) -> Told:
    """What happens between rounds, one after the other."""
    votes = {"votes_for": 133, "votes_against": 11, "votes_abstain": 16}
    happened = [
        entry(98, Expiry), entry(189, FundsOut), entry(190, FurloughBegun),
        entry(264, FurloughEnded, by="act", days=75), entry(264, FurloughEnded, by="agreement", days=1),
        entry(300, RoundParked), elected(), elected(9000), elected(winner="trump_1", loser="biden"),
        handover(to="trump_1"), handover(), handover(959, "yoon_suk_yeol", "moon_jae_in", "host"),
        entry(600, Signature, amount=1183.3), entry(700, Vote, **votes),
        entry(700, Vote, reason=Reason.VOTE_FAILED, **votes), entry(701, EntryIntoForce), entry(702, Breakdown),
        entry(703, HorizonReached, end="open"), entry(703, HorizonReached, end="stands"),
        entry(704, Withdrawal, share=0.14), entry(705, OutsideChange), entry(20, RecordEnded, number=7),
        *(entry(9, Protest, act=act) for act in ("demand", "tactic", "refusal", "signature")),
        *recorded(),
    ]  # fmt: skip
    told = Narration(prepared(), language)
    yield from (event_words(told, each) for each in happened)
    yield event_words(told, entry(189, FundsOut), [entry(189, FurloughBegun)])
    told.on_desk = True
    yield event_words(told, handover(to="trump_1", before="biden"))
    told.agreed = True
    yield event_words(told, handover())
    yield event_words(told, entry(98, Expiry))


def recorded() -> list[RecordedMove]:
    """What may be on record."""
    usual = {"rise": 0.13, "years": 5, "escalator": "cpi"}
    kinds = ("guest_offer", "host_offer", "round", "walkout", "refusal")
    return [entry(8, RecordedMove, done=done, **usual) for done in kinds]


def clauses(language: Language) -> Told:
    """Every kind of entry in a few words, and packages."""
    cast = Cast(prepared().scenario, language)
    for kind in KINDS:
        given = {name: value for name, value in SPECIAL.items() if name in kind.__dataclass_fields__}
        for actor in ("guest", "host") if kind is not RoundHeld else ():
            if "actor" in kind.__dataclass_fields__ and not (kind in (GuestRefusal, HostRefusal) and actor == "host"):
                key = {"winner": "conservative", "elected": "conservative"} if actor == "host" else {}
                yield clause(entry(9, kind, actor=actor, **{**given, **{k: key[k] for k in key if k in given}}), cast)
    for reason in (Reason.GAP, Reason.NO_ZONE, Reason.WIN_SET):
        yield clause(entry(9, RoundHeld, reason=reason), cast)
    yield clause(entry(9, HostRefusal), cast)
    yield clause(entry(9, Vote, reason=Reason.VOTE_FAILED), cast)
    yield clause(entry(9, HorizonReached, end="stands"), cast)
    yield from (clause(each, cast) for each in recorded())
    yield from (clause(entry(9, Protest, act=act), cast) for act in ("demand", "tactic", "refusal", "signature"))
    yield day_words([], cast.scenario, language)
    for growth, years in (("none", 1), ("none", 3), ("cpi", 5), ("defence", 5), ("fixed", 5), ("", 0)):
        yield package_cell(cast.words, 0.129, growth, years)
        yield package_words(cast.words, 0.129, growth, years)
    yield package_cell(cast.words, math.nan, "", 0)
    yield clause(entry(9, OfferMade, actor="host", move=Move("host", None)), cast)


def tables(language: Language) -> Told:
    """The table of rounds with every result, and its headings."""
    parts = [
        *recorded(), entry(20, RecordEnded, number=7),
        meeting(1, 30), meeting(2, 40, Reason.NO_ZONE, least_rise=0.4, level="ministerial"),
        meeting(3, 50, Reason.NO_ZONE, least_rise=math.nan, level="leader"), meeting(4, 60, Reason.PARKED),
        meeting(5, 70, Reason.GUEST_DECLINED), meeting(6, 80, Reason.HOST_DECLINED), meeting(7, 90, Reason.WIN_SET),
        entry(90, Walkout), entry(90, Threat),
        meeting(8, 100, Reason.CLOSED), entry(100, TextMade, content=content()), entry(101, GuestRefusal),
        meeting(9, 110, Reason.CLOSED), entry(110, TextMade, content=content()), entry(111, HostRefusal),
        meeting(10, 120, Reason.CLOSED), entry(121, Consent), entry(122, HorizonReached, end="open"),
    ]  # fmt: skip
    words = Cast(prepared().scenario, language).words
    yield from headings(words)
    for row in round_rows(prepared(), trace(*parts), language):
        yield from row


SETTLED = {
    "agreed": 1.0, "agreement_day": -35.0, "rise": 0.129, "rise_annualised": 0.12, "amount": 1173.0,
    "amount_usd_m": 1000.0, "term_years": 5.0, "escalator": 1.0, "labour_share": 0.75, "guest_at_agreement": 0.0,
    "utility_guest": 0.12, "utility_host": 0.13, "gain_lost": 0.07, "blank_days_entry": 30.0,
}  # fmt: skip
ENDS = (
    {"end": End.OPEN}, {"end": End.PENDING}, {"end": End.BROKEN_OFF}, {"end": End.STANDS},
    {"end": End.PENDING, **SETTLED},
    {"end": End.PENDING, **SETTLED, "signature_day": 0.0, "operational_support": 1.0},
    {"end": End.IN_FORCE, **SETTLED, "signature_day": 0.0, "entry_day": 30.0},
    {
        "end": End.IN_FORCE, **SETTLED, "signature_day": -20.0, "entry_day": -9.0, "blank_days": 0.0,
        "blank_days_agreement": 0.0, "blank_days_entry": 0.0, "guest_refusals": 2.0, "host_refusals": 1.0,
        "walkouts": 1.0, "threats": 1.0, "furlough_days": 75.0, "failed_votes": 1.0, "provocations": 3.0,
    },
)  # fmt: skip
WORLDS = (
    ("sma11",), ("sma11", "parameter_draws=posterior"), ("sma11", "parameter_draws=point"), ("sma11", "policy=tactics"),
    ("sma08",), ("japan2021",), ("sma11", "given=[]"), ("sma11", "as_of=2020-04-02"), ("forward/sma13",),
    ("sma11", "opening.guest_rise="), ("sma11", "successions.0.beliefs.0.guest=0.4"),
    ("sma11", "successions.0.election=2019-09-01", "successions.0.office=host", "successions.0.winner=progressive",
     'successions.0.candidates=["progressive", "conservative"]'),
    ("sma11", 'given=["winners", "states"]'),
)  # fmt: skip


def stories(language: Language) -> Told:
    """Whole stories: every end in one world, and one end in each of several worlds."""
    parts = (meeting(1, 0), meeting(2, 60), entry(98, Expiry), elected(), handover(), meeting(3, 500))
    closed = (meeting(1, 0), meeting(2, 110, Reason.CLOSED), entry(110, TextMade, content=content()))
    late = (entry(5, RecordEnded, number=1), meeting(1, 98), entry(99, Expiry), meeting(2, 120))
    told = [tell(prepared(), trace(*parts), outcome(**end), 1, ("habit=1",), language) for end in ENDS]
    told += [tell(prepared(), trace(*each), outcome(**ENDS[1]), 1, ("a",) * 5, language) for each in (closed, late)]
    for world in WORLDS:
        told.append(tell(prepared(*world), trace(), outcome(), 1, (), language))
    for story in told:
        yield story.preface
        yield story.title
        yield from (section.heading for section in story.sections)
        yield from (each.text for each in story.paragraphs)
    page = as_markdown(told[0], [], "", "figure").replace("(figure)", "").splitlines()
    yield from (line for line in page if line.startswith(("#", "!")))
    yield from (mark.label for mark in course(prepared(), trace(*parts), outcome(), None, language).marks)
    yield title_of(prepared("sma11", "given=[]").scenario, told[0].words)


SCENES: tuple[Callable[[Language], Told], ...] = (
    rounds, reasons, consents, refusals, events, clauses, tables, stories,
)  # fmt: skip
