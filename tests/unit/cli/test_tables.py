"""Tables of every command at every width: words fold, columns go by name, rows become blocks; no number is cut."""

import fcntl
import io
import os
import re
import struct
import subprocess
import sys
import termios
from contextlib import suppress
from pathlib import Path
from unittest.mock import patch

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len
from rich.console import Console

import sim.cli.tables as tables
from sim.cli.progress import progress
from sim.cli.tables import Column, Table, console, print_table
from tests.unit.cli.shell import sma

SCENARIOS = Path(__file__).parents[3] / "scenarios"
WIDTHS = (40, 60, 80, 120)
NUMBER = re.compile(r"\S*\d\S*")


def printed(table: Table, width: int) -> str:
    out = console(width)
    with out.capture() as captured:
        print_table(out, table)
    return captured.get()


def left_out(text: str) -> set[str]:
    """Headings of the columns that a narrow table is told to do without."""
    found = re.search(r"Left out for want of width: (.*?)( \(see |\.$)", " ".join(text.split()))
    return set(found[1].split(", ")) if found else set()


def check(table: Table, width: int) -> None:
    """Every number of every cell stands whole on a line, but for columns that are named as left out."""
    text = printed(table, width)
    words = set(text.split())
    gone = left_out(text)
    spared = {column.heading for column in table.columns if column.spare}
    assert all(any(part in heading for heading in spared) for part in gone)
    for column, cells in zip(table.columns, zip(*table.rows, strict=True), strict=True):
        if column.spare and column.heading.split(", ")[0] in gone:
            continue
        for cell in cells:
            for number in NUMBER.findall(cell):
                assert any(number in word for word in words), (number, width)
    assert "…" not in text
    for line in text.splitlines():
        assert cell_len(line.rstrip()) <= width or len(line.split()) <= 2 or line.startswith("Left out"), line


NUMBERED = (Column("share", number=True), Column("95% interval", number=True))
SUMMARY = Table("Shares", (Column(""), *NUMBERED, Column("note", spare=True)))
SUMMARY.add("agreement by the horizon of the talks", "94.0%", "92.1 to 95.6%", "as recorded")


def test_a_wide_line_has_the_table_in_one_piece():
    assert printed(SUMMARY, 100).splitlines() == [
        "Shares",
        "                                       share   95% interval  note",
        "agreement by the horizon of the talks  94.0%  92.1 to 95.6%  as recorded",
        "",
    ]


def test_a_narrower_one_folds_words():
    assert printed(SUMMARY, 60).splitlines()[2:4] == [
        "agreement by the horizon   94.0%  92.1 to 95.6%  as recorded",
        "of the talks",
    ]


def test_then_columns_are_left_out_by_name():
    assert printed(SUMMARY, 40).splitlines()[1:] == [
        "                    share   95% interval",
        "agreement by the    94.0%  92.1 to 95.6%",
        "horizon of the",
        "talks",
        "Left out for want of width: note.",
        "",
    ]


def test_then_rows_become_blocks():
    assert printed(SUMMARY, 30).splitlines() == [
        "Shares",
        "agreement by the horizon of",
        "the talks",
        "  share         94.0%",
        "  95% interval  92.1 to 95.6%",
        "  note          as recorded",
        "",
    ]


def test_blocks_of_one_group_each_name_it():
    table = Table("Shares", (Column(""), Column(""), *NUMBERED), keys=2)
    for group, row in (("by the horizon", "agreed"), ("", "signed"), ("in the blank period", "lapse")):
        table.add(group, row, "94.0%", "92.1 to 95.6%")
    named = [line for line in printed(table, 20).splitlines() if not line.startswith("  ")]
    assert named == [
        "Shares", "by the horizon,", "agreed", "by the horizon,", "signed", "in the blank period,", "lapse", "",
    ]  # fmt: skip


def test_brackets_are_no_markup_and_wide_letters_count_twice():
    table = Table("[bold]x[/no]", (Column(""), Column("n", number=True)))
    table.add("[what if] 방위비분담특별협정", "1,234.5")
    assert printed(table, 60).splitlines()[:3] == [
        "[bold]x[/no]",
        "                                    n",
        "[what if] 방위비분담특별협정  1,234.5",
    ]


def test_a_row_of_another_length_is_refused():
    with pytest.raises(ValueError, match="2 cells for 4 columns"):
        SUMMARY.add("a", "b")


