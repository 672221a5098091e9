"""The page as an application: what may be asked under which address, and what is answered when it cannot be."""

from __future__ import annotations

import asyncio
import json
import threading
from collections.abc import Awaitable, Callable
from typing import Any
from urllib.parse import quote

from anyio.to_thread import run_sync
from pydantic import BaseModel, ConfigDict, Field, ValidationError
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, PlainTextResponse, Response
from starlette.routing import Route

from sim.errors import Interrupted, SimError
from sim.page import api
from sim.page.asked import Asked
from sim.page.desk import Desk, Stop
from sim.page.files import NAMES, content, home, media_type
from sim.page.guard import Door, Guard, TooLong, body_within
from sim.scenario.problems import ScenarioProblems
from sim.words import LANGUAGES, Language

LOOK = 0.05  # seconds between two looks at whether somebody still waits for an answer
STOPPED = 409  # status of what was asked for and overtaken
Handler = Callable[[Request], Awaitable[Response]]


class Question(BaseModel):
    """A request of the page.

    Attributes
    ----------
    asked, beside : the run it is about, and the one it is compared with
    tab, number : which tab asks, and its how-manieth question; a later one of the same kind stops an earlier one
    replicate : of the negotiation that is to be told
    kind : of the file to hand out
    """

    model_config = ConfigDict(extra="forbid", strict=True, frozen=True)
    asked: Asked
    beside: Asked | None = None
    tab: str = Field(default="", max_length=64)
    number: int = 0
    replicate: int = Field(default=0, ge=0, lt=2**31 - 1)
    kind: str = Field(default="", max_length=16)


Work = Callable[[Desk, Question, Stop], api.Answer]
WORK: dict[str, Work] = {
    "library": lambda desk, q, stop: api.library(desk, q.asked),
    "controls": lambda desk, q, stop: api.controls(desk, q.asked),
    "text": lambda desk, q, stop: api.text(desk, q.asked),
    "edited": lambda desk, q, stop: api.edited(desk, q.asked),
}
# What needs the engine: it waits until that is ready, and stops where a newer question of its kind comes.
RUNS: dict[str, Work] = {
    "answers": lambda desk, q, stop: api.answers(desk, q.asked, stop),
    "details": lambda desk, q, stop: api.details(desk, q.asked, stop),
    "why": lambda desk, q, stop: api.why(desk, q.asked, stop),
    "ten": lambda desk, q, stop: api.ten(desk, q.asked, stop),
    "story": lambda desk, q, stop: api.story(desk, q.asked, q.replicate, stop),
    "compared": lambda desk, q, stop: api.compared(desk, q.asked, q.beside or q.asked, stop),
}


def application(desk: Desk, door: Door, opens_with: Asked) -> Guard:
    """The page behind its door.

    Parameters
    ----------
    desk : where runs are made
    door : who is let in
    opens_with : the scenario that is shown first
    """

    async def front(request: Request) -> Response:
        return HTMLResponse(home(_language(request), door.token, opens_with.scenario))

    async def file(request: Request) -> Response:
        name = request.path_params["name"]
        if name not in NAMES:
            return PlainTextResponse("There is no such file.", 404)
        return Response(content(name), media_type=media_type(name))

    async def progress(request: Request) -> Response:
        now = desk.progress
        return JSONResponse({"phase": now.phase, "done": now.done, "total": now.total})

    async def download(request: Request) -> Response:
        async def made(question: Question) -> Response:
            def work(stop: Stop) -> tuple[bytes, str, str]:
                desk.wait_until_ready(stop)
                return api.download(desk, question.asked, question.kind, stop, question.beside)

            found, kind, name = await _unless_gone(request, work)
            return Response(found, media_type=kind, headers={"x-file-name": quote(name)})

        return await _answered(request, made)

    answers = [Route(f"/api/{name}", _of(desk, name, work, False), methods=["POST"]) for name, work in WORK.items()]
    runs = [Route(f"/api/{name}", _of(desk, name, work, True), methods=["POST"]) for name, work in RUNS.items()]
    routes = [
        Route("/", front),
        Route("/static/{name}", file),
        Route("/api/progress", progress, methods=["POST"]),
        Route("/api/download", download, methods=["POST"]),
        *answers,
        *runs,
    ]
    inner = Starlette(routes=routes)
    inner.router.redirect_slashes = False  # what is not on the list is not there
    return Guard(inner, door)


def _language(request: Request) -> Language:
    """Language that the browser prefers, of those there are."""
    for part in request.headers.get("accept-language", "").split(","):
        code = part.strip()[:2].lower()
        if code in LANGUAGES:
            return LANGUAGES[LANGUAGES.index(code)]
    return LANGUAGES[0]


def _of(desk: Desk, name: str, work: Work, runs: bool) -> Handler:
    """Handler of one kind of question."""

    async def handler(request: Request) -> Response:
        async def made(question: Question) -> Response:
            overtaken = desk.newest(f"{question.tab}/{name}", question.number) if question.tab else lambda: False

            def done(gone: Stop) -> api.Answer:
                def stop() -> bool:
                    return gone() or overtaken()

                if runs:
                    desk.wait_until_ready(stop)
                return work(desk, question, stop)

            return JSONResponse(await _unless_gone(request, done))

        return await _answered(request, made)

    return handler


async def _answered(request: Request, made: Callable[[Question], Awaitable[Response]]) -> Response:
    """The answer to a question, or what is wrong with it."""
    try:
        question = Question.model_validate(json.loads(await body_within(request.receive)))
        return await made(question)
    except TooLong:
        return PlainTextResponse("The request is too long.", 413)
    except (ValueError, RecursionError) as fault:
        if isinstance(fault, ValidationError):
            words = "; ".join(f"{'.'.join(map(str, each['loc']))}: {each['msg']}" for each in fault.errors()[:5])
            return JSONResponse({"message": words, "problems": []}, 400)
        return PlainTextResponse("No JSON.", 400)
    except KeyError as fault:
        return PlainTextResponse(f"There is no {fault}.", 404)
    except Interrupted:
        return JSONResponse({"message": "stopped", "problems": []}, STOPPED)
    except ScenarioProblems as fault:
        problems = [
            {"line": each.place.line, "column": each.place.column, "path": each.path, "message": each.message}
            for each in fault.problems
        ]
        return JSONResponse({"message": str(fault), "problems": problems}, 422)
    except SimError as fault:
        return JSONResponse({"message": str(fault), "problems": []}, 422)


async def _unless_gone(request: Request, work: Callable[[Stop], Any]) -> Any:
    """What work in a thread gives; it is told to stop once nobody waits for it any more."""
    gone = threading.Event()
    task = asyncio.ensure_future(run_sync(work, gone.is_set))
    while not (await asyncio.wait({task}, timeout=LOOK))[0]:
        if await request.is_disconnected():
            gone.set()
    return task.result()
