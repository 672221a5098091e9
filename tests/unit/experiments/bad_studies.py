"""Bad study files by class: what stands in the file, and the message that must name it with its place and remedy."""

# ruff: noqa: E501 (one fault a line)
from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

from sim.experiments.plan import plan_sweep
from tests.mutations import mutations

ROOT = Path(__file__).parents[3]
SCENARIO = f"{ROOT}/scenarios/sma11.toml"
HEAD = f"""\
name = "study"
title = "A study"
scenario = "{SCENARIO}"
design = "grid"
replicates = 10
"""
FACTOR = """
[[factors]]
name = "patience"
path = "parameters.discount_host"
values = [0.1, 0.2]
"""
GOOD = HEAD + FACTOR
SINCE = """
[[factors]]
name = "since"
path = "successions.0.beliefs.0.since"
kind = "date"
values = [2018-01-01, 2018-02-01]
"""
# A file of points beside the study, which each row on CSV files damages in its own way.
TABLE = HEAD.replace("grid", "csv") + 'csv = "p.csv"\n' + FACTOR.replace("values = [0.1, 0.2]", "")
POINTS = "patience\n0.1\n0.2\n"
VALUES = "values = [0.1, 0.2]"

# Class, the study, and a pattern of the message.


def _other(path: str, name: str = "other") -> str:
    """A factor of a path, for a study with two of them."""
    return FACTOR.replace("patience", name).replace("parameters.discount_host", path)


