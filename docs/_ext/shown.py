"""Directives of the manual: a snippet with what it prints, and a part of the reference made from the code."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import textwrap
from pathlib import Path
from typing import Any, ClassVar

from docutils import nodes
from docutils.parsers.rst import directives
from sphinx.application import Sphinx
from sphinx.errors import ExtensionError
from sphinx.util.docutils import SphinxDirective

from docs._ext import made, snippets


class Snippet(SphinxDirective):
    """A snippet and, below it, what it printed when the manual was built; `lines` and `after` cut that short."""

    has_content = True
    option_spec: ClassVar[dict[str, Any]] = {
        "after": directives.unchanged,  # the first line that is shown is the one that holds this
        "lines": directives.positive_int,  # how many lines are shown
        "markdown": directives.flag,  # what was printed is a part of the page
    }

    def run(self) -> list[nodes.Node]:
        """Nodes of the snippet and of what it printed."""
        text = "\n".join(self.content) + "\n"
        page = self.env.doc2path(self.env.docname, base=False)
        printed = self.env.app.sma_printed.get(str(page), {}).get(text)  # type: ignore[attr-defined]
        if printed is None:
            raise self.error("was not run when the manual was built")
        code = nodes.literal_block(text.rstrip(), text.rstrip())
        code["language"] = self.name
        if "markdown" in self.options:
            opened = nodes.raw("", "<details class='made'><summary>How this was made</summary>", format="html")
            return [*self.parse_text_to_nodes(printed), opened, code, nodes.raw("", "</details>", format="html")]
        cut = self._cut(printed)
        shown = nodes.literal_block(cut, cut)
        shown["language"] = "text"
        return [code, nodes.container("", shown, classes=["printed"])]

    def _cut(self, printed: str) -> str:
        lines = [part for line in printed.rstrip().splitlines() for part in _folded(line.rstrip())]
        if "after" in self.options:
            first = next((at for at, line in enumerate(lines) if self.options["after"] in line), None)
            if first is None:
                raise self.error(f"nothing printed holds {self.options['after']!r}")
            lines = ["…", *lines[first:]] if first else lines
        most = self.options.get("lines", len(lines))
        return "\n".join([*lines[:most], "…"] if len(lines) > most else lines)


def _folded(line: str) -> list[str]:
    """A sentence that a terminal would fold, in lines of its width; a row of a table stays as it is."""
    width = int(snippets.WIDTH)
    return textwrap.wrap(line, width) if len(line) > width and "  " not in line.strip() else [line]


class Made(SphinxDirective):
    """Part of the reference, made from the code while the manual is built: `made.PARTS` names them."""

    required_arguments = 1
    optional_arguments = 1

    def run(self) -> list[nodes.Node]:
        """Nodes of the part."""
        return self.parse_text_to_nodes(made.PARTS[self.arguments[0]](*self.arguments[1:]), allow_section_headings=True)


def print_all(app: Sphinx) -> None:
    """Run what the pages show in a process of its own, where rules are compiled; or take it from the last build.

    While a page is written, `-D printed_before=FILE` takes the file of an earlier build, whatever has changed since.
    """
    texts = snippets.pages()
    before = app.config.printed_before
    kept = Path(before) if before else Path(app.doctreedir).parent / f"printed-{snippets.digest(texts)}.json"
    if not kept.exists():
        kept.parent.mkdir(parents=True, exist_ok=True)
        environment = {name: value for name, value in os.environ.items() if name != "NUMBA_DISABLE_JIT"}
        command = [sys.executable, str(Path(snippets.__file__)), str(kept)]
        ended = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
        if ended.returncode:
            raise ExtensionError(f"a snippet of the manual failed: {ended.stderr[-2000:]}")
    app.sma_printed = json.loads(kept.read_text(encoding="utf-8"))  # type: ignore[attr-defined]


def setup(app: Sphinx) -> dict[str, Any]:
    """Register the directives."""
    app.add_directive("bash", Snippet)
    app.add_directive("python", Snippet)
    app.add_directive("made", Made)
    app.add_config_value("printed_before", "", "env")
    app.connect("builder-inited", print_all)
    return {"parallel_read_safe": False, "parallel_write_safe": True}
