"""Texts for a page of Markdown that read as they were written, whatever marks stand in them."""

from __future__ import annotations

import re

_MARKS = re.compile(r"[\\`*\[\]<>|~$&{}]|(?<![^\W_])_|_(?![^\W_])")  # within a word "_" marks nothing
# Of a line: a heading, a list, a rule or a line under a heading.
_BEGINNING = re.compile(r"^(?:[#=]|[+-](?=[\s-]|$)|\d+(?=[.)](?:\s|$)))")


def plain(text: str) -> str:
    r"""A text in which Markdown sees no marks, in one line; good for headings, paragraphs and cells of tables.

    >>> print(plain("From $5bn (50% cut) to $2.5bn: *a* _b_ |c| <i> sma11_quiet"))
    From \$5bn (50% cut) to \$2.5bn: \*a\* \_b\_ \|c\| \<i\> sma11_quiet
    >>> print(plain("1. first"), plain("# none"), plain("+5.2%"), plain("6.04"))
    1\. first \# none +5.2% 6.04
    """
    line = _MARKS.sub(lambda found: "\\" + found[0], " ".join(text.split()))
    return _BEGINNING.sub(lambda found: f"{found[0]}\\" if found[0].isdigit() else f"\\{found[0]}", line)


def code(text: str) -> str:
    """A text as code, between as many backticks as it takes.

    >>> print(code("sma validate"), code("a `b` c"))
    `sma validate` `` a `b` c ``
    """
    runs = [len(run) for run in re.findall("`+", text)]
    fence = "`" * (max(runs, default=0) + 1)
    return f"{fence} {text} {fence}" if runs else f"{fence}{text}{fence}"
