"""`sma sensitivity`: which factors of a finished sweep drive its outcomes."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from sim.cli.output import inform, inform_of_tables
from sim.cli.streams import put_json

if TYPE_CHECKING:
    import pandas as pd

    from sim.analysis.points import Output
    from sim.experiments.results import Results

DESIGNS = ("sobol", "morris")
WIDTH = 116  # letters a line where output is no terminal
SHOWN = 12  # factors a table on the terminal holds


def command(
    results: Annotated[Path, typer.Argument(show_default=False, help="Folder of a sweep of design sobol or morris.")],
    output: Annotated[
        list[str] | None,
        typer.Option(show_default="all", help="Output to explain: agreed, delay, rise, lapse; may be repeated."),
    ] = None,
    out: Annotated[
        Path | None, typer.Option(show_default="RESULTS/sensitivity", help="Folder for tables and figures.")
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print the findings as JSON.")] = False,
    no_figures: Annotated[bool, typer.Option("--no-figures", help="Draw no figures.")] = False,
) -> None:
    """Rank the factors of a sweep by Sobol' indices or Morris effects, with intervals and a table of convergence.

    An output that some point lacks, such as the rise where none agreed, is left out with the reason. Parameters
    that a sweep does not vary are those of posterior draws, or with --draws point those of the one nearest the middle.
    """
    from sim.analysis.points import NOTE, OUTPUTS, READ, factors_of, resampled_outputs, tallies
    from sim.analysis.points import outputs_of as figures_of
    from sim.analysis.sensitivity import TIMES, convergence
    from sim.errors import ScenarioError
    from sim.experiments.findings import check_findings, staged_findings
    from sim.experiments.results import load_results
    from sim.scenario.problems import did_you_mean

    known = {each.name: each for each in OUTPUTS}
    for name in output or ():
        if name not in known:
            raise ScenarioError(
                f"--output: '{name}' is no output.{did_you_mean(name, known)} Known: {', '.join(known)}."
            )
    read = load_results(results)
    if read.study.design not in DESIGNS:
        raise ScenarioError(
            f"{results}: its design is {read.study.design}; indices need a study with design sobol or morris."
            " For other designs draw a tornado: sma plot RESULTS --kind tornado."
        )
    folder, design = out or read.folder / "sensitivity", {"sweep": read.digest}
    check_findings(folder, "sensitivity", design)
    read.check_kept(READ, "indices")
    points, factors = read.points, factors_of(read.points)
    sums = tallies(read.blocks(*READ))
    outputs = figures_of(sums)
    found: list[tuple[Output, pd.DataFrame]] = []
    left_out: dict[str, str] = {}
    for name in dict.fromkeys(output or known):
        try:
            noise = resampled_outputs(sums, name, TIMES)
            found.append((known[name], convergence(points, outputs, name, factors, noise, read.study.design)))
        except ScenarioError as fault:
            left_out[name] = str(fault)
    if not found:
        raise ScenarioError("\n".join(left_out.values()))
    text = read.manifest.caption(len(read.failures))
    document = _as_json(read, found, left_out, text)
    with staged_findings(folder, "sensitivity", design) as stage:
        if as_json:
            put_json(json.dumps(document, indent=2, ensure_ascii=False, allow_nan=False))
        else:
            _print(found, read.study.design, [NOTE, text])
        _write(stage, document, found, read.study.design, text, not no_figures)
    for reason in left_out.values():
        inform(f"Left out: {reason}")
    inform_of_tables(folder, "" if no_figures else "figures")


def _last(table: pd.DataFrame) -> pd.DataFrame:
    """Rows of all base samples."""
    last: pd.DataFrame = table[table["blocks"] == table["blocks"].max()]
    return last.drop(columns="blocks").reset_index(drop=True)


def _as_json(
    read: Results, found: list[tuple[Output, pd.DataFrame]], left_out: dict[str, str], text: str
) -> dict[str, Any]:
    return {
        "study": text,
        "design": read.study.design,
        "digest": read.digest,
        "left_out": left_out,
        "outputs": {
            each.name: {
                "label": each.label,
                "unit": each.unit,
                "indices": json.loads(_last(table).to_json(orient="records", double_precision=15)),
                "convergence": json.loads(table.to_json(orient="records", double_precision=15)),
            }
            for each, table in found
        },
    }


def _write(
    folder: Path, document: dict[str, Any], found: list[tuple[Output, pd.DataFrame]], design: str, text: str, draw: bool
) -> None:
    import pandas as pd

    written = json.dumps(document, indent=2, ensure_ascii=False, allow_nan=False) + "\n"
    (folder / "sensitivity.json").write_text(written, encoding="utf-8", newline="\n")
    table = pd.concat([each.assign(output=output.name) for output, each in found])
    table.to_csv(folder / "sensitivity.csv", index=False, lineterminator="\n")
    if draw:
        from sim.plots.sensitivity import convergence_figure, indices_figure
        from sim.plots.style import house_style, save

        with house_style():
            save(indices_figure([(each, _last(table)) for each, table in found], design, text), folder, "indices")
            save(convergence_figure(found, design, text), folder, "convergence")


def _print(found: list[tuple[Output, pd.DataFrame]], design: str, notes: list[str]) -> None:
    from sim.analysis.sensitivity import interval_words
    from sim.cli.tables import Column, Table, console, print_table, say
    from sim.plots.sensitivity import KINDS, ranked

    main, second, main_words, second_words, _ = KINDS[design]
    flag = "total_clear" if design == "sobol" else "clear"
    out = console(WIDTH)
    numbers = (Column(heading, number=True) for heading in (main_words, "95%", second_words, "95%"))
    columns = (Column("factor"), *numbers, Column(""))
    for output, whole in found:
        title = f"{output.label}{f' ({output.unit})' if design == 'morris' else ''}"
        table = Table(title, columns)
        last = _last(whole)
        half = whole[whole["blocks"] < whole["blocks"].max()]
        for row in ranked(last, main)[:SHOWN].to_dict(orient="records"):
            cells = [
                cell
                for name in (main, second)
                for cell in (f"{row[name]:.3g}", _interval(row[f"{name}_lower"], row[f"{name}_upper"]))
            ]
            unclear = "" if row[flag] or row[f"{main}_lower"] != row[f"{main}_lower"] else "not distinguishable from 0"
            table.add(str(row["factor"]), *cells, unclear)
        print_table(out, table)
        say(out, _settled(last, half, main), "dim")
        say(out, "")
    for note in [f"{interval_words(found[0][1])}.", *notes]:
        say(out, note, "dim")


def _interval(lower: float, upper: float) -> str:
    return "–" if lower != lower else f"{lower:.3g} to {upper:.3g}"


def _settled(last: pd.DataFrame, before: pd.DataFrame, main: str) -> str:
    """How far the largest index moved when the last half of the points came in."""
    if not last[main].any():
        return "The output does not vary from point to point, so nothing drives it."
    if before.empty:
        return "Too few points to see whether the indices have settled."
    half = before[before["blocks"] == before["blocks"].max()].set_index("factor")[main]
    moved = (last.set_index("factor")[main] - half).abs()
    return f"With the second half of the base samples no index moved by more than {moved.max():.2g} ({moved.idxmax()})."
