"""Bad input of every class: each fault is named by file, line, column, path, what was found and what to do."""

import os
from pathlib import Path

import pytest

from sim.errors import ScenarioError
from sim.scenario.load import load_scenario
from sim.scenario.problems import ScenarioProblems
from tests.unit.scenario.small import HERE, SMALL, damaged, shared_text, write_small


def message_of(path: Path, *overrides: str) -> str:
    with pytest.raises(ScenarioError) as raised:
        load_scenario(path, overrides)
    return str(raised.value)


# Piece of the small scenario, what replaces it (marked where the message must point), and words of the message.
PLACED = [
    (
        "guest_rise = 4.6",
        f'guest_rise = {{ value = {HERE}31.6, source = "x" }}',
        "found the number 31.6; -1 to 20 is allowed",
    ),
    (
        "base_year = 2019",
        f"base_year = {{ value = {HERE}2019.5 }}",
        "found the number 2019.5; a whole number is needed",
    ),
    (
        "talks_open = 2019-09-24",
        f"talks_open = {{ value = {HERE}1900-01-01 }}",
        "found the date 1900-01-01; 1950-01-01 to",
    ),
    ("[[successions]]", f"[[{HERE}succession]]", "unknown key 'succession'. Did you mean 'successions'?"),
    # syntax
    ('name = "small"', f"name = {HERE}small", "text stands in quotes"),
    ("step_days = 7", f"step_days = {HERE}", "found the end of the line"),
    ("step_days = 7", f"step_days {HERE}7", "write `key = value`"),
    ("step_days = 7", f"step_days = 7 {HERE}days", "on a new line"),
    ('title = "Talks with Ruritania"', f'title = "Talks with Ruritania{HERE}', "close the text"),
    ("step_days = 7", f"step_days = 7\n{HERE}step_days = 8", "set before in this file"),
    ("[host]", f"{HERE}[agreement]", "may stand once"),
    ("talks_open = 2019-09-24", f"talks_open = {HERE}2019-02-30", "a day that exists"),
    ("terms = [1, 3, 5]", f"terms = [1, 3 {HERE}5]", "part its items by commas"),
    ("step_days = 7", f"step_days = 7\n{HERE}%", "a line is `key = value`"),
    ('camp = "progressive"', f'camp = "pro{HERE}\x07gressive"', "illegal character"),
    ("number = 3", f"number = {HERE}" + "9" * 5000, "thousands of digits"),
    ("number = 3", "number = " + "[" * 25 + "]" * 25, "nested more than 24 deep"),
    # keys
    ("step_days = 7", f"{HERE}step_dayz = 7", "step_dayz: unknown key 'step_dayz'. Did you mean 'step_days'?"),
    ("number = 3", f"number = 3\n{HERE}nummer = 3", "agreement.nummer: unknown key 'nummer'. Did you mean 'number'?"),
    ("rise = 0.13", f"{HERE}raise = 0.13", "peer_deals.0.raise: unknown key 'raise'. Did you mean 'rise'?"),
    ("number = 3", f"number = 3\n{HERE}protocol = 'x'", "belongs at the top of the file"),
    ("number = 3", f"number = 3\n{HERE}cpi_cap = 0.05", "it belongs in [table]"),
    ("number = 3", f"number = 3\n{HERE}extends = 'x'", "only at the top"),
    ("number = 3", f"number = 3\n{HERE}'a b' = 3", "agreement.'a b': unknown key 'a b'"),
    ('note = "first year"', f'{HERE}nota = "first year"', "agreement.base_amount.nota: unknown key 'nota'"),
    ('note = "first year"', f"note = {HERE}1", "agreement.base_amount.note: found the whole number 1; text is needed"),
    ("base_year = 2019\n", "", "agreement: the key 'base_year' is missing"),
    ("band = 0.05\n", "", "administrations.hard: the key 'band' is missing (Half-width of the error band"),
    # types
    ("base_year = 2019", f'base_year = {HERE}"2019"', "a whole number is needed: write 2019 without quotes"),
    ("cpi_cap = 0.04", f'cpi_cap = {HERE}"4%"', "a number is needed: write 0.04 without quotes"),
    ("cpi_cap = 0.04", f'cpi_cap = {HERE}"0,04"', "write 0.04 without quotes"),
    ("cpi_cap = 0.04", f'cpi_cap = {HERE}"low"', 'found the text "low"; a number is needed. Write a number'),
    ("cpi_cap = 0.04", f"cpi_cap = {HERE}true", "found true; a number is needed"),
    ("cpi_cap = 0.04", f'cpi_cap = {{ value = {HERE}"0.04" }}', "table.cpi_cap: found the text"),
    ("number = 3", f"number = {HERE}3.0", "found the number 3.0; a whole number is needed: write 3"),
    ("number = 3", f"number = {HERE}3.5", "without a fraction"),
    ("operational_support = false", f'operational_support = {HERE}"true"', "is needed: write true without quotes"),
    ("operational_support = false", f"operational_support = {HERE}1", "true or false is needed"),
    ('currency = "RUR"', f"currency = {HERE}3", 'text is needed: write "3" in quotes'),
    ("talks_open = 2019-09-24", f'talks_open = {HERE}"2019-09-24"', "a date is needed: write 2019-09-24 without"),
    ("talks_open = 2019-09-24", f"talks_open = {HERE}2019-09-24T10:00:00", "write 2019-09-24 without a time"),
    ("talks_open = 2019-09-24", f"talks_open = {HERE}10:00:00", "found the time 10:00:00; a date is needed"),
    ("talks_open = 2019-09-24", f"talks_open = {HERE}20190924", "year, month and day"),
    ("terms = [1, 3, 5]", f"terms = {HERE}5", "an array is needed"),
    ('["hard", "soft"]', f'{HERE}["hard"]', "item 2 of the array is missing"),
    ('["hard", "soft"]', f'{HERE}["hard", "soft", "soft"]', "found 3 items; 2 are needed"),
    ('[host]\nname = "Ruritania"', f'[host]\nname = {HERE}["Ruritania"]', "found an array of 1; text is needed"),
    ('mode = "none"', f'mode = {HERE}"nune"', "not known here. Did you mean 'none'? Known: none, replay, simulate"),
    ('camp = "progressive"', f'camp = {HERE}"left"', "which is not known here"),
    ('protocol = "mediated"', f"protocol = {HERE}1", "not known here. Known: mediated"),
    # numbers
    ("type = 0.1", f"type = {HERE}1.5", "found the number 1.5; 0 to 1 is allowed"),
    ("step_days = 7", f"step_days = {HERE}0", "1 to 31 is allowed (days)"),
    ("value = 1038.9", f"value = {HERE}-3", "found the number -3.0; 0.001 to 1e+09 is allowed (billions"),
    ("guest_rise = 4.6", f"guest_rise = {HERE}nan", "no finite number"),
    ("guest_rise = 4.6", f"guest_rise = {HERE}1e999", "no finite number"),
    ("guest_rise = 4.6", f"guest_rise = {HERE}" + "9" * 400, "many digits"),
    ("terms = [1, 3, 5]", f"terms = [1, 3, {HERE}7]", "table.terms.2: found the whole number 7; 1 to 5 is allowed"),
    (
        "labour_shares = [0.75, 1.0]",
        f"labour_shares = [0.75, {HERE}1.1]",
        "table.labour_shares.1: found the number 1.1",
    ),
    # dates
    ("talks_open = 2019-09-24", f"talks_open = {HERE}0019-09-24", "1950-01-01 to 2100-12-31 is allowed"),
    ("talks_open = 2019-09-24", f"talks_open = {HERE}2009-09-24", "more than 5 years before expiry"),
    ("talks_open = 2019-09-24", f"talks_open = {HERE}2024-09-24", "a replicate ends on 2022-07-01"),
    ("base_year = 2019", f"base_year = {HERE}2021", "after the agreement expired"),
    ("handover = 2021-01-20", f"handover = {HERE}2020-01-20", "before the election (2020-11-03)"),
    ("since = 2020-06-01", f"since = {HERE}2019-06-01", "beliefs.1.since: found 2019-06-01, which is not after"),
    ("since = 2020-06-01", f"since = {HERE}2020-12-01", "the winner is known from 2020-11-03"),
    ("until = 2019-02-28", f"until = {HERE}2017-02-28", "before its first day (2018-03-08)"),
    ('winner = "soft"', f'winner = "soft"\nknown_from = {HERE}2021-01-01', "after the election"),
    (
        'prior_escalator = "none"\n',
        "",
        "agreement: the key 'prior_escalator' is missing (Growth rule of the agreement in force",
    ),
    ("rivalry = 0.3", f"rivalry = {HERE}1.5", "rivalry: found the number 1.5; 0 to 1 is allowed"),
    # names
    ('name = "small"', f'name = {HERE}"../small"', "the name becomes a folder"),
    ('name = "small"', f'name = {HERE}""', "the name becomes a folder"),
    ('name = "small"', f'name = {HERE}"' + "a" * 65 + '"', "1 to 64 characters"),
    ('title = "Talks with Ruritania"', f'title = {HERE}"  "', "the title is empty"),
    ('title = "Talks with Ruritania"', f'title = {HERE}"a\\u001b[31mb"', "holds a control character"),
    ('title = "Talks with Ruritania"', f'title = {HERE}"a\\nb"', "more than one line"),
    ('guest = "hard"', f'guest = {HERE}"haard"', "no entry of [administrations]. Did you mean 'hard'?"),
    ('host = "left"', f'host = {HERE}"hard"', "no entry of [governments]"),
    ('["hard", "soft"]', f'["hard", {HERE}"sofft"]', "candidates.1: 'sofft' is no entry"),
    ('["hard", "soft"]', f'{HERE}["soft", "soft"]', "both candidates are 'soft'"),
    ('winner = "soft"', f'winner = {HERE}"draws"', "is no candidate. Did you mean 'draw'?"),
    ("[governments.left]", f"[governments.{HERE}Left]", "Rename it"),
    # meaning
    ("terms = [1, 3, 5]", f"terms = {HERE}[]", "found an empty array; a term is needed"),
    ("terms = [1, 3, 5]", f"terms = [1, 5, {HERE}3]", "in rising order"),
    ("terms = [1, 3, 5]", f"terms = [1, 3, {HERE}3]", "found 3 twice"),
    ('["none", "cpi"]', f'{HERE}["none"]', "but no growth rule"),
    ('["none", "cpi"]', f'{HERE}["cpi"]', 'Add "none"'),
    ('["none", "cpi"]', f'["none", "cpi", {HERE}"cpi"]', 'found "cpi" twice'),
    ("labour_share_now = 0.75", f"labour_share_now = {HERE}0.8", "not among labour_shares (0.75, 1)"),
    ("year = 2018", f"year = {HERE}2019", "found 2019 after 2017; the years must follow"),
    ("[[macro]]\nyear = 2016", f"[[macro]]\nyear = {HERE}2017", "it must begin by 2016"),
    ("horizon_years = 2.5", "horizon_years = 4" + HERE, "it must reach 2024"),
    ('name = "centrist"\nshare', f'name = {HERE}"progressive"\nshare', 'Write "centrist" here'),
    ("share = 0.4", "share = 0.5" + HERE, "the shares add up to 1.1"),
]


