"""Docstrings of this project for Sphinx: an entry is `name : meaning`, which numpydoc would take for a type."""

from __future__ import annotations

import re
from typing import Any

from sphinx.application import Sphinx

SECTIONS = ("Parameters", "Returns", "Yields", "Raises", "Attributes", "Notes", "References", "Examples")
LISTS = ("Parameters", "Raises", "Attributes")
_ENTRY = re.compile(r"(?P<name>[\w*][\w, *.]*?) : (?P<words>.*)")


def escaped(line: str) -> str:
    """Prose with single backticks as literal text, and nothing else that reStructuredText would take for a mark."""
    parts = re.split(r"(`+[^`]+`+)", line)
    return "".join(
        f"``{part.strip('`')}``" if part.startswith("`") else re.sub(r"([\\*|]|_(?!\w))", r"\\\1", part)
        for part in parts
    )


def restructured(lines: list[str]) -> list[str]:
    """A docstring, section by section."""
    made: list[str] = []
    at = 0
    title = ""
    while at < len(lines):
        ahead = lines[at + 1] if at + 1 < len(lines) else ""
        if lines[at] in SECTIONS and set(ahead) == {"-"}:
            title = lines[at]
            made += ["", f".. rubric:: {title}", ""]
            at += 2
            continue
        step, taken = _entry(lines, at) if title in LISTS else _prose(lines, at, title)
        made += step
        at += taken
    return made


def _entry(lines: list[str], at: int) -> tuple[list[str], int]:
    """One entry of a list, with the lines that go on below it."""
    found = _ENTRY.fullmatch(lines[at])
    if not found:
        return [escaped(lines[at]).strip()], 1
    more = []
    while at + 1 + len(more) < len(lines) and lines[at + 1 + len(more)].startswith(" "):
        more.append(lines[at + 1 + len(more)].strip())
    names = ", ".join(f"``{each.strip()}``" for each in found["name"].split(","))
    return [f"* {names}: {escaped(' '.join([found['words'], *more]))}"], 1 + len(more)


def _prose(lines: list[str], at: int, title: str) -> tuple[list[str], int]:
    """A line of prose; an indented formula and an example are shown as they are."""
    if lines[at].startswith(("    ", ">>>")):
        block = []
        while at + len(block) < len(lines) and (lines[at + len(block)].strip() or title != "Examples"):
            line = lines[at + len(block)]
            if title != "Examples" and line.strip() and not line.startswith(" "):
                break
            block.append(f"   {line}" if line.strip() else "")
        language = "pycon" if block[0].strip().startswith(">>>") else "text"
        return ["", f".. code-block:: {language}", "", *block, ""], len(block)
    return [escaped(lines[at])], 1


def rewrite(app: Sphinx, what: str, name: str, obj: Any, options: Any, lines: list[str]) -> None:
    """For autodoc: the docstring in its new form, in place."""
    lines[:] = restructured(list(lines))


def skip(app: Sphinx, what: str, name: str, obj: Any, skipped: bool, options: Any) -> bool | None:
    """For autodoc: leave out what Python says of the fields of a named tuple, and what has no words."""
    said = getattr(obj, "__doc__", None) or ""
    return True if said.startswith(("Alias for field number", "int([x])", "str(object")) else None


def setup(app: Sphinx) -> dict[str, Any]:
    """Have autodoc read docstrings in this way."""
    app.connect("autodoc-process-docstring", rewrite)
    app.connect("autodoc-skip-member", skip)
    return {"parallel_read_safe": True}
