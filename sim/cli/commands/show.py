"""`sma show`: what a scenario says."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Annotated, Any

import typer

from sim.analysis.limits import limits_of
from sim.cli.options import Overrides
from sim.cli.output import value_words
from sim.errors import ScenarioError
from sim.history.replay import replay_fault, replay_of
from sim.rules.kinds import Protocol, ProvocationMode
from sim.scenario.fields import is_sourced
from sim.scenario.identity import content_hash
from sim.scenario.load import LoadedScenario, load_scenario
from sim.scenario.paths import at, parse_path
from sim.scenario.problems import counted
from sim.scenario.schema import Scenario, Succession
from sim.scenario.write import canonical_toml

Row = tuple[str, str]


def command(
    file: Annotated[
        Path, typer.Argument(metavar="FILE", help="Scenario file, or the name of a shipped one.", show_default=False)
    ],
    resolved: Annotated[
        bool, typer.Option("--resolved", help="Print the full text after extends and overrides; it loads on its own.")
    ] = False,
    origins: Annotated[
        bool, typer.Option("--origins", help="Print each value with the file and line, or the option, that set it.")
    ] = False,
    overrides: Overrides = None,
) -> None:
    """Show what a scenario says, its full text after extends and overrides, or where each value comes from."""
    loaded = load_scenario(file, overrides or ())
    if resolved and origins:
        raise ScenarioError("--resolved and --origins print two different texts. Leave one of them out")
    if origins:
        print("\n".join(origin_lines(loaded)))
        return
    if resolved:
        print(canonical_toml(loaded.resolved), end="")
        return
    from rich.console import Console
    from rich.table import Table

    table = Table(title=loaded.scenario.title, title_justify="left", show_header=False, box=None, pad_edge=False)
    table.add_column(style="bold", no_wrap=True)
    table.add_column(overflow="fold")
    for name, text in rows(loaded):
        table.add_row(name, text)
    console = Console(highlight=False, markup=False, emoji=False)
    console.width = console.width if console.is_terminal else 120
    console.print(table)


def origin_lines(loaded: LoadedScenario) -> Iterator[str]:
    """A line for each value in the order of the schema: path, value, where it was set, and the source given there.

    Keys that were unset stand last; what no line names has its default.
    """
    found = [(path, value_words(_bare(at(loaded.resolved, parse_path(path) or ()))), origin)
             for path, origin in loaded.sources.items()]  # fmt: skip
    order = {name: index for index, name in enumerate(Scenario.model_fields)}
    found.sort(key=lambda each: _natural(each[0], order))
    found += [(path, "unset", origin) for path, origin in loaded.unset.items()]
    for path, words, origin in found:
        place = f"{origin.file}:{origin.line}" if origin.line else origin.file or "by the program"
        yield f"{path} = {words}   [{place}]" + (f" {origin.source}" if origin.source else "")


def _bare(value: Any) -> Any:
    return value["value"] if is_sourced(value) else value


def _natural(path: str, order: Mapping[str, int]) -> tuple[Any, ...]:
    """Key by which paths stand as in the schema, numbers of rows by size."""
    top, *rest = path.split(".")
    return (order.get(top, len(order)), *((0, int(part), "") if part.isdigit() else (1, 0, part) for part in rest))


def rows(loaded: LoadedScenario) -> Iterator[Row]:
    """Summary of a scenario as pairs of a name and a text."""
    s = loaded.scenario
    yield "name", f"{s.name} ({s.kind})"
    if loaded.effective_kind != loaded.declared_kind:
        yield "", f"the files say {loaded.declared_kind}; the overrides make the run {loaded.effective_kind}"
    yield "agreement", _agreement(s)
    yield (
        "calendar",
        (
            f"talks open {s.agreement.talks_open}, old agreement expires {s.agreement.prior_expiry},"
            f" horizon {_years(s.agreement.horizon_years)} after expiry, steps of {counted(s.step_days, 'day')}"
        ),
    )
    yield (
        "base amount",
        (
            f"{s.agreement.base_amount:,g} {s.host.unit} {s.host.currency} a year, set in {s.agreement.base_year},"
            f" {counted(s.agreement.prior_term_years, 'paid year')}, escalator {s.agreement.prior_escalator};"
            f" the host bears {s.host.burden_share:.0%} of what the troops cost there"
        ),
    )
    if s.as_of is not None:
        yield "as of", f"{s.as_of}: as recorded up to this day, and what lies after it is not known but drawn"
    guest, host = s.administrations[s.incumbents.guest], s.governments[s.incumbents.host]
    yield "guest", f"{guest.name}, type {guest.type:g} ± {guest.band:g} (0 transactional, 1 alliance-minded)"
    yield "host", f"{host.name}, orientation {host.orientation:g} (0 autonomy, 1 alliance), {host.camp}"
    yield "opening", _opening(s)
    for one in s.successions:
        yield from _succession(one)
    yield "on the table", _table(s)
    first = "" if s.protocol is not Protocol.ALTERNATING else f", the {s.rounds.first} offers first"
    yield "rivalry", f"{s.rivalry:g} in the region (0 none, 1 full)"
    yield "behaviour", f"protocol {s.protocol.value}{first}, policy {s.policy.value}"
    yield "provocations", _provocations(s)
    blocs = ", ".join(f"{bloc.name} {bloc.seats}" for bloc in s.blocs)
    yield "legislature", f"{blocs} of {counted(sum(bloc.seats for bloc in s.blocs), 'seat')}"
    yield "parameters", _parameters(loaded)
    yield "their draws", loaded.scenario.parameter_draws
    for limit in limits_of(s):
        yield "limit", limit.words
    for each in loaded.replaced:
        yield "list replaced", str(each)
    for path, origin in loaded.unset.items():
        yield "unset", f"{path}, at {origin.file}" + (f":{origin.line}" if origin.line else "")
    yield "files", ", ".join(str(path) for path in loaded.files)
    yield "content hash", content_hash(s)


def _agreement(s: Scenario) -> str:
    return f"no. {s.agreement.number}, {s.host.name} ({s.host.government}, {s.host.legislature})"


def _opening(s: Scenario) -> str:
    rise = s.opening.guest_rise
    guest = "guest's first demand not published" if rise is None else f"guest asks {rise:+.1%}"
    return f"{guest}; host offers {s.opening.host_rise:+.1%}"


def _succession(one: Succession) -> Iterator[Row]:
    winner = f"drawn, {one.candidates[0]} with {one.chance:g}" if one.winner == "draw" else one.winner
    candidates = " or ".join(one.candidates)
    yield f"{one.office} election", f"{one.election}, handover {one.handover}: {candidates}; winner {winner}"
    for belief in one.beliefs:
        chances = f"guest {belief.guest:g}, host {belief.host:g}"
        yield "", f"chance of {one.candidates[0]} from {belief.since}: {chances} ({belief.source})"


def _provocations(s: Scenario) -> str:
    """How the North acts, and to which day a record says it."""
    north = s.provocations
    if north.mode is not ProvocationMode.REPLAY:
        return north.mode.value
    fault = replay_fault(s)
    if fault:
        return f"replay, refused: {fault}"
    own = f", {len(north.events)} of the file's own among them" if north.events else ""
    severities, until = replay_of(s)
    return f"replay of {counted(len(severities), 'day')} with provocations up to {until}{own}; then simulate"


def _table(s: Scenario) -> str:
    table = s.table
    above = min((share for share in table.labour_shares if share > table.labour_share_now), default=None)
    return (
        f"terms {', '.join(map(str, table.terms))} {'paid year' if table.terms == (1,) else 'paid years'};"
        f" escalators {', '.join(table.escalators)} (CPI cap {table.cpi_cap:.1%});"
        f" labour share {table.labour_share_now:g}{'' if above is None else f' or, a step up, {above:g}'};"
        f" operational support {'yes' if table.operational_support else 'no'}"
    )


def _parameters(loaded: LoadedScenario) -> str:
    count = len(type(loaded.scenario.parameters).model_fields)
    names = [path.removeprefix("parameters.") for path in loaded.overridden_parameters]
    changed = [f"{name} = {getattr(loaded.scenario.parameters, name).value:g}" for name in names]
    return f"{count}, the shared set" + (f" but for {', '.join(changed)}" if changed else "")


def _years(count: float) -> str:
    return f"{count:g} year" if count == 1 else f"{count:g} years"
