"""`sma verify`: the simulator beside limits that theory gives in closed form."""

from __future__ import annotations

import json
import math
import textwrap
from collections.abc import Iterable
from dataclasses import asdict
from pathlib import Path
from typing import Annotated, Any

import typer

from sim.cli.streams import put_json
from sim.cli.tables import line_width
from sim.scenario.problems import counted
from sim.scenario.shipped import shipped_folder
from sim.verification.checks import chosen
from sim.verification.finding import Check, Finding
from sim.verification.theory import Theory

FAILED = 1
NUMBERS = f"{'theory':>12} {'simulated':>12} {'error':>8} {'allowed':>8} {'class':>5}"
NARROWEST, WIDEST = 40, 96  # letters for what is set up


def command(
    only: Annotated[
        list[str] | None, typer.Option("--only", metavar="ID", help="Run this check only, as in C6; may be repeated.")
    ] = None,
    scenarios: Annotated[
        Path | None,
        typer.Option(
            "--scenarios", metavar="DIR", show_default="the shipped one", help="Folder of the theory scenarios."
        ),
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print one JSON text instead of the table.")] = False,
    markdown: Annotated[bool, typer.Option("--markdown", help="Print one row a check, as in docs/theory.md.")] = False,
) -> None:
    """Hold the simulator against limits that bargaining theory gives in closed form.

    Classes: T0 equal but for rounding, T1 first order in the step, T2 four standard errors at fixed seeds, T3 the
    first value below the second. The exit code is 1 where a comparison fails.
    """
    checks, theory = chosen(only or ()), Theory(scenarios or shipped_folder() / "theory")
    told: list[dict[str, Any]] = []
    made = failed = 0
    line = line_width(160)
    width = min(line - len(NUMBERS) - 14, WIDEST)
    if markdown:
        print("| | theory | comparisons | verdict | what it shows |\n|---|---|---|---|---|")
    elif not as_json and width >= NARROWEST:
        print(f"{'':4} {'what is set up':{width}} {NUMBERS} verdict")
    for check in checks:
        findings = tuple(check.run(theory))
        made += len(findings)
        failed += sum(not each.passed for each in findings)
        if as_json:
            told += [record(check, each) for each in findings]
        elif markdown:
            print(markdown_row(check, findings), flush=True)
        else:
            told_rows = (row(check, each, width) if width >= NARROWEST else block(each, line) for each in findings)
            print("\n".join((*textwrap.wrap(f"{check.id:4} {check.theory}", line), *told_rows)), flush=True)
    if as_json:
        put_json(json.dumps({"failed": failed, "comparisons": told}, indent=1, ensure_ascii=False))
    elif not markdown:
        print(
            f"\n{counted(len(checks), 'check')}, {counted(made, 'comparison')}:"
            f" {f'{failed} FAIL' if failed else 'all hold'}"
        )
    if failed:
        raise typer.Exit(FAILED)


def row(check: Check, finding: Finding, width: int) -> str:
    """One comparison as lines of text."""
    first, *rest = textwrap.wrap(finding.setup, width)
    numbers = f"{finding.theory:12.7f} {finding.simulated:12.7f} {finding.error:8.1e} {finding.tolerance:8.1e}"
    verdict = "holds" if finding.passed else "FAILS"
    lines = [f"{check.id:4} {first:{width}} {numbers} {finding.kind.value:>5} {verdict}"]
    return "\n".join([*lines, *(f"{'':4} {line}" for line in rest)])


def block(finding: Finding, width: int) -> str:
    """One comparison as a paragraph, for lines too short to hold its numbers side by side."""
    numbers = (("theory", f"{finding.theory:.7f}"), ("simulated", f"{finding.simulated:.7f}"),
               ("error", f"{finding.error:.1e}"), ("allowed", f"{finding.tolerance:.1e}"),
               ("class", finding.kind.value))  # fmt: skip
    verdict = "holds" if finding.passed else "FAILS"
    said = f"{finding.setup}: {', '.join(f'{name} {number}' for name, number in numbers)}: {verdict}"
    indent = " " * 5
    return textwrap.fill(said, width, initial_indent=indent, subsequent_indent=indent, break_on_hyphens=False)


def record(check: Check, finding: Finding) -> dict[str, Any]:
    """One comparison with names; a missing number is null."""
    told = {"id": check.id, "source": check.theory, **asdict(finding), "error": finding.error, "passed": finding.passed}
    return {name: None if isinstance(value, float) and math.isnan(value) else value for name, value in told.items()}


def markdown_row(check: Check, findings: Iterable[Finding]) -> str:
    """One check as a row of the table in docs/theory.md: how many comparisons of which class."""
    made = tuple(findings)
    kinds = sorted({each.kind.value for each in made})
    counts = ", ".join(f"{sum(each.kind.value == kind for each in made)} {kind}" for kind in kinds)
    verdict = "hold" if all(each.passed for each in made) else "**fail**"
    return f"| {check.id} | {check.theory} | {counts} | {verdict} | {check.shows} |"