BAD: tuple[tuple[str, str | bytes, str], ...] = (
    # bytes and size
    ("another encoding", GOOD.encode("utf-16"), "study.toml:1:1: the file is UTF-16. Save it as UTF-8"),
    ("byte-order mark", b"\xef\xbb\xbf" + GOOD.encode(), "study.toml:1:1: .*byte-order mark. Save it as UTF-8 without BOM"),
    ("no UTF-8", GOOD.encode().replace(b"A study", b"A st\xfcdy"), "study.toml:2:14: byte 0xfc is no UTF-8. Save the file as UTF-8"),
    ("a NUL byte", GOOD.encode().replace(b"A study", b"A \0"), "study.toml:2:12: found a NUL byte. Save the file as plain text"),
    ("too large", GOOD + "#" * 300_000, "is larger than 256 KiB.* Shorten it"),
    ("too many values", GOOD.replace("0.2]", ", ".join(["0.2"] * 10_001) + "]"), "study.toml:1:1: .*more than the 10000 .* Shorten it"),
    ("nested too deep", HEAD + "factors = " + "[" * 30 + "]" * 30, "study.toml:6:.*nested more than 24 deep.* Write them flatter"),
    ("empty", "", "study.toml:1:1: the file holds no key"),
    # syntax
    ("no TOML", "nonsense", "study.toml:1:9: expected '='"),
    ("text without quotes", GOOD.replace('"A study"', "A study"), "study.toml:2:9: invalid value.*Text stands in quotes"),
    ("text not closed", GOOD.replace('"A study"', '"A study'), "study.toml:2:17: .*close the text with quotes"),
    ("a key twice", GOOD.replace("design", "replicates = 3\ndesign"), "study.toml:6:1: cannot overwrite a value.*remove one of the two"),
    ("array not closed", GOOD.replace("0.2]", "0.2"), "study.toml:11:1: unclosed array.*Close the array"),
    ("control character", GOOD.replace("A study", "A\x07study"), "study.toml:2:11: illegal character"),
    # keys
    ("a key missing", GOOD.replace('title = "A study"', ""), "title: the key 'title' is missing .*Add it"),
    ("a key of a factor missing", HEAD + FACTOR.replace('name = "patience"', ""), "study.toml:7:3: factors.0: the key 'name' is missing .*Add it"),
    ("an unknown key", HEAD + "replicate = 3\n" + FACTOR, "study.toml:6:1: replicate: unknown key 'replicate'. Did you mean 'replicates'"),
    ("an unknown key of a factor", HEAD + FACTOR.replace("path =", "pfad ="), "study.toml:9:1: factors.0.pfad: unknown key 'pfad'"),
    ("no factors", HEAD, "the key 'factors' is missing"),
    # types
    ("number for text", GOOD.replace('"A study"', "7"), "study.toml:2:9: title: found the whole number 7; text is needed"),
    ("text for a number", GOOD.replace("= 10", '= "10"'), 'study.toml:5:14: replicates: found the text "10"; a whole number is needed'),
    ("fraction for a whole number", GOOD.replace("= 10", "= 10.5"), "study.toml:5:14: replicates: found the number 10.5; a whole number is needed"),
    ("number for a switch", HEAD + "common_random_numbers = 1\n" + FACTOR, "study.toml:6:25: common_random_numbers: found the whole number 1; true or false"),
    ("number in a list of texts", HEAD + "outputs = [3]\n" + FACTOR, "study.toml:6:12: outputs.0: found the whole number 3; text is needed. Correct it"),
    ("text for a list", HEAD + 'set = "a.b=1"\n' + FACTOR, 'study.toml:6:7: set: found the text "a.b=1"; an array is needed'),
    ("number for a factor", HEAD + "factors = [3]\n", "study.toml:6:12: factors.0: found the whole number 3; a table is needed"),
    ("text for factors", HEAD + 'factors = "prior"\n', 'factors: found the text "prior"; an array is needed'),
    ("a value of another kind", GOOD.replace("0.2]", '"0.2"]'), 'study.toml:10:16: factors.0.values.1: found the text "0.2"; a factor of kind real needs numbers'),
    ("a list as a value", GOOD.replace("0.2]", "[0.2]]"), "study.toml:10:16: factors.0.values.1: found an array of 1; a factor of kind real needs numbers"),
    ("text in a range", GOOD.replace(VALUES, 'range = ["a", "b"]\nlevels = 3'), 'study.toml:10:10: factors.0.range.0: found the text "a"'),
    # numbers
    ("too small", GOOD.replace("= 10", "= 0"), "study.toml:5:14: replicates: found the whole number 0; 1 to"),
    ("too large a number", GOOD.replace("= 10", "= 10_000_000_000"), "study.toml:5:14: replicates: found the whole number 10000000000; 1 to"),
    ("a negative seed", HEAD + "seed = -1\n" + FACTOR, "study.toml:6:8: seed: found the whole number -1; 0 to"),
    ("thousands of digits", GOOD.replace("= 10", "= " + "9" * 5000), "study.toml:5:14: a number of thousands of digits. Shorten it"),
    ("not finite", GOOD.replace("0.2]", "nan]"), "study.toml:10:16: factors.0.values.1: found nan"),
    ("beyond all numbers", GOOD.replace("0.2]", "1e400]"), "study.toml:10:16: factors.0.values.1: found .*Change the value"),
    ("too many levels", GOOD.replace(VALUES, "range = [0.1, 0.2]\nlevels = 10_001"), "study.toml:11:10: factors.0.levels: found the whole number 10001; 2 to 10000"),
    ("a range of one end", GOOD.replace(VALUES, "range = [0.1]\nlevels = 3"), "study.toml:10:9: factors.0.range: found an array of 1; two are needed"),
    ("a range backwards", GOOD.replace(VALUES, "range = [0.2, 0.1]\nlevels = 3"), "study.toml:10:9: factors.0.range: the range is empty or runs backwards"),
    ("a range too wide", GOOD.replace(VALUES, "range = [-1.7e308, 1.7e308]\nlevels = 3"), "study.toml:10:9: factors.0.range: the range is wider than numbers go"),
    ("no number of points", GOOD.replace("grid", "sobol"), "points: the design sobol needs the number of base samples"),
    ("points no power of 2", HEAD.replace("grid", "sobol") + "points = 100\n" + FACTOR, "found 100; a Sobol' design needs a power of 2. Write 128"),
    ("too many points", HEAD + "".join(FACTOR.replace("patience", n).replace("discount_host", p).replace(VALUES, "range = [0.1, 0.2]\nlevels = 10_000") for n, p in (("a", "discount_host"), ("b", "discount_guest"))), "study.toml:4:10: design: 100,000,000 points; 1,000,000 are allowed"),
    ("too many negotiations", GOOD.replace("= 10", "= 2_000_000_000").replace(VALUES, "range = [0.1, 0.2]\nlevels = 60"), "study.toml:5:14: replicates: 120,000,000,000 negotiations; 100,000,000,000 are allowed"),
    # dates
    ("a day that does not exist", HEAD + SINCE.replace("2018-02-01", "2018-02-30"), "study.toml:11:23: .*Write a day that exists"),
    ("a date with a time", HEAD + SINCE.replace("2018-02-01", "2018-02-01T10:00:00"), "study.toml:11:23: factors.0.values.1: found the date with a time .*needs dates as 2019-12-31"),
    ("a date as text", HEAD + SINCE.replace("2018-02-01", '"2018-02-01"'), 'study.toml:11:23: factors.0.values.1: found the text "2018-02-01"; a factor of kind date needs dates'),
    ("a date out of range", HEAD + SINCE.replace("2018-02-01", "0018-02-01"), "study.toml:11:23: factors.0.values.1: found the date 0018-02-01; a factor of kind date needs dates as 2019-12-31, from 1950-01-01 to 2100-12-31"),
    ("dates before the talks", HEAD + SINCE, "study.toml:7:3: factors.0: .*2018-01-01 and 2018-02-01 come to the same numbers"),
    # names
    ("a name that is a path", GOOD.replace('"study"', '"../b"'), "study.toml:1:8: name: found '../b'.*Use letters"),
    ("a name too long", GOOD.replace('"study"', '"' + "a" * 65 + '"'), "study.toml:1:8: name: found 'aaa.*Use letters"),
    ("a factor's name", HEAD + FACTOR.replace('"patience"', '"Patience 1"'), "found 'Patience 1'; a column is named by it. Use small letters"),
    ("a factor named as a column", HEAD + FACTOR.replace('"patience"', '"rise"'), "'rise' is taken by another column. Choose another"),
    ("two factors of one name", HEAD + FACTOR + FACTOR, "another factor is named 'patience'"),
    ("an unknown design", GOOD.replace("grid", "girl"), 'study.toml:4:10: design: found the text "girl"; one of "grid", "list".* is needed. Known: csv, grid'),
    ("an unknown kind", GOOD + 'kind = "number"\n', 'study.toml:11:8: factors.0.kind: found the text "number"; one of "real"'),
    ("an unknown output", HEAD + 'outputs = ["rise", "blank"]\n' + FACTOR, "study.toml:6:20: outputs.1: 'blank' is no column of the outcomes"),
    ("an output twice", HEAD + 'outputs = ["rise", "rise"]\n' + FACTOR, "outputs.1: 'rise' stands twice. Remove one"),
    ("no outputs", HEAD + "outputs = []\n" + FACTOR, "outputs: found an empty array. Name columns"),
    # meaning
    ("points in a grid", HEAD + "points = 3\n" + FACTOR, "points: the design grid gives the number of points itself. Remove"),
    ("an empty list of factors", HEAD + "factors = []\n", "no factor is given. Add"),
    ("left out without priors", HEAD + 'leave_out = ["habit"]\n' + FACTOR, 'this goes with factors = "priors" alone. Remove'),
    ("an unknown parameter left out", HEAD + 'factors = "priors"\nleave_out = ["habi"]\n', "^study.toml:7:14: leave_out.0: 'habi' is no parameter. Did you mean 'habit'"),
    ("a table left out", HEAD + 'factors = "priors"\nleave_out = [{ a = 1 }]\n', "study.toml:7:14: leave_out.0: found a table; text is needed. Correct it"),
    ("a text left out", HEAD + 'factors = "priors"\nleave_out = "habit"\n', 'study.toml:7:13: leave_out: found the text "habit"; an array is needed'),
    ("a path and paths", GOOD + 'paths = ["parameters.habit"]\n', "a path or a list of paths is needed, and not both. Write"),
    ("a title of two lines", GOOD.replace("A study", "A\\nstudy"), "^study.toml:2:9: title: the text has more than one line; .*Write it on one line"),
    ("a title that colours the terminal", GOOD.replace("A study", "A \\u001b[31mstudy"), "^study.toml:2:9: title: the text 'A .*study' holds a control character. Remove it"),
    ("one path in two factors", HEAD + FACTOR + FACTOR.replace('"patience"', '"other"'), "parameters.discount_host is set by the factor 'patience' too. Leave it in one"),
    ("one path in two factors, as a value", HEAD + FACTOR + _other("parameters.discount_host.value"), "^study.toml:14:8: factors.1.path: parameters.discount_host.value sets what parameters.discount_host sets, of the factor 'patience'. Leave it in one"),
    ("one path in two factors, the value first", HEAD + FACTOR.replace("discount_host", "discount_host.value") + _other("parameters.discount_host"), "parameters.discount_host sets what parameters.discount_host.value sets, of the factor 'patience'"),
    ("one path in two factors, quoted", HEAD + FACTOR + _other("parameters.'discount_host'"), "sets what parameters.discount_host sets"),
    ("one path in two factors, a place written otherwise", HEAD + _other("successions.0.chance", "one") + _other("successions.00.chance"), "successions.00.chance sets what successions.0.chance sets, of the factor 'one'"),
    ("one path twice in one factor", HEAD + _other("successions.0.chance").replace('path = "successions.0.chance"', 'paths = ["successions.0.chance", "successions.00.chance"]'), "^study.toml:9:34: factors.0.paths.1: successions.00.chance sets what"),
    ("a value twice", GOOD.replace("0.2]", "0.1]"), "factors.0.values: a value stands twice. Remove one"),
    ("values and a range", GOOD + "range = [0.1, 0.2]\n", "values and a range are given. Remove one"),
    ("a range without levels", GOOD.replace(VALUES, "range = [0.1, 0.2]"), "a grid needs levels. Add"),
    ("a range of categories", GOOD.replace(VALUES, 'kind = "category"\nrange = ["a", "b"]\nlevels = 3'), "study.toml:11:9: factors.0.range: a factor of kind category has no range. Write values"),
    ("no range to sample", HEAD.replace("grid", "morris") + "points = 4\n" + FACTOR.replace(VALUES, ""), "a sampled factor needs a range. Add range"),
    ("a list of unequal lengths", HEAD.replace("grid", "list") + FACTOR + FACTOR.replace("patience", "more").replace("_host", "_guest").replace("0.2", "0.2, 0.3"), "in a list all factors have as many values; found patience 2, more 3. Add"),
    # factors that reach nothing
    ("a path to nothing", HEAD + FACTOR.replace("discount_host", "discount_hots"), "study.toml:9:8: factors.0.path: .*unknown key 'discount_hots'. Did you mean 'discount_host'"),
    ("a path that is none", HEAD + FACTOR.replace("parameters.discount_host", "a..b"), "study.toml:9:8: factors.0.path: 'a..b': 'a..b' is no path. Write keys"),
    ("a single value", GOOD.replace("[0.1, 0.2]", "[0.1]"), "study.toml:7:3: factors.0: factor 'patience': takes one value only.*Give it more"),
    ("values that are all refused", GOOD.replace("[0.1, 0.2]", "[-1, -2]"), "none of its values makes a valid scenario: .*0 to 100 is allowed"),
    ("a mechanism switched off", HEAD + 'set = ["switches.tactics=false"]\n' + FACTOR.replace("discount_host", "walkout_chance"), "factor 'patience': 0.1 and 0.2 come to the same numbers.*Correct the path"),
    # the base scenario
    ("no such scenario", GOOD.replace("sma11.toml", "sma99.toml"), "study.toml:3:12: scenario: there is no file '.*sma99.toml'. Write the path"),
    ("a folder for a scenario", GOOD.replace("/sma11.toml", ""), "study.toml:3:12: scenario: there is no file '.*scenarios'. Write the path"),
    ("a part of a scenario", GOOD.replace("sma11.toml", "base.toml"), "base.toml:1:1: this is a part of a scenario"),
    ("a study for a scenario", GOOD.replace(SCENARIO, "study.toml"), "study.toml:1:1: 'study.toml' is a study, and a scenario is needed"),
    ("a bad override", HEAD + 'set = ["parameters.habi=1"]\n' + FACTOR, "study.toml:6:7: set: --set .*unknown key 'habi'. Did you mean"),
    # files of points
    ("a file of points without its design", HEAD + 'csv = "x.csv"\n' + FACTOR, 'csv goes with design = "csv" alone. Remove'),
    ("no file of points", HEAD.replace("grid", "csv") + FACTOR, 'a design "csv" needs csv = "FILE". Name the file'),
    ("values beside a file of points", TABLE + VALUES, "study.toml:12:10: factors.0.values: the file of points gives them. Remove the line"),
)  # fmt: skip

