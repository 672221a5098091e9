"""The three answers in words: each a question, a sentence, and what the record says."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sim.analysis.setting import Setting
from sim.answers.found import LONGER, Blank, Found, Middle, Sum, When
from sim.answers.parts import Part
from sim.words import Words
from sim.words.numerals import percent

RARE = 0.005  # a share that rounds to nothing in percent is not told
APART = 0.02  # medians of the rise by date are told where they lie further apart
YEAR = 365


@dataclass(frozen=True)
class Answer:
    """One answer.

    Attributes
    ----------
    name : `when`, `sum` or `blank`
    question, sentence : in words; a sentence may be several
    key : the words in the sentence that answer shortest, for bold type
    record : what happened, as a sentence; empty where there is no record
    alt : what a chart of it shows, for those who do not see it
    """

    name: str
    question: str
    sentence: str
    key: str
    record: str
    alt: str

    @property
    def whole(self) -> str:
        """Sentence and record."""
        return f"{self.sentence} {self.record}".strip()


@dataclass(frozen=True)
class Told:
    """Words, and the facts that sentences need: what is counted, and on which dates."""

    words: Words
    setting: Setting
    replicates: int

    @property
    def count(self) -> str:
        """The negotiations, counted."""
        name = "answers.negotiation" if self.replicates == 1 else "answers.negotiations"
        return self.words.form(name, number=f"{self.replicates:,}")

    @property
    def horizon(self) -> str:
        """Last day watched."""
        return self.date(self.setting.horizon_day)

    def date(self, day: float) -> str:
        """Date of a day from expiry."""
        return self.words.date(self.setting.date_of(day))

    def days(self, days: float) -> str:
        """Number of days."""
        return self.words.count(round(days), "day")

    def chance(self, share: float) -> str:
        """A chance in whole percent."""
        return chance(share, self.words)

    def amount(self, amount: float) -> str:
        """Sum in host currency."""
        code = self.setting.currency
        currency = self.words.forms.get(f"answers.currency.{code}", code)
        return self.words.money(amount, self.setting.unit, str(currency))


def chance(share: float, words: Words) -> str:
    """A chance in whole percent, of which only what never or always happens is 0 or 100."""
    if 0 < share < RARE:
        return words.form("answers.chance.under")
    if 1 - RARE < share < 1:
        return words.form("answers.chance.over")
    return percent(share)


def answers_in_words(found: Found, told: Told) -> tuple[Answer, Answer, Answer]:
    """When, at what sum, how long without."""
    return _when(found.when, told), _sum(found.sum, found.when.parts, told), _blank(found.blank, told)


def _answer(name: str, said: tuple[str, str], record: str, told: Told, points: str = "") -> Answer:
    """An answer from its sentence and key, with the words of its chart."""
    sentence, key = said
    whole = f"{sentence} {record}".strip()
    alt = told.words.form(f"answers.alt.{name}", count=told.count, sentence=whole, points=points)
    return Answer(name, told.words.form(f"answers.question.{name}"), sentence, key, record, alt)


def _when(when: When, told: Told) -> Answer:
    record = "" if when.record is None else told.words.form("answers.when.record", date=told.date(when.record))
    return _answer("when", _when_said(when, told), record, told)


def _when_said(when: When, told: Told) -> tuple[str, str]:
    """Sentence and key."""
    form, share = told.words.form, when.signed.share or 0.0
    facts = {"count": told.count, "horizon": told.horizon, "without": told.chance(1 - share)}
    if when.parts:
        return _parts_said(when, told, facts)
    day = when.signed_day if share < 0.5 else when.day
    if day.median is None or day.low is None:
        return form("answers.when.never_stands" if when.stands.count else "answers.when.never", **facts), told.chance(0)
    dates = {"median": told.date(day.median), "low": told.date(day.low)}
    if share < 0.5:
        name = "stands" if 2 * when.stands.count > when.stands.of * (1 - share) else "rarely"
        dates["high"] = told.date(day.high or day.median)
        return form(f"answers.when.{name}", **facts, **dates), facts["without"]
    if day.high is None:
        return form("answers.when.half_open", **facts, **dates), dates["median"]
    return form("answers.when.half", **facts, **dates, high=told.date(day.high)), dates["median"]


def _parts_said(when: When, told: Told, facts: dict[str, str]) -> tuple[str, str]:
    """Sentence of signatures about several times, and the likeliest of them."""
    rest = 1 - (when.signed.share or 0.0)
    forms = ["part_first", *["part"] * (len(when.parts) - 1)]
    if told.words.language == "ko":  # the verb stands at the end
        forms = ["part_first"] * (len(when.parts) - 1) + ["part" if rest < RARE else "part_before_rest"]
    said = [
        told.words.form(
            f"answers.when.{name}",
            share=told.chance(each.share.share or 0.0),
            median=told.date(each.median),
            low=told.date(each.low),
            high=told.date(each.high),
        )
        for name, each in zip(forms, when.parts, strict=True)
    ]
    if rest >= RARE:
        said.append(told.words.form("answers.when.rest", share=facts["without"], horizon=facts["horizon"]))
    likeliest = max(when.parts, key=lambda each: each.share.count)
    sentence = told.words.form("answers.when.parts", count=facts["count"], parts=_row(said, told))
    return sentence, told.date(likeliest.median)


def _row(said: Sequence[str], told: Told) -> str:
    """Clauses in a row."""
    return ", ".join(said) if told.words.language == "ko" else told.words.listed(said)


def _sum(found: Sum, parts: Sequence[Part], told: Told) -> Answer:
    form = told.words.form
    record = ""
    if found.record is not None and found.record_amount is not None:
        slots = {"rise": percent(found.record, 1), "amount": told.amount(found.record_amount)}
        if found.record_usd_m is None:
            record = form("answers.sum.record", **slots)
        else:
            record = form("answers.sum.record_dollars", **slots, dollars=told.words.dollars(found.record_usd_m))
    return _answer("sum", _sum_said(found, parts, told), record, told)


def _sum_said(found: Sum, parts: Sequence[Part], told: Told) -> tuple[str, str]:
    """Sentence and key."""
    rise, amount, dollars = (_known(each) for each in (found.rise, found.amount, found.amount_usd_m))
    if rise is None or amount is None or dollars is None:
        return told.words.form("answers.sum.none", count=told.count), told.chance(0)
    key = percent(rise[1], 1)
    slots = {
        "rise": key,
        "low": percent(rise[0], 1),
        "high": percent(rise[2], 1),
        "amount": told.amount(amount[1]),
        "dollars": told.words.dollars(dollars[1]),
    }
    agreed = found.agreed.share or 0.0
    if agreed > 1 - RARE:
        sentence = told.words.form("answers.sum.rise", **slots)
    else:
        sentence = told.words.form("answers.sum.rise_given", **slots, agreed=told.chance(agreed))
    return f"{sentence} {_by_date(parts, told)}".strip(), key


def _by_date(parts: Sequence[Part], told: Told) -> str:
    """How rise and term go with the date, where they do."""
    rises = [each.rise for each in parts]
    if not parts or (max(rises) - min(rises) < APART and len({each.term_years for each in parts}) == 1):
        return ""
    said = [
        told.words.form(
            "answers.sum.part",
            rise=percent(each.rise, 1),
            term=told.words.count(each.term_years, "year"),
            median=told.date(each.median),
        )
        for each in parts
    ]
    return told.words.form("answers.sum.parts", parts="; ".join(said))


def _blank(found: Blank, told: Told) -> Answer:
    record = "" if found.record is None else told.words.form("answers.blank.record", days=told.days(found.record))
    points = ", ".join(
        told.words.form("answers.alt.point", share=percent(found.curve.without_at(day)), date=told.date(day))
        for day in (min(0, told.setting.horizon_day), *(each for each in found.longer if each >= YEAR))
    )
    return _answer("blank", _blank_said(found, told), record, told, points)


def _blank_said(found: Blank, told: Told) -> tuple[str, str]:
    """Sentence and key."""
    form, days = told.words.form, found.days
    if found.until == 0:
        return form("answers.blank.never", horizon=told.horizon), ""
    until = told.days(found.until)
    if days.low is None:
        return form("answers.blank.beyond", until=until, low=until), until
    if days.median is None:
        sentence, key = form("answers.blank.beyond", until=until, low=told.days(days.low)), until
    elif days.median <= 0:
        key = told.chance(found.none.share or 0.0)
        sentence = form("answers.blank.mostly_none", none=key)
    else:
        key = told.days(days.median)
        slots = {"days": key, "low": told.days(days.low)}
        if days.high is None:
            sentence = form("answers.blank.middle_open", **slots, until=until)
        else:
            sentence = form("answers.blank.middle", **slots, high=told.days(days.high))
    return f"{sentence} {_chances(found, told)}".strip(), key


def _chances(found: Blank, told: Told) -> str:
    """Chances of longer than so long: of a year always, of more or less where that tells something."""
    shares = {days: each.share or 0.0 for days, each in found.longer.items()}
    year = shares.get(YEAR, 0.0)
    told_of = [days for days in (YEAR,) if days in shares]
    if year > 0.5 and 2 * YEAR in shares:
        told_of.append(2 * YEAR)
    elif year < 0.5:
        told_of = [*[days for days in LONGER if days in shares and days < YEAR and shares[days] >= 0.01][1:2], *told_of]
    none = found.none.share or 0.0
    said: list[str] = []
    for days in told_of:
        name = "next" if said else "first"
        slots = {"share": told.chance(shares[days]), "days": told.words.form(f"answers.span.{days}")}
        said.append(told.words.form(f"answers.blank.{name}", **slots))
    if said and found.days.median != 0 and none >= RARE:
        said.append(told.words.form("answers.blank.some_none", share=told.chance(none)))
    return told.words.form("answers.blank.chances", chances=_row(said, told)) if said else ""


def _known(each: Middle) -> tuple[float, float, float] | None:
    """Low end, median and high end, where there are any."""
    if each.low is None or each.median is None or each.high is None:
        return None
    return each.low, each.median, each.high
