"""The files the page is made of: a fixed list, read from the package; nothing else is ever served."""

from __future__ import annotations

import html
import json
from functools import cache
from importlib.resources import files
from string import Template

from sim.words import Language, words_in

KINDS = {"js": "text/javascript", "css": "text/css", "svg": "image/svg+xml", "txt": "text/plain; charset=utf-8"}
NAMES = (
    "address.js", "answers.js", "api.js", "charts.js", "compare.js", "controls.js", "dom.js", "icon.svg", "main.js",
    "page.css", "report.js", "story.js", "text.js", "vega.js", "vega.licences.txt",
)  # fmt: skip
PREFIX = "page."  # of the page's own words among the forms of a language


@cache
def content(name: str) -> bytes:
    """Bytes of a file of the list."""
    if name not in NAMES:
        raise KeyError(name)
    return files(__package__).joinpath("static", name).read_bytes()


def media_type(name: str) -> str:
    """What kind of file it is, by its ending."""
    return KINDS[name.rsplit(".", 1)[-1]]


def chrome(language: Language) -> dict[str, str]:
    """Words of the page's own buttons and headings, by name."""
    return {
        name.removeprefix(PREFIX): str(form)
        for name, form in words_in(language).forms.items()
        if name.startswith(PREFIX)
    }


def home(language: Language, token: str, scenario: str) -> str:
    """The page before anything is known: its headings in a language, the token, and the scenario it opens with."""
    template = Template(files(__package__).joinpath("static", "index.html").read_text(encoding="utf-8"))
    words = {name: html.escape(word) for name, word in chrome(language).items()}
    facts = {"code": language, "token": html.escape(token), "opens_with": html.escape(scenario)}
    return template.substitute(words, **facts, all_words=html.escape(json.dumps(chrome(language), ensure_ascii=False)))
