"""Tables for a terminal of any width, in which no number is ever cut.

What does not fit is folded between words; where folding is not enough, columns that may be spared are left out by
name; where that is not enough either, each row becomes a block of lines.
"""

from __future__ import annotations

import shutil
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from rich.cells import cell_len
from rich.console import Console
from rich.table import Table as Drawn
from rich.text import Text

GAP = 2  # blanks between columns
READABLE = (16, 11)  # letters below which a column of words is not folded: better, and rather than part with the table


@dataclass(frozen=True)
class Column:
    """A column: numbers stand to the right and are not folded, words to the left and are.

    Attributes
    ----------
    spare : whether the column may be left out where the line is narrow
    """

    heading: str
    number: bool = False
    spare: bool = False


@dataclass
class Table:
    """What is to be printed.

    Attributes
    ----------
    keys : how many of the first columns say what a row is of
    whole : what holds the columns which may be spared, such as the name of a file
    lined : whether a line is left between rows, for cells of several lines
    """

    title: str
    columns: Sequence[Column]
    keys: int = 1
    whole: str = ""
    lined: bool = False
    rows: list[tuple[str, ...]] = field(default_factory=list)
    dim: set[int] = field(default_factory=set)

    def add(self, *cells: str, dim: bool = False) -> None:
        """Add a row; a dim one is printed faintly."""
        if len(cells) != len(self.columns):
            raise ValueError(f"{len(cells)} cells for {len(self.columns)} columns")
        if dim:
            self.dim.add(len(self.rows))
        self.rows.append(cells)


def console(width: int) -> Console:
    """Console on standard output as wide as its terminal, or `width` where it is none; brackets are no markup."""
    made = Console(highlight=False, markup=False, emoji=False)
    made.width = line_width(width)
    return made


def line_width(width: int) -> int:
    """Letters a line of the terminal, or `width` where standard output is none."""
    return shutil.get_terminal_size((width, 0)).columns if sys.stdout.isatty() else width


def say(out: Console, text: str, style: str = "") -> None:
    """Print a paragraph: folded between words on a terminal, in one line elsewhere."""
    out.print(Text(text, style=style), soft_wrap=not out.is_terminal)


def print_table(out: Console, table: Table) -> None:
    """Print a table in the first of its forms that fits, and an empty line."""
    for line in _folded(table.title, out.width, "", ""):
        out.print(Text(line, style="bold"), soft_wrap=True)
    layout = _fitting(table, out.width)
    if layout is None:
        for line, style in _blocks(table, out.width):
            out.print(Text(line, style=style), soft_wrap=True)
    else:
        shown, widths = layout
        for parts in out.render_lines(_drawn(table, shown, widths), pad=False):
            made = Text.assemble(*((part.text, part.style or "") for part in parts))
            made.rstrip()
            out.print(made, soft_wrap=True)
        left_out = [column.heading for index, column in enumerate(table.columns) if index not in shown]
        if left_out:
            where = f" (see {table.whole})" if table.whole else ""
            say(out, f"Left out for want of width: {', '.join(left_out)}{where}.", "dim")
    out.print()


def _fitting(table: Table, width: int) -> tuple[list[int], list[int]] | None:
    """Places and widths of as many columns as fit; None where even those that cannot be spared do not."""
    for readable in READABLE:
        shown = list(range(len(table.columns)))
        spare = [index for index in shown if table.columns[index].spare]
        while True:
            least = [_narrowest(table, index, readable) for index in shown]
            room = width - GAP * (len(shown) - 1)
            if sum(least) <= room:
                return shown, _shared(least, [_widest(table, index) for index in shown], room)
            if not spare:
                break
            shown.remove(spare.pop())
    return None


def _cells(table: Table, index: int) -> Iterator[str]:
    return (line for row in table.rows for line in row[index].split("\n"))


def _widest(table: Table, index: int) -> int:
    """Letters of the longest line in a column, its heading among them."""
    return max(map(cell_len, (*_cells(table, index), *table.columns[index].heading.split("\n"))), default=0)


def _narrowest(table: Table, index: int, readable: int) -> int:
    """Letters a column needs: of numbers the longest, of words the longest word, and enough to be read."""
    heading = max(map(cell_len, table.columns[index].heading.split()), default=0)
    if table.columns[index].number:
        return max((heading, *map(cell_len, _cells(table, index))))
    longest = max((cell_len(word) for line in _cells(table, index) for word in line.split()), default=0)
    return max(heading, longest, min(readable, _widest(table, index)))


def _drawn(table: Table, shown: Sequence[int], widths: Sequence[int]) -> Drawn:
    """The table with columns of these widths."""
    drawn = Drawn(box=None, pad_edge=False, show_header=any(each.heading for each in table.columns))
    for index, size in zip(shown, widths, strict=True):
        column = table.columns[index]
        drawn.add_column(
            Text(column.heading), justify="right" if column.number else "left", overflow="fold", width=size,
        )  # fmt: skip
    for number, row in enumerate(table.rows):
        drawn.add_row(*(Text(row[index]) for index in shown), style="dim" if number in table.dim else None)
        if table.lined and number < len(table.rows) - 1:
            drawn.add_row()
    return drawn


def _shared(least: Sequence[int], most: Sequence[int], width: int) -> list[int]:
    """Width of each column: what it needs, and of what is left over as much as it can use, the smallest wish first."""
    widths = list(least)
    left = width - sum(least)
    wishing = sorted(range(len(widths)), key=lambda index: most[index] - least[index])
    for done, index in enumerate(wishing):
        more = min(most[index] - least[index], left // (len(wishing) - done))
        widths[index] += more
        left -= more
    return widths


def _blocks(table: Table, width: int) -> Iterator[tuple[str, str]]:
    """Lines of the rows as blocks, with the style of each; an empty cell is left out."""
    headings = [" ".join(column.heading.split()) for column in table.columns]
    longest = max(map(cell_len, headings[table.keys :]), default=0)
    indent = 2 + min(longest, width // 2) + GAP
    above: list[str] = []
    for number, row in enumerate(table.rows):
        style = "dim" if number in table.dim else ""
        named = list(row[: table.keys])
        if named[-1]:  # what stands once for several rows of a table is said in the block of each
            named = [cell or before for cell, before in zip(named, above or named, strict=True)]
            above = named
        keys = zip(table.columns[: table.keys], named, strict=True)
        name = ", ".join(f"{each.heading} {cell}" if each.number else cell for each, cell in keys if cell)
        for line in _folded(name, width, "", ""):
            yield line, style
        for heading, cell in zip(headings[table.keys :], row[table.keys :], strict=True):
            first = f"  {heading}{' ' * max(indent - 2 - cell_len(heading), GAP)}"
            for line in _folded(cell, width, first, " " * indent):
                yield line, style


def _folded(text: str, width: int, first: str, indent: str) -> Iterator[str]:
    """Lines of a text folded between words; a word longer than a line stays whole."""
    line, empty = first, True
    for part in text.split("\n"):
        for word in part.split():
            if not empty and cell_len(f"{line} {word}") > width:  # letters may be two cells wide
                yield line
                line, empty = indent, True
            line, empty = f"{line}{word}" if empty else f"{line} {word}", False
        if not empty:
            yield line
            line, empty = indent, True
