"""`sma identify`: what the record cannot tell of the parameters, and which of its patterns the model shares."""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from sim.cli.options import AsJson, NoFigures, Page, SharedSeed
from sim.cli.output import inform_of_tables
from sim.cli.streams import put_json
from sim.scenario.problems import counted
from sim.scenario.shipped import shipped_folder

if TYPE_CHECKING:
    import pandas as pd

    from sim.calibration.identification.identification_sheets import Identified
    from sim.calibration.inference.simulated import Episodes
    from sim.posterior.draws import Posterior

QUIET = Path("variants") / "sma11_quiet_march.toml"


def command(
    posterior: Annotated[
        Path | None, typer.Option(metavar="FILE", show_default="the shipped one", help="Posterior draws.")
    ] = None,
    scenario: Annotated[
        Path, typer.Option(metavar="FILE", help="Talks whose outcomes knowing a parameter should help to foresee.")
    ] = Path("sma13"),
    scenarios: Annotated[
        Path | None,
        typer.Option(
            metavar="DIR",
            show_default="the shipped one",
            help="Folder with the files of the 8th to 12th agreement, and variants/.",
        ),
    ] = None,
    replicates: Annotated[
        int, typer.Option(min=2, max=10_000, help="Negotiations of that scenario under each draw.")
    ] = 16,
    checks: Annotated[
        int, typer.Option(min=20, max=1_000_000, help="Negotiations of each agreement for the patterns.")
    ] = 4_000,
    seed: SharedSeed = 1,
    out: Annotated[Path, typer.Option(metavar="DIR", help="Folder for tables and figures.")] = Path("results/identify"),
    page: Page = None,
    as_json: AsJson = False,
    no_figures: NoFigures = False,
) -> None:
    """Say what the record leaves open, and check patterns of it in posterior predictive runs.

    How many parameters are free, drawn from own records, or held; how far each free one has narrowed, which pairs hang
    together, what knowing each would remove of the variance of the outcomes of a scenario, and which measurements
    would help most.
    """
    from sim.calibration.identification.identification_sheets import headline, sheets
    from sim.calibration.inference.simulated import load_episodes
    from sim.cli.findings import document, file_digest, print_sheets, try_page, write_page, write_tables
    from sim.cli.stopping import ended_by_signals
    from sim.experiments.findings import staged_findings
    from sim.history.keys import KOREAN
    from sim.posterior.draws import SHIPPED, read_posterior
    from sim.scenario.identity import content_hash
    from sim.scenario.load import load_scenario

    try_page(page)
    folder = scenarios or shipped_folder()
    draws, episodes = read_posterior(posterior or SHIPPED), load_episodes(folder, keys=KOREAN)
    _check(draws, episodes, posterior or SHIPPED)
    design = {
        "posterior": file_digest(posterior or SHIPPED),
        "episodes": hashlib.sha256(episodes.content()).hexdigest(),
        "scenario": content_hash(load_scenario(scenario, draws="central").scenario),
        "quiet": content_hash(load_scenario(folder / QUIET, draws="central").scenario),
        "replicates": replicates, "checks": checks, "seed": seed,
    }  # fmt: skip
    with ended_by_signals("Stopped; nothing was written."), staged_findings(out, "identify", design) as stage:
        found, labels = _identified(draws, posterior or SHIPPED, episodes, scenario, folder, replicates, checks, seed)
        tables = _tables(found)
        facts = {"seed": seed, "scenario": scenario.stem, "draws": found.draws, "made_by": draws.made_by}
        text = document(headline(found), facts, tables)
        if as_json:
            put_json(text)
        else:
            print_sheets(sheets(found), headline(found), out)
        write_tables(stage, "identify", text, tables)
        figures = () if no_figures else _draw(found, labels, stage)
    if page is not None:
        from sim.analysis.markdown import code
        from sim.calibration.sheet import page_of

        again = f"sma identify --replicates {replicates} --checks {checks} --seed {seed}"
        again += f"{'' if posterior is None else f' --posterior {posterior.name}'} --scenario {_named(scenario)}"
        lines = [f"Made by {code(f'{again} --page docs/identified.md')}; nothing on this page is written by hand.",
                 f"**{headline(found)}**"]  # fmt: skip
        write_page(page, page_of("What the record cannot tell", lines, sheets(found), figures))
    inform_of_tables(out, "" if no_figures else "figures")


def _named(scenario: Path) -> str:
    """A scenario's place without what lies above the folder of scenarios."""
    parts = scenario.parts
    return Path(*parts[parts.index("scenarios") :]).as_posix() if "scenarios" in parts else scenario.name


