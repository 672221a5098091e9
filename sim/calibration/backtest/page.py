"""A back-test as a page of markdown, wholly made from its findings."""

from __future__ import annotations

import shlex
from collections.abc import Sequence

from sim.analysis.markdown import code
from sim.calibration.backtest.backtest import Backtest
from sim.calibration.backtest.backtest_sheets import headline, sheets
from sim.calibration.backtest.baselines import TABLE
from sim.calibration.sheet import page_of
from sim.posterior.draws import SHIPPED

KNOWN = (
    "Structure and priors were chosen knowing the record of all agreements: the mechanisms are those by which these"
    " talks are told, and the ranges were set beside their record. Leaving one out refits the parameters, not the"
    " model. So these numbers say how well one set of parameters carries over between talks that the model was built"
    " for; they are no forecast made beforehand, and they promise less for the 13th. The prior's own score, with"
    " nothing fitted, stands beside every fitted one: what a fit adds is the difference between them."
)


def page(found: Backtest, figures: Sequence[str]) -> str:
    """Markdown of a back-test.

    Parameters
    ----------
    figures : names of the files drawn, none if none were
    """
    settings, whole = found.settings, found.draws[""]
    lines = [
        f"Made by {code(command(found))}; nothing on this page is written by hand.",
        f"**{headline(found)}**",
        KNOWN,
        f"In sample: posterior given all agreements ({whole:,} draws). Left out: refitted without the one that"
        f" is forecast, with later ones too. Of each agreement {settings.replicates:,} negotiations, draws in turn,"
        f" seed {settings.seed}; both meet the same luck, which no fit has met. The record's own errors are added.",
    ]
    return page_of("Validation: the record beside what the model foresees", lines, sheets(found), figures)


def command(found: Backtest) -> str:
    """Command that makes the page again; a posterior of one's own is named without its folder."""
    settings = found.settings
    words = ["sma", "validate", "--replicates", str(settings.replicates), "--seed", str(settings.seed)]
    if settings.posterior != SHIPPED:
        words += ["--posterior", settings.posterior.name]
    if settings.table != TABLE:
        words += ["--table", str(settings.table)]
    return shlex.join([*words, "--page", "docs/validation.md"])
