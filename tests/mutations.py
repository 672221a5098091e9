"""Files damaged at random: bytes flipped, pieces cut, tokens exchanged for others."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

import numpy as np

from sim.errors import SimError

TOKEN = re.compile(rb'"[^"\n]*"|[A-Za-z_][A-Za-z0-9_.]*|-?[0-9][0-9.:T-]*|[^\sA-Za-z0-9]')
STRANGE = (
    b"[", b"]", b"[[", b"{}", b"[]", b'""', b'"x"', b"'", b'"""', b"=", b".", b",", b"#", b"\\", b"\n", b"\0", b"\xff",
    b"\xc3\xa9", b"0", b"-1", b"1e400", b"nan", b"inf", b"9" * 40, b"true", b"2019-02-30", b"2019-12-31", b"0001-01-01",
    b"10:00:00", b"[1, 2]", b"{ a = 1 }", b'"a=b"', b'"category"', b'"integer"', b'"date"', b'"switch"', b'"sobol"',
    b'"csv"', b'"list"', b'"morris"', b'"latin_hypercube"', b'"priors"', b'"all"', b"points = 4", b"levels = 3",
    b"range = [0, 1]", b"1e308",
)  # fmt: skip


def mutated(content: bytes, rng: np.random.Generator) -> bytes:
    """The content after one to four changes of a random kind at random places."""
    for _ in range(rng.integers(1, 5)):
        content = KINDS[rng.integers(len(KINDS))](content, rng)
    return content


def mutations(content: bytes, count: int, seed: int) -> Iterator[bytes]:
    """So many damaged copies of the content, the same for the same seed."""
    for number in range(count):
        yield mutated(content, np.random.default_rng([seed, number]))


def escapes(load: Callable[[], object]) -> bool:
    """Whether anything but an error of this package comes out of a load."""
    try:
        load()
    except SimError:
        return False
    except Exception:
        return True
    return False


def _flip(content: bytes, rng: np.random.Generator) -> bytes:
    if not content:
        return content
    at = int(rng.integers(len(content)))
    return content[:at] + bytes([content[at] ^ 1 << int(rng.integers(8))]) + content[at + 1 :]


def _cut(content: bytes, rng: np.random.Generator) -> bytes:
    first, last = sorted(int(each) for each in rng.integers(len(content) + 1, size=2))
    last = min(last, first + 30) if rng.random() < 0.9 else last
    return content[:first] + content[last:]


def _insert(content: bytes, rng: np.random.Generator) -> bytes:
    at = int(rng.integers(len(content) + 1))
    return content[:at] + STRANGE[rng.integers(len(STRANGE))] + content[at:]


def _replace_token(content: bytes, rng: np.random.Generator) -> bytes:
    tokens = list(TOKEN.finditer(content))
    if not tokens:
        return content
    one = tokens[rng.integers(len(tokens))]
    other = STRANGE[rng.integers(len(STRANGE))]
    if rng.random() < 0.5:
        other = tokens[rng.integers(len(tokens))].group()
    return content[: one.start()] + other + content[one.end() :]


def _swap_tokens(content: bytes, rng: np.random.Generator) -> bytes:
    tokens = list(TOKEN.finditer(content))
    if len(tokens) < 2:
        return content
    first, last = (tokens[int(each)] for each in sorted(rng.choice(len(tokens), size=2, replace=False)))
    between = content[first.end() : last.start()]
    return content[: first.start()] + last.group() + between + first.group() + content[last.end() :]


def _swap_lines(content: bytes, rng: np.random.Generator) -> bytes:
    lines = content.split(b"\n")
    first, last = rng.integers(len(lines), size=2)
    lines[first], lines[last] = lines[last], lines[first]
    return b"\n".join(lines)


KINDS = (_flip, _cut, _insert, _replace_token, _replace_token, _swap_tokens, _swap_lines)