def _check(draws: Posterior, episodes: Episodes, file: Path) -> None:
    """Refuse draws of other parameters than the scenarios leave free, or too few of them."""
    from sim.errors import StorageError

    missing = sorted(set(episodes.prior.table(episodes.prior.draw(0, 0, 1))[0]) - set(draws.names))
    if missing:
        raise StorageError(f"{file}: holds no draws of {', '.join(missing)}. Run `sma calibrate` with this version.")
    if len(draws.values) < 20:
        raise StorageError(
            f"{file}: {counted(len(draws.values), 'draw')} {'is' if len(draws.values) == 1 else 'are'}"
            f" too few; 20 at the least, and 1,000 say something."
        )


def _identified(
    draws: Posterior,
    file: Path,
    episodes: Episodes,
    scenario: Path,
    scenarios: Path,
    replicates: int,
    checks: int,
    seed: int,
) -> tuple[Identified, dict[str, str]]:
    """Findings, and the label of each figure; `file` holds the draws."""
    from sim.calibration.identification.contraction import (
        OUTCOMES,
        contraction,
        independent_of,
        knowing,
        outcome_values,
        outcomes_of_draws,
        pairs,
        shares_of,
    )
    from sim.calibration.identification.identification_sheets import Identified
    from sim.calibration.identification.insensitive import insensitive
    from sim.calibration.identification.kinds import kinds_of
    from sim.calibration.identification.measurements import ranked
    from sim.calibration.identification.patterns import check, run_patterns
    from sim.cli.progress import progress
    from sim.history.tables import KOREA
    from sim.posterior.draws import read_posterior
    from sim.prepare import prepare
    from sim.scenario.load import load_scenario
    from sim.version import VERSION

    ahead = prepare(load_scenario(scenario, draws="central").scenario)
    quiet = prepare(load_scenario(scenarios / QUIET, draws="central").scenario)
    independent, (names, shares) = independent_of(draws), shares_of(draws, episodes.prior)
    with progress("patterns", "negotiation") as told:
        runs = run_patterns(episodes, quiet, read_posterior(file, host=KOREA), seed, checks, told)
    outcomes = outcomes_of_draws(ahead, read_posterior(file, host=ahead.scenario.host.name), replicates, seed)
    horizon = float(ahead.facts.horizon - ahead.facts.expiry)
    values = {name: outcome_values(outcomes, name, horizon) for name in OUTCOMES}
    tied, chance = pairs(shares, names, independent)
    found = Identified(
        contraction(shares, names, independent, insensitive(episodes)), tied, chance,
        {name: knowing(shares, names, each, independent) for name, each in values.items()},
        ranked(names, shares, values), check(runs), ahead.scenario.parameters, len(shares), independent,
        kinds_of(ahead.scenario.parameters, file),
    )  # fmt: skip
    ours = f"sma identify · {counted(len(shares), 'draw')} of the posterior"
    end = f"seed {seed} · sma-sim {VERSION}"
    labels = {
        "contraction": f"{ours} · sma-sim {VERSION}",
        "knowing": f"{ours} · {ahead.scenario.name}, {counted(replicates, 'negotiation')} under each · {end}",
        "patterns": f"{ours} · agreements 8 to 12, {counted(checks, 'negotiation')} of each · {end}",
    }
    return found, labels


def _tables(found: Identified) -> dict[str, pd.DataFrame]:
    """Tables by the name of their file."""
    from sim.calibration.identification.identification_sheets import kinds_table

    return {
        "kinds": kinds_table(found.kinds),
        "contraction": found.contraction,
        "pairs": found.pairs,
        **{f"knowing_{name}": table for name, table in found.knowing.items()},
        "measurements": found.measurements,
        "patterns": found.patterns,
    }


def _draw(found: Identified, labels: dict[str, str], out: Path) -> tuple[str, ...]:
    """Draw the figures; returns the names of the files."""
    from sim.calibration.identification.contraction import OUTCOMES
    from sim.plots.calibration import contraction_figure, knowing_figure, patterns_figure
    from sim.plots.style import house_style, save

    knowing = {OUTCOMES[name]: table for name, table in found.knowing.items()}
    with house_style():
        files = [*save(contraction_figure(found.contraction, labels["contraction"]), out, "contraction")]
        files += save(knowing_figure(knowing, labels["knowing"]), out, "knowing")
        files += save(patterns_figure(found.patterns, labels["patterns"]), out, "patterns")
    return tuple(file.name for file in files)