@pytest.mark.parametrize(("old", "new", "words"), PLACED, ids=[f"{n}-{row[2][:40]}" for n, row in enumerate(PLACED)])
def test_fault_is_named_with_its_place(tmp_path, old, new, words):
    if HERE not in new or new.endswith(HERE):  # faults that stand elsewhere: a missing key, a sum
        text, place = SMALL.replace(old, new.replace(HERE, ""), 1), ""
    else:
        text, place = damaged(old, new)
    path = write_small(tmp_path, text)
    lines = message_of(path).split("\n")
    found = [line for line in lines if words.lower() in line.lower()]
    assert found, f"none of {lines} holds {words!r}"
    assert found[0].startswith(f"{path}:{place}"), f"{found[0]} does not begin with {path}:{place}"
    assert len(lines) <= 3, "one fault should not be told in many lines"


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "small.toml:1:1: the file holds no key"),
        (b"# nothing\n", "small.toml:1:1: the file holds no key"),
        (b"\xef\xbb\xbf" + SMALL.encode(), "small.toml:1:1: the file begins with a byte-order mark"),
        (SMALL.encode("utf-16"), "small.toml:1:1: the file is UTF-16. Save it as UTF-8"),
        (b'name = "small"\ntitle = "\xc3\xa9\xe9"\n', "small.toml:2:11: byte 0xe9 is no UTF-8"),
        (b'name = "small"\nti\0tle = 1\n', "small.toml:2:3: found a NUL byte"),
        (b"#" * 300_000, "is larger than 256 KiB"),
        (b"a = [" + b"1," * 20_000 + b"]\n", "small.toml:1:1: 20001 values, more than the 10000"),
        (
            b"".join(b"x%d = 1\n" % number for number in range(500)),
            "more faults. Mend the others first",
        ),
        (b"a" + b".a" * 1500 + b" = 1\n", "small.toml:1:1: tables or arrays are nested more than 24 deep"),
        (b"a = " + b"{a = " * 2000, "nested more than 24 deep"),
        (b"a" + b".a" * 60_000 + b" = 1\n", "nested more than 24 deep"),
    ],
    ids=[
        "empty",
        "comment",
        "bom",
        "utf16",
        "latin1",
        "nul",
        "large",
        "values",
        "faults",
        "dotted",
        "braces",
        "hostile-key",
    ],
)
def test_bytes_that_are_no_scenario(tmp_path, content, words):
    path = write_small(tmp_path)
    path.write_bytes(content)
    assert words in message_of(path)


