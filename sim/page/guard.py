"""Who may speak to the page: requests from this machine, from the page itself, with its token; nothing else.

A web page from elsewhere that is open in the same browser can send requests to this machine. It cannot read the page,
so it does not know the token; its requests carry its own origin, or say that they cross sites; and a name of its own
that it has pointed at this machine stands in `Host`.
"""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from urllib.parse import urlsplit

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

LOOPBACK = ("127.0.0.1", "localhost", "::1")
TOKEN = "x-sma-token"
MOST_BODY = 600 * 1024  # bytes of a request: a scenario's text at its longest, written as JSON
API = "/api/"
HOME = "/"
POLICY = "; ".join(
    (
        "default-src 'none'", "script-src 'self'", "style-src 'self'", "img-src 'self' data:", "connect-src 'self'",
        "base-uri 'none'", "form-action 'none'", "frame-ancestors 'none'",
    )
)  # fmt: skip
HEADERS = {
    "content-security-policy": POLICY,
    "x-content-type-options": "nosniff",
    "x-frame-options": "DENY",
    "referrer-policy": "no-referrer",
    "cross-origin-resource-policy": "same-origin",
    "cross-origin-opener-policy": "same-origin",
    "cache-control": "no-store",
}


@dataclass(frozen=True)
class Door:
    """Who is let in.

    Attributes
    ----------
    hosts : names, without a port, under which the page may be asked for
    port : on which it listens
    token : secret of this start of the server, which only the page it served knows
    """

    hosts: tuple[str, ...]
    port: int
    token: str

    def refusal(self, scope: Scope) -> tuple[int, str] | None:
        """Status and words with which a request is turned away; None where it may come in."""
        headers = Headers(scope=scope)
        path, method = scope["path"], scope["method"]
        if not self._known(f"//{headers.get('host', '')}"):
            return 403, "This page answers only under its own address."
        origin = headers.get("origin")
        if origin is not None and not (origin.startswith("http://") and self._known(origin)):
            return 403, "Requests from other sites are refused."
        if headers.get("sec-fetch-site", "none") not in ("none", "same-origin") and not _visit(path, headers):
            return 403, "Requests from other sites are refused."
        if path.startswith(API) and not secrets.compare_digest(headers.get(TOKEN, ""), self.token):
            return 403, "The token of this page is missing. Load the page again."
        if method != "POST" if path.startswith(API) else method not in ("GET", "HEAD"):
            return 405, "This method is not served here."
        if path.startswith(API) and headers.get("content-type", "").split(";")[0] != "application/json":
            return 415, "JSON is needed."
        if not headers.get("content-length", "0").isdigit() or int(headers.get("content-length", "0")) > MOST_BODY:
            return 413, f"More than {MOST_BODY:,} bytes."
        return None

    def _known(self, address: str) -> bool:
        try:
            parts = urlsplit(address)
            return (parts.hostname or "") in self.hosts and (parts.port or 80) == self.port
        except ValueError:
            return False


def _visit(path: str, headers: Headers) -> bool:
    """Whether somebody followed a link to the page itself, as shared addresses are followed."""
    return (
        path == HOME
        and headers.get("sec-fetch-mode") == "navigate"
        and headers.get("sec-fetch-dest") == "document"
        and headers.get("origin") is None
    )


class Guard:
    """Application behind a door: every answer carries the same headers, and no request is longer than allowed."""

    def __init__(self, app: ASGIApp, door: Door) -> None:
        self.app, self.door = app, door

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        if scope["type"] != "http":  # the page has no sockets
            if scope["type"] == "lifespan":
                await self.app(scope, receive, send)
            return

        async def with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                MutableHeaders(scope=message).update(HEADERS)
            await send(message)

        refused = self.door.refusal(scope)
        if refused is not None:
            await PlainTextResponse(refused[1], refused[0])(scope, receive, with_headers)
            return
        await self.app(scope, receive, with_headers)


class TooLong(Exception):
    """A body that is longer than allowed, whatever its header said."""


async def body_within(receive: Receive) -> bytes:
    """Body of a request, read no further than is allowed.

    Raises
    ------
    TooLong : it is longer
    """
    found = bytearray()
    while True:
        message = await receive()
        if message["type"] != "http.request":
            raise TooLong
        found += message.get("body", b"")
        if len(found) > MOST_BODY:
            raise TooLong
        if not message.get("more_body"):
            return bytes(found)
