"""One TOML file: its bytes read within limits, its values, and the place of each of them."""

from __future__ import annotations

import difflib
import os
import re
import stat
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NoReturn

import tomli

from sim.scenario.problems import Place, Problem, ScenarioProblems, quoted
from sim.scenario.shipped import is_name, shipped_files
from sim.scenario.toml_positions import DEEPEST, Marks, Source, first_deeper_than, positions

LARGEST = 256 * 1024  # bytes; a full scenario takes about 40 KB
MOST_VALUES = 10_000  # values, tables and arrays; a full scenario holds about 2,000

# What to do about a fault of syntax, by the start of what the TOML reader says.
_REMEDIES = (
    (
        "Invalid value",
        "Text stands in quotes, numbers use a point (0.5), true and false are small, dates are 2019-12-31",
    ),
    ("Invalid statement", "A line is `key = value`, `[table]`, `[[array of tables]]` or a # comment"),
    ("Expected newline", "Begin the next key on a new line; a number, date or true needs no unit or mark behind it"),
    ("Expected '='", "Write `key = value`; a key with spaces needs quotes"),
    ("Expected ']", "Close the header on its own line: `[table]` or `[[array of tables]]`"),
    ("Invalid initial character", "A key is made of letters, digits, _ and -, or stands in quotes"),
    ("Cannot declare", "Each [table] may stand once in a file: join the two"),
    ("Cannot overwrite", "The key has been set before in this file: remove one of the two"),
    ("Cannot mutate", "A table or array written in one piece cannot be added to further down: join the two"),
    ("Cannot redefine", "The table has been written before in this file: join the two"),
    ("Duplicate inline table key", "The key stands twice between the braces: remove one of the two"),
    ("Unclosed array", "Close the array with ] and part its items by commas"),
    ("Unclosed inline table", "Close the table with } and part its items by commas"),
    ("Unterminated string", "Close the text with the quotes it began with"),
    ('Expected \'"""\'', "Close the text with the three quotes it began with"),
    ("Expected", "Close the text with the quotes it began with"),
    ("Unescaped", "Write a backslash as \\\\ or put the text in single quotes"),
    ("Escaped character", "Write the character itself"),
    ("Invalid hex", "Write the character itself, or \\u and four digits"),
    (
        "Illegal character",
        "Remove it, or close the text with quotes on the same line; long text stands in three quotes",
    ),
    ("Found invalid character", "Remove it"),
    ("Invalid date", "Write a day that exists as 2019-12-31"),
)


@dataclass(frozen=True)
class TomlFile:
    """Values of one file and where they stand."""

    path: Path
    source: Source
    data: dict[str, Any]
    marks: Marks


def read_toml(path: Path, shown: str, asked_at: Place | None = None, asked_by: str = "") -> TomlFile:
    """Values and places of a TOML file.

    Parameters
    ----------
    path : the file
    shown : its name in messages
    asked_at : place of the `extends` that names it, where it is not the file a person gave
    asked_by : dotted path of that place

    Raises
    ------
    ScenarioProblems : the file cannot be read, is too large, is no UTF-8 or no TOML
    """
    try:
        content = _read(path, shown)
    except _Unreadable as fault:
        raise ScenarioProblems([Problem(asked_at or Place(shown), asked_by, str(fault))]) from None
    return parse_toml(Source(shown, content), path)


def parse_toml(source: Source, path: Path) -> TomlFile:
    """Values and places of the bytes of a TOML file."""
    text = _decode(source)
    try:
        data = tomli.loads(text)
    except tomli.TOMLDecodeError as fault:
        _fail(*_syntax(source.file, fault))
    except RecursionError:
        _fail(first_deeper_than(source, DEEPEST), _too_deep())
    except ValueError:  # Python refuses to read whole numbers of thousands of digits
        digits = re.search(rb"[0-9][0-9_]{4000,}", source.content)
        _fail(source.place_of_byte(digits.start() if digits else 0), "a number of thousands of digits. Shorten it")
    depth, count = _extent(data)
    if count > MOST_VALUES:
        _fail(
            Place(source.file, 1, 1),
            f"{count} values, more than the {MOST_VALUES} a scenario file may hold. Shorten it",
        )
    if depth > DEEPEST:
        _fail(first_deeper_than(source, DEEPEST), _too_deep())
    if not data:
        _fail(
            Place(source.file, 1, 1),
            'the file holds no key. Begin with `extends = "base.toml"` or the scenario\'s name',
        )
    return TomlFile(path, source, data, positions(source))


class _Unreadable(Exception):
    """The bytes of a file cannot be had; the text says why and what to do."""