def test_files_that_cannot_be_read(tmp_path, small):
    assert "there is no file" in message_of(tmp_path / "smal.toml")
    assert "Did you mean 'small.toml'?" in message_of(tmp_path / "smal.toml")
    assert "Nor is there a folder" in message_of(tmp_path / "none" / "small.toml")
    assert "is a folder. Name a .toml file in it" in message_of(tmp_path)
    assert "as if it were a folder" in message_of(small / "small.toml")
    assert "cannot be read: File name too long" in message_of(tmp_path / ("a" * 300 + ".toml"))
    assert "cannot be read" in message_of(tmp_path / "a\0b.toml")
    os.mkfifo(tmp_path / "pipe.toml")
    assert "is no regular file" in message_of(tmp_path / "pipe.toml")


@pytest.mark.skipif(os.geteuid() == 0, reason="the superuser may read everything")
def test_a_file_without_permission(small):
    small.chmod(0)
    assert "may not be read" in message_of(small)


@pytest.mark.parametrize(
    ("own", "words"),
    [
        (
            "discount_guest = { value = 900, unit = 'per year', prior = [0.1, 0.5], source = 'x' }",
            "0 to 100 is allowed",
        ),
        ("discount_guest = { value = 1, unit = 'per month', prior = [0.1, 0.5], source = 'x' }", 'unit is "per year"'),
        ("discount_guest = { value = 1, unit = 'per year', prior = [0.1, 900], source = 'x' }", "prior.1: found 900"),
        ("discount_guest = { value = 1, unit = 'per year', prior = [2, 1], source = 'x' }", "which runs backwards"),
        (
            "discount_guest = { value = 1, unit = 'per year', prior = [2], source = 'x' }",
            "item 2 of the array is missing",
        ),
        ("discount_guest = { value = 1, prior = [1, 2], source = 'x' }", "'unit' is missing; its unit is \"per year\""),
        ("discount_guest = 1.0", "no file this one extends gives the parameter's table"),
        ("discount_geust = 1.0", "unknown key 'discount_geust'. Did you mean 'discount_guest'?"),
        ("severity_1 = { value = 0.9, unit = 'share', prior = [0, 1], source = 'x' }", "add up to 1.5"),
    ],
)
def test_parameter_faults(tmp_path, own, words):
    path = write_small(tmp_path, SMALL.replace('kind = "historical"', 'kind = "theory"'))
    name = own.split(" ")[0]
    shared = [line for line in shared_text().split("\n") if not line.startswith(f"{name} ")]
    (tmp_path / "shared.toml").write_text("\n".join([*shared, own]), encoding="utf-8")
    message = message_of(path)
    place = f"{tmp_path / 'shared.toml'}:{len(shared) + 1}:"
    assert any(words in line and line.startswith(place) for line in message.split("\n")), message