CELLS = st.text(alphabet="abc 회[]\n", max_size=40)
NUMBERS = st.one_of(
    st.just(""), st.floats(-1e12, 1e12).map("{:,.3f}".format), st.integers(0, 99999).map("{0} to {0}.5%".format)
)


@st.composite
def any_table(draw):
    kinds = draw(st.lists(st.booleans(), min_size=1, max_size=7))
    made = [Column(f"h{place}", number=kind, spare=draw(st.booleans())) for place, kind in enumerate(kinds)]
    table = Table("t", [Column("row"), *made])
    for _ in range(draw(st.integers(1, 4))):
        table.add(draw(CELLS), *(draw(NUMBERS if kind else CELLS) for kind in kinds))
    return table


@given(any_table(), st.integers(20, 130))
def test_no_number_of_any_table_is_cut(table, width):
    check(table, width)


# --- the tables of the commands -------------------------------------------------------------------------------------

SMA11, SMA10 = SCENARIOS / "sma11.toml", SCENARIOS / "sma10.toml"
COMMANDS = {
    "run": ("run", SMA11, "--replicates", 60, "--seed", 1, "--no-figures"),
    "compare": ("compare", SMA11, "--against", "parameters.habit=0.2", "--replicates", 60, "--no-figures"),
    "ablate": ("ablate", SMA11, "--replicates", 4, "--group", "a=waiting", "--no-figures"),
    "trace": ("trace", SMA11, "--seed", 1, "--no-figure"),
    "diff": ("diff", SMA11, SMA10),
    "fit": ("fit", "opinion", "--scenario", SMA11),
}  # fmt: skip


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    """Every table that the commands print."""
    kept: dict[str, list[Table]] = {}
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(tmp_path_factory.mktemp("commands"))
        for name, arguments in COMMANDS.items():
            kept[name] = []
            for module in ("summary_table", "compare_tables", "fit_tables"):
                patch.setattr(f"sim.cli.{module}.print_table", lambda out, table, name=name: kept[name].append(table))
            patch.setattr(tables, "print_table", lambda out, table, name=name: kept[name].append(table))
            assert sma(*arguments) == 0
    return kept


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("name", COMMANDS)
def test_no_number_of_a_command_is_cut(made, name, width):
    assert made[name]
    for table in made[name]:
        check(table, width)


@pytest.mark.parametrize("width", WIDTHS)
def test_a_share_stands_whole_on_a_terminal(width, tmp_path):
    """At 80 columns a share of 94.0% was printed as `9…`."""
    text = on_terminal(width, tmp_path, *COMMANDS["run"])
    assert re.search(r"agreement\s+(share\s+)?\d+\.\d%", text)
    assert "…" not in text
    lines = [line.rstrip() for line in text.splitlines()]
    assert max(map(cell_len, lines)) <= width


def on_terminal(width: int, folder: Path, *arguments: object) -> str:
    """What a command prints on a terminal of so many columns, without colours."""
    master, slave = os.openpty()
    fcntl.ioctl(slave, termios.TIOCSWINSZ, struct.pack("HHHH", 50, width, 0, 0))
    without = {name: value for name, value in os.environ.items() if name not in ("COLUMNS", "LINES")}
    environment = {**without, "TERM": "xterm", "NO_COLOR": "1", "PYTHONPATH": str(SCENARIOS.parent)}
    command = [sys.executable, "-m", "sim", *map(str, arguments)]
    process = subprocess.Popen(command, stdout=slave, stderr=subprocess.DEVNULL, cwd=folder, env=environment)
    os.close(slave)
    content = b""
    with suppress(OSError):  # the other end is closed when the command has ended
        while part := os.read(master, 65536):
            content += part
    os.close(master)
    assert process.wait(timeout=100) == 0
    return re.sub(r"\x1b\[[0-9;]*m", "", content.decode())


@pytest.mark.parametrize("width", WIDTHS)
def test_no_number_of_the_bar_is_cut(width):
    shown = io.StringIO()
    made = Console(file=shown, width=width, force_terminal=True, color_system=None)
    with patch("sim.cli.progress.Console", lambda **_: made), progress("sma11_hardliner_reelected") as report:
        report(0, 1_000_000)
        report(123_456, 1_000_000)
    assert "123456/1000000" in shown.getvalue()
