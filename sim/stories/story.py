"""The story of one negotiation: its trace as dated prose in short paragraphs, phase by phase, and how it ended.

It reads a trace and touches no agent, no rule and no random number: the same words would fit a trace from anywhere.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from markupsafe import Markup

from sim.analysis.limits import limits_of
from sim.analysis.setting import parameters_of, said_of
from sim.outcome import Outcome
from sim.prepare import Prepared
from sim.rules.kinds import End, Reason
from sim.scenario.as_of import title_of
from sim.scenario.schema import Scenario
from sim.stories.ending import outcome_words
from sim.stories.event_words import event_words
from sim.stories.narration import Narration
from sim.stories.opening import opening_words, preface_words
from sim.stories.round_words import round_words
from sim.traces.entries import (
    Entry,
    OfferMade,
    Provocation,
    RoundHeld,
    TalksOpened,
    TextDeclined,
    TextMade,
    Threat,
    Walkout,
)
from sim.traces.trace import Trace
from sim.version import VERSION
from sim.words import Language, Words

PART_OF_ROUND = (OfferMade, TextMade, TextDeclined, Walkout, Threat)  # told with the round of that day


@dataclass(frozen=True)
class Paragraph:
    """A few sentences about one moment.

    Attributes
    ----------
    text : the sentences
    day : since talks opened; None for a paragraph on the whole, such as the outcome
    date : the same in the calendar
    round : number of the round that it tells; None for what happens between rounds
    """

    text: str
    day: int | None = None
    date: date | None = None
    round: int | None = None


@dataclass(frozen=True)
class Section:
    """One phase of the talks."""

    heading: str
    paragraphs: tuple[Paragraph, ...]

    @property
    def texts(self) -> tuple[str, ...]:
        """Its paragraphs as text."""
        return tuple(each.text for each in self.paragraphs)


@dataclass(frozen=True)
class Story:
    """A negotiation in prose."""

    title: str
    label: str  # which scenario, kind, seed and replicate it is
    preface: str  # what the numbers mean
    sections: tuple[Section, ...]  # the last one is the outcome
    words: Words  # in which it is told

    @property
    def paragraphs(self) -> tuple[Paragraph, ...]:
        """All paragraphs in order, with their day and round."""
        return tuple(each for section in self.sections for each in section.paragraphs)

    def __str__(self) -> str:
        parts = [self.title, self.label, self.preface]
        for section in self.sections:
            parts += [section.heading.upper(), *section.texts]
        return "\n\n".join(parts)

    def _repr_html_(self) -> str:
        """How a notebook shows it: headings and paragraphs."""
        parts = [Markup("<h3>{}</h3><p><small>{}</small></p>").format(self.title, self.label)]
        parts.append(Markup("<p>{}</p>").format(self.preface))
        for section in self.sections:
            parts.append(Markup("<h4>{}</h4>").format(section.heading))
            parts += [Markup("<p>{}</p>").format(text) for text in section.texts]
        plain = Markup('<div class="tex2jax_ignore mathjax_ignore">{}</div>')  # two dollar signs are no formula
        return str(plain.format(Markup("").join(parts)))


def tell(
    prepared: Prepared,
    trace: Trace,
    outcome: Outcome,
    seed: int,
    changes: Sequence[str] = (),
    language: Language = "en",
) -> Story:
    """Story of one replicate.

    Parameters
    ----------
    prepared : scenario the negotiation was run with
    trace, outcome : what happened in it, and its result
    seed : with which it was run, for the label
    changes : what was set, as `path=value`, for the label
    language : in which it is told
    """
    replicate = int(outcome.replicate)
    prepared = prepared.of(replicate)
    narration = Narration(prepared, language)
    words = narration.words
    sections = _phases(narration, trace, _closing_day(trace, outcome))
    ends = tuple(Paragraph(text) for text in outcome_words(prepared, outcome, language))
    sections.append(Section(words.form("stories.heading.outcome"), ends))
    return Story(
        title=words.form("stories.title", title=title_of(prepared.scenario, words)),
        label=_label(prepared.scenario, seed, replicate, changes, words),
        preface=preface_words(narration.cast, prepared, replicate),
        sections=tuple(section for section in sections if section.paragraphs),
        words=words,
    )


def _label(scenario: Scenario, seed: int, replicate: int, changes: Sequence[str], words: Words) -> str:
    """Which negotiation it is."""
    parts = (
        scenario.name,
        words.form(f"labels.kind.{scenario.kind}"),
        words.form("labels.seed", seed=seed),
        words.form("labels.replicate", replicate=replicate),
        parameters_of(scenario, words),
        *said_of(changes, [limit.mark for limit in limits_of(scenario)], words),
        f"sma-sim {VERSION}",
    )
    return " · ".join(parts)


def _phases(narration: Narration, trace: Trace, closing: int | None) -> list[Section]:
    """All that happens, by phase, from the opening on.

    `closing` : day of the round whose text led to the end
    """
    (opened,) = trace.of(TalksOpened)
    opening = opening_words(narration.cast, narration.prepared, opened)
    first = [Paragraph(text, opened.day, opened.date) for text in opening]
    sections = [(narration.words.form("stories.heading.opening"), first)]
    rounds = {each.day: each for each in trace.rounds}
    provocations: list[Provocation] = []  # since the last round
    for number, entry in enumerate(trace.entries):
        if isinstance(entry, Provocation):
            provocations.append(entry)
            continue
        if isinstance(entry, (TalksOpened, *PART_OF_ROUND)):
            continue
        heading = _heading(narration, entry, closing)
        if heading:
            sections.append((heading, []))
        offers = [each for each in trace.entries[:number] if each.day == entry.day and isinstance(each, OfferMade)]
        same_day = [*offers, *(each for each in trace.entries[number:] if each.day == entry.day)]
        held = entry.number if isinstance(entry, RoundHeld) else None
        if held is None:
            text = event_words(narration, entry, same_day)
        else:
            text = round_words(narration, rounds[entry.day], same_day, provocations)
            provocations = []
        if text:
            sections[-1][1].append(Paragraph(text, entry.day, entry.date, held))
    return [Section(heading, tuple(paragraphs)) for heading, paragraphs in sections]


def _closing_day(trace: Trace, outcome: Outcome) -> int | None:
    """Day of the round whose text led to the end; None when the talks ended without one."""
    if outcome.end in (End.OPEN, End.BROKEN_OFF, End.STANDS):
        return None
    return max((each.day for each in trace.rounds if each.reason is Reason.CLOSED), default=None)


def _heading(narration: Narration, entry: Entry, closing: int | None) -> str:
    """Heading of the phase that begins with an entry, or nothing where the last one goes on."""
    if entry.day == closing and isinstance(entry, RoundHeld):
        return narration.words.form("stories.heading.closing")
    if closing is not None and entry.day >= closing:
        return ""
    if isinstance(entry, RoundHeld) and narration.told == 1:
        early = entry.day <= narration.prepared.expiry_day
        return narration.words.form("stories.heading.before_expiry" if early else "stories.heading.talks")
    return narration.opens_phase(entry)
