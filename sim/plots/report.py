"""The figures of one run, from its outcomes and summary to files."""

from __future__ import annotations

from pathlib import Path

from sim.analysis.spreads import histogram, joint
from sim.analysis.summary import Summary
from sim.analysis.survival import ENDS, survival
from sim.analysis.tables import Outcomes
from sim.plots.amounts import amounts_figure
from sim.plots.settlement import settlement_figure
from sim.plots.style import house_style, save
from sim.plots.survival import survival_figure


def write_figures(folder: Path, outcomes: Outcomes, summary: Summary) -> list[Path]:
    """Write settlement, amounts and survival as PNG and SVG into a folder, made if it is not there.

    Parameters
    ----------
    folder : where the files go
    outcomes, summary : a run and its summary, whose recorded values are marked
    """
    folder.mkdir(exist_ok=True)
    setting, label = summary.setting, summary.label
    spreads = {each.name: each for each in (*summary.settled, *summary.dated)}
    recorded = {name: each.recorded for name, each in spreads.items() if each.recorded is not None}
    point = (recorded["signature_day"], recorded["rise"]) if {"signature_day", "rise"} <= recorded.keys() else None
    days = {end: recorded[day] for end, (day, _) in ENDS.items() if day in recorded}
    amounts = {}
    for name, marked in (("amount", [setting.base_amount]), ("amount_usd_m", [])):
        known = [recorded[name]] if name in recorded else []
        narrowest = 0.02 * (spreads[name].median or setting.base_amount)
        amounts[name] = (histogram(outcomes, name, [*marked, *known], narrowest), spreads[name])
    sums = amounts["amount"], amounts["amount_usd_m"]
    curves = {end: survival(outcomes, end) for end in ENDS}
    with house_style():
        return [
            *save(settlement_figure(joint(outcomes, point), setting, label, point), folder, "settlement"),
            *save(amounts_figure(*sums, setting, label, summary.stands), folder, "amounts"),
            *save(survival_figure(curves, setting, label, days, summary.stands), folder, "survival"),
        ]
