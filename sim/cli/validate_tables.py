"""A back-test as tables on the terminal, and as one object for JSON."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

import pandas as pd

from sim.calibration.backtest.backtest import Backtest
from sim.calibration.backtest.backtest_sheets import headline, sheets
from sim.calibration.backtest.page import KNOWN
from sim.cli.findings import WIDTH, print_sheet, records
from sim.cli.tables import console, say


def as_json(found: Backtest) -> dict[str, Any]:
    """The findings as plain dictionaries; a number that is not known is null."""
    settings = found.settings
    return {
        "headline": headline(found),
        "caveat": KNOWN,
        "posterior": settings.posterior.name,
        "replicates": settings.replicates,
        "seed": settings.seed,
        "prior_draws_of_the_plain_model": settings.table,
        "draws": {str(number): count for number, count in found.draws.items()},
        "bars": [asdict(bar) for bar in found.bars],
        **{name: records(table) for name, table in tables(found).items() if name != "bars"},
        "cores_not_compared": list(found.missing),
    }


def tables(found: Backtest) -> dict[str, pd.DataFrame]:
    """Tables by the name of their file."""
    return {
        "bars": pd.DataFrame([asdict(bar) for bar in found.bars]),
        "predictions": found.predictions,
        "coverage": found.coverage,
        "scores": found.scores,
        "last_times": found.last_times,
        "chances": found.chances,
        "opening_scores": found.opening.scores,
        "opening_differences": found.opening.differences,
        "opening_coverage": found.opening.coverage,
        "opening_predictions": found.opening.predictions,
        "log_scores": found.log_scores,
        "weights": pd.DataFrame(
            [asdict(each) for each in found.weights], columns=["core", "mean_log_score", "weight", "low", "high"]
        ),
    }


def print_backtest(found: Backtest) -> None:
    """Print every table, and what it comes to."""
    out = console(WIDTH)
    for sheet in sheets(found):
        print_sheet(out, sheet)
    say(out, headline(found), "bold")
    say(out, KNOWN)
