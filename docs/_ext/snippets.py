"""Runs the snippets of the manual, page by page; for its tests, and for the pages that show what a snippet prints.

A fence of `bash` holds commands, one of `python` code, one of `toml` a file. With braces around its name, as `{bash}`,
the page shows what it prints too. Fences of a page run in order in a folder of their own and share their names. A
comment in front of one says more: `<!-- file: NAME -->` writes what it holds to a file, `<!-- slow -->` leaves it to
the slow tests, unless the page shows what it prints, and `<!-- run: sma ... -->` runs a command that the reader does
not see. A fence of `sh` sets up a machine and is not run.
"""

from __future__ import annotations

import ast
import contextlib
import hashlib
import io
import json
import os
import re
import shlex
import sys
import tempfile
import warnings
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

DOCS = Path(__file__).parents[1]
ROOT = DOCS.parent
WIDTH = "92"  # columns of a terminal in which commands print
_BLOCK = re.compile(
    r"^<!-- (?P<order>run|file|slow)(?:: (?P<said>[^\n]+?))? -->$"
    r"|^(?P<fence>`{3,})(?P<kind>[^\n]*)\n(?P<body>.*?)^(?P=fence)$",
    re.MULTILINE | re.DOTALL,
)
_OPTIONS = re.compile(r"\A(?::[a-z]+:[^\n]*\n)+\n?")


class Block(NamedTuple):
    """Something to run: `kind` is run, bash, python, toml or file, `shown` whether the page shows what it prints."""

    kind: str
    text: str
    shown: bool = False
    name: str = ""
    slow: bool = False


def blocks(page: str) -> Iterator[Block]:
    """What a page has to run, in order."""
    name, slow = "", False
    for found in _BLOCK.finditer(page):
        if found["order"] == "run":
            yield Block("run", found["said"])
        elif found["order"] == "file":
            name = found["said"]
        elif found["order"] == "slow":
            slow = True
        else:
            kind, shown = found["kind"].strip("{}"), found["kind"].startswith("{")
            body = _OPTIONS.sub("", found["body"]) if shown else found["body"]
            if name:
                yield Block("file", body, name=name)
            elif kind in ("bash", "python", "toml"):
                yield Block(kind, body, shown, slow=slow)
            name, slow = "", False


def commands(text: str) -> list[list[str]]:
    """Commands of a fence, as words; a backslash goes on in the next line, comments are left out."""
    lines = text.replace("\\\n", " ").splitlines()
    return [words for line in lines if (words := shlex.split(line, comments=True))]


class Session:
    """The snippets of one page: a folder in which they run, and the names that its code has made."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.names: dict[str, Any] = {"__name__": "manual"}

    def play(self, block: Block) -> str:
        """Run one and return what it prints on standard output.

        Raises
        ------
        RuntimeError : a command ended with an exit code other than 0; the message holds what it said
        """
        if block.kind == "file":
            path = self.folder / block.name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(block.text, encoding="utf-8")
            return ""
        out = io.StringIO()
        with contextlib.chdir(self.folder), contextlib.redirect_stdout(out), _narrow():
            if block.kind in ("run", "bash"):
                for words in commands(block.text):
                    _command(words)
            elif block.kind == "python":
                self._code(block.text)
            else:
                _toml(block.text)
        return out.getvalue()

    def _code(self, text: str) -> None:
        """Run code; a last line that is an expression prints itself, as in a notebook."""
        tree = ast.parse(text)
        last = tree.body.pop() if tree.body and isinstance(tree.body[-1], ast.Expr) else None
        exec(compile(tree, "<manual>", "exec"), self.names)
        if last is not None:
            value = eval(compile(ast.Expression(last.value), "<manual>", "eval"), self.names)
            if value is not None:
                print(value if isinstance(value, str) else repr(value))


@contextlib.contextmanager
def _narrow() -> Iterator[None]:
    before = os.environ.get("COLUMNS")
    os.environ["COLUMNS"] = WIDTH
    try:
        yield
    finally:
        os.environ.pop("COLUMNS", None)
        if before is not None:
            os.environ["COLUMNS"] = before


def _toml(text: str) -> None:
    import tomllib

    tomllib.loads(text)


def _command(words: list[str]) -> None:
    from sim.cli.main import main

    if words[0] != "sma":
        raise RuntimeError(f"{shlex.join(words)}: only commands of sma are run; put others in a fence of sh")
    said = io.StringIO()
    with contextlib.redirect_stderr(said):
        try:
            main(words[1:])
        except SystemExit as end:
            if end.code not in (0, None):
                raise RuntimeError(f"{shlex.join(words)}: exit code {end.code}\n{said.getvalue()}") from None


# --- what the pages show -----------------------------------------------------------------------------------------


def pages() -> dict[str, str]:
    """Text of each page that shows what a snippet prints, by its path below docs/."""
    found = {}
    for path in sorted(DOCS.rglob("*.md")):
        text = path.read_text(encoding="utf-8")
        if any(block.shown for block in blocks(text)):
            found[path.relative_to(DOCS).as_posix()] = text
    return found


def played(text: str, folder: Path) -> dict[str, str]:
    """What the shown snippets of a page print, by their text."""
    session, found = Session(folder), {}
    for block in blocks(text):
        if block.slow and not block.shown:
            continue
        printed = session.play(block)
        if block.shown:
            found[block.text] = printed
    return found


def digest(texts: dict[str, str]) -> str:
    """Of the pages and of everything that what they print depends on."""
    made = hashlib.sha256(json.dumps(texts, sort_keys=True).encode())
    for folder in ("sim", "scenarios", "docs/_ext"):
        for path in sorted((ROOT / folder).rglob("*")):
            if path.suffix in (".py", ".toml", ".csv", ".parquet", ".json"):
                made.update(path.read_bytes())
    return made.hexdigest()[:16]


def main(out: Path) -> None:
    """Write what all pages show to a file of JSON: page, snippet, what it printed."""
    warnings.simplefilter("ignore")
    found = {}
    for page, text in pages().items():
        with tempfile.TemporaryDirectory() as folder:
            try:
                found[page] = played(text, Path(folder))
            except Exception as fault:
                raise SystemExit(f"{page}: {type(fault).__name__}: {fault}") from fault
    out.write_text(json.dumps(found), encoding="utf-8")


if __name__ == "__main__":
    sys.path.insert(0, str(ROOT))
    main(Path(sys.argv[1]))
