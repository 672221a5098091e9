"""Serves the page on this machine until it is stopped."""

from __future__ import annotations

import secrets
import socket
import threading
import webbrowser
from collections.abc import Callable
from pathlib import Path

import uvicorn

from sim.errors import BusyError, StorageError
from sim.page.app import application
from sim.page.asked import Asked
from sim.page.desk import Desk
from sim.page.guard import LOOPBACK, Door
from sim.page.shelf import library

PORT = 8765
TRIED = 20  # ports after the usual one, where none was asked for
ANY = ("0.0.0.0", "::")


def listening(host: str, port: int | None) -> socket.socket:
    """Socket that listens on a port; where none is asked for, the usual one or the next that is free.

    Raises
    ------
    BusyError : the port that was asked for is in use
    StorageError : the address is not one of this machine
    """
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    for tried in [port] if port is not None else range(PORT, PORT + TRIED):
        found = socket.socket(family, socket.SOCK_STREAM)
        found.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            found.bind((host, tried))
        except PermissionError:
            found.close()
            raise StorageError(f"port {tried}: may not be used. Name one above 1023 with --port.") from None
        except OSError as fault:
            found.close()
            if isinstance(fault, socket.gaierror) or fault.errno == 99:
                raise StorageError(f"{host}: is no address of this machine. Name one with --listen.") from None
            continue
        found.listen(64)
        return found
    if port is not None:
        raise BusyError(f"port {port}: in use by another program. Name a free one with --port, or leave --port out.")
    raise BusyError(f"ports {PORT} to {PORT + TRIED - 1}: all in use. Name a free one with --port.")


def serve(
    scenario: str, own: Path | None, host: str, port: int | None, browser: bool, say: Callable[[str], None]
) -> None:
    """Serve the page until a signal stops it.

    Parameters
    ----------
    scenario : name or path of the one that is shown first
    own : its file, where it does not come with the program
    host : address on which to listen
    port : None takes the usual one or the next that is free
    browser : whether to open the page
    say : told the address, once the page can be asked for
    """
    with listening(host, port) as found:
        taken = found.getsockname()[1]
        desk, opens_with = Desk(lambda: library(own)), Asked(scenario=scenario)
        hosts = LOOPBACK if host in LOOPBACK else (*LOOPBACK, *_names(host))
        door = Door(hosts, taken, secrets.token_urlsafe(24))
        shown = host if host not in ANY else socket.gethostname()
        address = f"http://{f'[{shown}]' if ':' in shown else shown}:{taken}/"
        config = uvicorn.Config(
            application(desk, door, opens_with), log_level="warning", access_log=False, ws="none", server_header=False
        )
        server = _Server(config, lambda: _begun(desk, opens_with, address, browser, say))
        server.run(sockets=[found])


def _names(host: str) -> tuple[str, ...]:
    """Names under which an address is asked for."""
    return (host,) if host not in ANY else (socket.gethostname(), *socket.gethostbyname_ex(socket.gethostname())[2])


class _Server(uvicorn.Server):
    """A server that says when it can be asked."""

    def __init__(self, config: uvicorn.Config, begun: Callable[[], None]) -> None:
        super().__init__(config)
        self._begun = begun

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        """Start, then say so."""
        await super().startup(sockets)
        self._begun()


def _begun(desk: Desk, opens_with: Asked, address: str, browser: bool, say: Callable[[str], None]) -> None:
    """What is done once the page can be asked for: nothing heavy before."""
    say(address)
    if browser:
        threading.Thread(target=webbrowser.open, args=(address,), daemon=True).start()
    threading.Thread(target=desk.prepare, args=(opens_with,), daemon=True).start()