# Class, the file of points (None: there is none), and a pattern of the message. The study is TABLE.
BAD_POINTS: tuple[tuple[str, str | bytes | None, str], ...] = (
    ("points: no such file", None, "study.toml:6:7: csv: '.*p.csv' cannot be read: No such file or directory. Name a CSV file"),
    ("points: no UTF-8", b"patience\n\xff\n", "study.toml:6:7: csv: .*cannot be read: .*Name a CSV file"),
    ("points: a cell too long", "patience\n" + "1" * 200_000, "study.toml:6:7: csv: .*cannot be read: field larger than.*Name a CSV file"),
    ("points: empty", "", "p.csv:1:1: no column patience.*Add them"),
    ("points: a column missing", "impatience\n0.1\n", "p.csv:1:1: no column patience.*Add them"),
    ("points: a column twice", "patience,patience\n0.1,0.2\n", "p.csv:1:1: the column patience stands twice. Remove one"),
    ("points: none", "patience\n", "p.csv:1:1: no point;.*Add them"),
    ("points: no number", "patience\n0.1\nhigh\n", "p.csv:3:1: patience: found 'high'; a value of kind real is needed. Correct the cell"),
    ("points: not finite", "patience\n0.1\nnan\n", "p.csv:3:1: patience: found 'nan'; a value of kind real is needed. Correct the cell"),
    ("points: a short line", "other,patience\n1,0.1\n2\n", "p.csv:3:2: patience: found ''; a value of kind real is needed. Correct the cell"),
    ("points: too many", "patience\n" + "1\n" * 1_000_001, "p.csv:1:1: more than 1,000,000 points. Remove some"),
    ("points: that do not vary", "patience\n0.1\n0.1\n", "study.toml:8:3: factors.0: factor 'patience': takes one value only"),
)  # fmt: skip


