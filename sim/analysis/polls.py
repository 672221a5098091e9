"""What polls say of the public's support for paying: levels, tempers, and simulated support beside the questions asked.

Support in the model is the share in favour of a larger contribution. A poll asks about one demand in its own words, and
the words matter: one autumn gave 22% who accept and 4% who want an increase. So each comparison names its question.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import pandas as pd

from sim.errors import RecordError
from sim.history import rows
from sim.history.tables import DATA, read

SEGMENTS = ("progressive", "centrist", "conservative")
EVERYONE = "all"
_DEMAND = "Large US demand (5 bn$) given possible troop cut: "


@dataclass(frozen=True)
class Question:
    """A question whose answer can be set beside simulated support.

    Parameters
    ----------
    words : what was asked, and which answer counts
    pollster, month : as in the record, YYYY-MM
    answers : cells `question` of the record, of which the shares are added
    episode : number of the agreement whose talks ran or were about to open
    day : on which support is simulated; talks of the 11th opened six weeks after the poll of August 2019
    """

    words: str
    pollster: str
    month: str
    answers: tuple[str, ...]
    episode: int
    day: date


RAISE_2013 = Question(
    "raise, in some degree",
    "Union Research",
    "2013-10",
    (
        "Contribution should be: raise, less than US asks",
        "Contribution should be: raise to 1 trn won or more as US asks",
    ),
    9,
    date(2013, 10, 12),
)
FAVOUR_2019 = Question(
    "accept the demand for a larger share: favour",
    "RealMeter",
    "2019-01",
    ("Accept US demand for a larger ROK share (10th talks): favour",),
    10,
    date(2019, 1, 28),
)
RAISE_2019 = Question(
    "contribution of 2020: raise",
    "RealMeter (YTN)",
    "2019-08",
    ("2020 contribution should be: raise",),
    11,
    date(2019, 9, 24),
)
ACCEPT_2019 = Question(
    "5 bn$, troops may be cut: accept", "RealMeter (YTN)", "2019-11", (_DEMAND + "accept",), 11, date(2019, 11, 22)
)
REFUSE_2019 = Question(
    "5 bn$, troops may be cut: refuse",
    "RealMeter (YTN)",
    "2019-11",
    (_DEMAND + "refuse even if troops are cut",),
    11,
    date(2019, 11, 22),
)
QUESTIONS = (
    RAISE_2013,
    FAVOUR_2019,
    RAISE_2019,
    Question("contribution: increase", "KINU", "2019-11", ("Contribution: increase",), 11, date(2019, 11, 6)),
    ACCEPT_2019,
    Question(
        "4.7 bn$: accept",
        "Chicago Council / Hankook Research",
        "2019-12",
        ("US demand of 4.7 bn$: accept",),
        11,
        date(2019, 12, 10),
    ),
    Question("contribution: increase", "KINU", "2020-06", ("Contribution: increase",), 11, date(2020, 6, 10)),
)


def asked(question: Question, folder: Path = DATA) -> dict[str, float]:
    """Share of everyone and of each segment that gave the answer, 0 to 1, as far as the record holds them.

    Examples
    --------
    >>> asked(FAVOUR_2019)
    {'all': 0.26, 'progressive': 0.19, 'centrist': 0.29, 'conservative': 0.34}
    """
    found: dict[str, float] = {}
    for segment in (EVERYONE, *SEGMENTS):
        shares = [
            row.share
            for row in read(rows.Poll, folder)
            if row.pollster == question.pollster
            and f"{row.date.year}-{row.date.month:02}" == question.month
            and row.question in question.answers
            and row.segment == segment
            and row.share is not None
        ]
        if len(shares) == len(question.answers):
            found[segment] = round(sum(shares) / 100.0, 6)
    if EVERYONE not in found:
        raise RecordError(f"{folder / 'polls.csv'}: no answer of all to '{question.answers[0]}' ({question.pollster}).")
    return found


def levels(folder: Path = DATA) -> dict[str, float]:
    """Mean support of each segment: share in favour of accepting the demand of the 10th talks, January 2019."""
    found = asked(FAVOUR_2019, folder)
    return {name: found[name] for name in SEGMENTS}


def tempers(shares: Mapping[str, float], folder: Path = DATA) -> dict[str, float]:
    """How strongly each segment takes a harsh demand: share refusing 5 bn$, November 2019, over its mean.

    `shares` : of the segments in the public, which weight the mean
    """
    found = asked(REFUSE_2019, folder)
    mean = sum(shares[name] * found[name] for name in SEGMENTS)
    return {name: found[name] / mean for name in SEGMENTS}


def fall_per_doubling(earlier_rise: float, later_rise: float, folder: Path = DATA) -> float:
    """Points of support, as a share, lost for every doubling of the demand: from October 2013 to August 2019.

    (s1 - s2) / (log2(1 + r2) - log2(1 + r1)), s the share for a raise and r the rise demanded. In the model this is
    `support_anger` times `anger_demand`.

    Parameters
    ----------
    earlier_rise, later_rise : first demands of the 9th and of the 11th talks, above the base
    """
    lost = asked(RAISE_2013, folder)[EVERYONE] - asked(RAISE_2019, folder)[EVERYONE]
    return lost / (math.log2(1.0 + later_rise) - math.log2(1.0 + earlier_rise))


def together(shares: Mapping[str, float], question: Question, folder: Path = DATA) -> tuple[float, float]:
    """Mean of the segments' answers by their shares, and what everyone answered: apart by those with no ideology."""
    found = asked(question, folder)
    return sum(shares[name] * found[name] for name in SEGMENTS), found[EVERYONE]


def compare(simulated: Mapping[Question, Mapping[str, float]], folder: Path = DATA) -> pd.DataFrame:
    """Simulated support beside each question asked: a row for everyone and for each segment that was reported.

    Parameters
    ----------
    simulated : support of everyone and of the segments on the day of each question, 0 to 1

    Returns
    -------
    columns question, pollster, month, segment, poll, model, difference (model less poll); shares 0 to 1
    """
    made = [
        {
            "question": question.words,
            "pollster": question.pollster,
            "month": question.month,
            "segment": segment,
            "poll": share,
            "model": support[segment],
            "difference": support[segment] - share,
        }
        for question, support in simulated.items()
        for segment, share in asked(question, folder).items()
    ]
    return pd.DataFrame(made)
