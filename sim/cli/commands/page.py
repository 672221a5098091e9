"""`sma page`: look at a scenario in the browser, move it, compare, and read why."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from sim.cli.output import inform

LOOPBACK = "127.0.0.1"


def command(
    file: Annotated[
        Path, typer.Argument(metavar="SCENARIO", help="Scenario file, or the name of a shipped one, shown first.")
    ] = Path("sma11"),
    port: Annotated[
        int | None,
        typer.Option(min=1, max=65535, show_default="8765, or the next that is free", help="Port to listen on."),
    ] = None,
    listen: Annotated[
        str,
        typer.Option(metavar="ADDRESS", help="Address to listen on; any but that of this machine opens it to others."),
    ] = LOOPBACK,
    no_browser: Annotated[bool, typer.Option("--no-browser", help="Print the address and open nothing.")] = False,
) -> None:
    """Open a page on which a scenario can be looked at, moved, compared and handed on; Ctrl+C ends it.

    It is served from this machine to this machine. Nothing is fetched from elsewhere, and nothing is stored.
    """
    from sim.errors import ScenarioError, SimError
    from sim.scenario.shipped import located, name_of

    try:
        from sim.page.guard import LOOPBACK as OWN
        from sim.page.serve import serve
    except ModuleNotFoundError as fault:
        raise SimError(
            f"sma page needs the package '{fault.name}', which is not installed. Install it with the extra page of"
            " sma-sim: pip install 'sma-sim[page]'"
        ) from None

    found = located(file)
    if not found.is_file():
        raise ScenarioError(f"{file}: there is no such scenario. Name a file, or one that `sma list` shows.")
    if listen not in OWN:
        inform(
            f"warning: listening on {listen}, so everybody who can reach this machine can use the page and its"
            " processors. It has no password. Leave --listen out to keep it to this machine."
        )

    def say(address: str) -> None:
        inform(f"{address}  (Ctrl+C ends it)")

    name = name_of(found.resolve())
    serve(name or str(file), None if name else found, listen, port, not no_browser, say)