def write_bad(folder: Path, content: str | bytes, points: str | bytes | None = None) -> Path:
    """A bad study in a folder, with a file of points beside it where there is one."""
    path = folder / "study.toml"
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    if points is not None:
        (folder / "p.csv").write_bytes(points.encode() if isinstance(points, str) else points)
    return path


# Good studies that a fuzz damages: every kind of factor and of design.
KINDS = """
[[factors]]
name = "winner"
path = "successions.0.winner"
kind = "category"
values = ["trump_1", "biden"]

[[factors]]
name = "waiting"
path = "switches.waiting"
kind = "switch"

[[factors]]
name = "handover"
path = "successions.0.handover"
kind = "date"
range = [2021-01-20, 2021-03-20]
levels = 3

[[factors]]
name = "step"
path = "step_days"
kind = "integer"
range = [3, 9]
levels = 4
"""
FUZZED = (
    GOOD + KINDS,
    HEAD.replace("grid", "sobol")
    + 'points = 4\nset = ["step_days=5"]\noutputs = ["rise", "agreed"]\n'
    + FACTOR
    + KINDS,
    HEAD.replace("grid", "morris") + 'points = 2\nfactors = "priors"\nleave_out = ["habit"]\noutputs = "all"\n',
    HEAD.replace("grid", "list") + "common_random_numbers = false\n" + FACTOR,
)


def fuzzed_studies(folder: Path, count: int, seed: int) -> Iterator[tuple[bytes, Callable[[], object]]]:
    """Damaged studies, and for each a function that plans it; each kind of study in turn."""
    path = folder / "study.toml"
    for each in zip(*(mutations(text.encode(), count // len(FUZZED), seed) for text in FUZZED), strict=True):
        for content in each:
            path.write_bytes(content)
            yield content, lambda: plan_sweep(path)
