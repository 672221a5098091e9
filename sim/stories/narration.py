"""What has been told of a negotiation so far, so that the next sentence says what changed and leaves out the rest."""

from __future__ import annotations

import math
from dataclasses import dataclass, field
from datetime import date

from sim.prepare import Prepared
from sim.scenario.as_of import known
from sim.scenario.schema import Succession
from sim.stories.phrases import Cast, rise_words
from sim.traces.entries import Election, Entry, Expiry, Handover, RecordEnded
from sim.traces.moves import Constraint
from sim.traces.trace import Round
from sim.words import Language


@dataclass
class Narration:
    """State of a story as it is told.

    Attributes
    ----------
    language : in which it is told
    guest, host : keys of who governs
    last : the last round told, `told` how many there were
    zone, waiting, anger, support : as last told
    pressure, given_up : parts of the pressure on both sides, and the shares both have given up, as last told
    line : rise of the host's last public offer, as last told; infinity while there is none
    winners : key of the winner by day of the handover, for elections told
    fresh : a new guest sits at the table and has not spoken yet
    bound : what bound the guest's last offer that was told
    near : it was told which offer would have closed a small gap
    on_desk : a text waits for the leaders
    agreed : both leaders have consented
    """

    prepared: Prepared
    language: Language = "en"
    guest: str = ""
    host: str = ""
    last: Round | None = None
    told: int = 0
    zone: tuple[float, float] | None = None
    waiting: tuple[float, float] | None = None
    anger: float = 0.0
    support: float = 0.0
    pressure: tuple[float, ...] | None = None
    given_up: tuple[float, float] | None = None
    line: float = math.inf
    winners: dict[date, str] = field(default_factory=dict)
    fresh: bool = False
    bound: Constraint = Constraint.NONE
    near: bool = False
    on_desk: bool = False
    agreed: bool = False

    def __post_init__(self) -> None:
        scenario = self.prepared.scenario
        self.cast = Cast(scenario, self.language)
        self.words = self.cast.words
        self.successions = known(scenario).successions
        self.guest, self.host = scenario.incumbents.guest, scenario.incumbents.host

    def sits(self, office: str) -> str:
        """Key of who holds an office, `guest` or `host`."""
        return self.guest if office == "guest" else self.host

    def next_handover(self, day: date) -> Succession | None:
        """Next handover after a day, of those known by then."""
        ahead = (
            each
            for each in self.successions
            if each.handover > day and (each.known_from is None or each.known_from <= day)
        )
        return min(ahead, key=lambda each: each.handover, default=None)

    def what_waiting_is(self, day: date) -> str:
        """What lies ahead that makes waiting worth something."""
        coming = self.next_handover(day)
        if coming is None:
            return self.words.form("phrases.waiting_on")
        if coming.handover in self.winners:
            name = self.cast.holder(coming.office, self.winners[coming.handover])
            return self.words.form("phrases.waiting_handover", name=name, date=self.words.date(coming.handover))
        return self.words.form("phrases.waiting_election", date=self.words.date(coming.election))

    def rise(self, rise: float) -> str:
        """A rise in words."""
        return rise_words(self.words, rise)

    def opens_phase(self, entry: Entry) -> str:
        """Heading of the phase an event opens, or nothing."""
        match entry:
            case RecordEnded():
                return self.words.form("stories.heading.after_record")
            case Expiry():
                return self.words.form("stories.heading.lapse")
            case Election() if entry.winner != self.sits(entry.actor):
                return self.words.form("stories.heading.election", date=self.words.date(entry.date))
            case Handover() if entry.changes_hands:
                name = self.cast.holder(entry.actor, entry.elected)
                return self.words.form("stories.heading.under", name=name)
        return ""