def test_the_legislature_needs_members(tmp_path):
    text = SMALL.replace("seats = 60", "seats = 0").replace("seats = 40", "seats = 0")
    assert "blocs: the legislature has no member" in message_of(write_small(tmp_path, text))


def test_a_part_of_a_scenario_is_called_so(small):
    message = message_of(small.parent / "shared.toml")
    assert "shared.toml:1:1: this is a part of a scenario: it lacks name, title" in message
    assert message.count("\n") == 0


def test_three_faults_are_all_named_with_line_and_column(tmp_path):
    text = SMALL.replace("step_days = 7", "step_dayz = 7")
    text = text.replace("base_year = 2019", 'base_year = "2019"').replace("until = 2019-02-28", "until = 2017-02-28")
    path = write_small(tmp_path, text)
    with pytest.raises(ScenarioProblems) as raised:
        load_scenario(path)
    lines = text.split("\n")
    expected = [
        (lines.index("step_dayz = 7") + 1, 1, "step_dayz"),
        (lines.index('base_year = "2019"') + 1, 13, "agreement.base_year"),
        (lines.index("until = 2017-02-28") + 1, 9, "intervals.0.until"),
    ]
    assert [(p.place.line, p.place.column, p.path) for p in raised.value.problems] == expected
    assert str(raised.value).count("\n") == 2


def test_columns_count_characters_and_lines_end_as_they_may(tmp_path):
    text, place = damaged('note = "first year" }', f'note = "première année", {HERE}nota = 1 }}')
    path = write_small(tmp_path, text)
    path.write_bytes(text.replace("\n", "\r\n").encode())
    assert message_of(path).startswith(f"{path}:{place}: agreement.base_amount.nota: unknown key")


def test_a_fault_in_a_table_written_over_several_lines_is_placed(tmp_path):
    text, place = damaged("base_year = 2019", f'base_year = {{\n  value = {HERE}"x",\n}}')
    assert f":{place}: agreement.base_year: found the text" in message_of(write_small(tmp_path, text))


def test_problems_survive_pickling(tmp_path):
    import pickle

    with pytest.raises(ScenarioProblems) as raised:
        load_scenario(tmp_path / "none.toml")
    copy = pickle.loads(pickle.dumps(raised.value))
    assert str(copy) == str(raised.value)
    assert copy.problems == raised.value.problems