def _read(path: Path, shown: str) -> bytes:
    try:
        kind = os.stat(path)
        if stat.S_ISDIR(kind.st_mode):
            if (path / "manifest.json").is_file():
                raise _Unreadable(
                    f"{quoted(shown)} is a folder of results. Name the file they were made from, which its"
                    " manifest.json tells"
                )
            raise _Unreadable(f"{quoted(shown)} is a folder. Name a .toml file in it")
        if not stat.S_ISREG(kind.st_mode):
            raise _Unreadable(f"{quoted(shown)} is no regular file. Save the scenario as a .toml file")
        with path.open("rb") as stream:
            content = stream.read(LARGEST + 1)
    except FileNotFoundError:
        raise _Unreadable(
            f"there is no file {quoted(shown)}.{_shipped(path) or _neighbour(path)} Give the path of a .toml file, or"
            " the name of a shipped one (`sma list`)"
        ) from None
    except NotADirectoryError:
        raise _Unreadable(f"{quoted(shown)} leads through a file as if it were a folder. Mend the path") from None
    except PermissionError:
        raise _Unreadable(f"{quoted(shown)} may not be read. Allow reading it (chmod u+r)") from None
    except (OSError, ValueError) as fault:  # ValueError: a NUL in the name
        reason = fault.strerror if isinstance(fault, OSError) and fault.strerror else str(fault)
        raise _Unreadable(f"{quoted(shown)} cannot be read: {reason}. Give the path of a .toml file") from None
    if len(content) > LARGEST:
        raise _Unreadable(
            f"{quoted(shown)} is larger than {LARGEST // 1024} KiB, the most a scenario file may hold."
            " Shorten it, or share parts by `extends`"
        )
    return content


def _shipped(path: Path) -> str:
    """Sentence naming a shipped file of nearly the same name; only where a name may have been meant."""
    if path.suffix not in ("", ".toml"):
        return ""
    near = difflib.get_close_matches(path.stem, shipped_files(), n=1, cutoff=0.6)
    exact = near == [path.stem]
    bare = is_name(path) or path.parent == Path()
    return f" Did you mean {quoted(near[0])}, which comes with the program?" if near and (exact or bare) else ""


def _neighbour(path: Path) -> str:
    """Sentence naming a file in the same folder with nearly the same name."""
    try:
        names = [entry.name for entry in os.scandir(path.parent) if entry.name.endswith(".toml")]
    except (OSError, ValueError):
        return f" Nor is there a folder {quoted(str(path.parent))}."
    near = difflib.get_close_matches(path.name, names, n=1, cutoff=0.6)
    return f" Did you mean {quoted(near[0])}?" if near else ""


def _decode(source: Source) -> str:
    content = source.content
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        _fail(Place(source.file, 1, 1), "the file is UTF-16. Save it as UTF-8")
    if content.startswith(b"\xef\xbb\xbf"):
        _fail(Place(source.file, 1, 1), "the file begins with a byte-order mark. Save it as UTF-8 without BOM")
    if b"\0" in content:
        _fail(source.place_of_byte(content.index(b"\0")), "found a NUL byte. Save the file as plain text in UTF-8")
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError as fault:
        byte = content[fault.start]
        _fail(source.place_of_byte(fault.start), f"byte 0x{byte:02x} is no UTF-8. Save the file as UTF-8")


def _syntax(file: str, fault: tomli.TOMLDecodeError) -> tuple[Place, str]:
    """Place of a fault of syntax; what the TOML reader says, the text it stopped at, and what to do."""
    column, rest = fault.colno, fault.doc[fault.pos :].split("\n", 1)[0].strip()
    if fault.msg.startswith(("Cannot", "Duplicate")):  # a whole line is at fault, and the reader stands at its end
        line = fault.doc[: fault.pos].rpartition("\n")[2]
        column, rest = len(line) - len(line.lstrip()) + 1, line.strip()
    found = f", found {quoted(rest, 40)}" if rest else ", found the end of the line"
    what = fault.msg[0].lower() + fault.msg[1:]
    remedy = next((remedy for start, remedy in _REMEDIES if fault.msg.startswith(start)), "Mend the line")
    return Place(file, fault.lineno, column), f"{quoted(what, 90)[1:-1]}{found}. {remedy}"


def _too_deep() -> str:
    return f"tables or arrays are nested more than {DEEPEST} deep; a scenario needs six. Write them flatter"


def _extent(data: Any) -> tuple[int, int]:
    """Levels of tables and arrays, and the values in all of them, counted without recursion."""
    depth, count, level = 0, 0, [data]
    while level:
        depth += 1
        items = [item for outer in level for item in (outer.values() if isinstance(outer, dict) else outer)]
        count += len(items)
        level = [item for item in items if isinstance(item, dict | list)]
    return depth, count


def _fail(place: Place, message: str) -> NoReturn:
    raise ScenarioProblems([Problem(place, "", message)])
