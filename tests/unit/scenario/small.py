"""A small complete scenario of an invented host, and a way to damage it at a marked spot."""

from pathlib import Path

from sim.scenario.lookup import parameter_extra
from sim.scenario.parameters import Parameters

HERE = "‸"  # marks the place a message must name; taken out before the text is written

SMALL = """\
extends = "shared.toml"
name = "small"
title = "Talks with Ruritania"
kind = "historical"
step_days = 7
protocol = "mediated"
policy = "waiting"
rivalry = 0.3

[agreement]
number = 3
talks_open = 2019-09-24
prior_expiry = 2019-12-31
base_amount = { value = 1038.9, source = "Gazette 2019-02-10", note = "first year" }
base_year = 2019
prior_term_years = 1
prior_escalator = "none"
horizon_years = 2.5

[host]
name = "Ruritania"
government = "the cabinet"
legislature = "the diet"
currency = "RUR"
burden_share = 0.6

[administrations.hard]
name = "Hard"
type = 0.1
band = 0.05
source = "assumed"

[administrations.soft]
name = "Soft"
type = 0.9
band = 0.05
source = "assumed"

[governments.left]
name = "Left"
orientation = 0.3
camp = "progressive"
source = "assumed"

[incumbents]
guest = "hard"
host = "left"

[[successions]]
office = "guest"
election = 2020-11-03
handover = 2021-01-20
candidates = ["hard", "soft"]
winner = "soft"
source = "record"

[[successions.beliefs]]
since = 2019-09-24
guest = 0.5
host = 0.5
source = "assumed"

[[successions.beliefs]]
since = 2020-06-01
guest = 0.4
host = 0.4
source = "assumed"

[table]
escalators = ["none", "cpi"]
cpi_cap = 0.04
terms = [1, 3, 5]
labour_shares = [0.75, 1.0]
labour_share_now = 0.75
operational_support = false

[opening]
guest_rise = 4.6
host_rise = 0.04
source = "press"

[[peer_deals]]
since = 2020-03-31
host = "Utopia"
rise = 0.13
source = "press"

[[macro]]
year = 2016
fx = 1160.0
cpi = 0.01
defence = 0.04
source = "assumed"

MACRO
[[segments]]
name = "progressive"
share = 0.3
support = 0.2
anger = 1.2
source = "assumed"

[[segments]]
name = "centrist"
share = 0.4
support = 0.3
anger = 1.0
source = "assumed"

[[segments]]
name = "conservative"
share = 0.3
support = 0.4
anger = 0.7
source = "assumed"

[[blocs]]
name = "Left"
seats = 60
camp = "progressive"
source = "record"

[[blocs]]
name = "Right"
seats = 40
camp = "conservative"
source = "record"

[[intervals]]
kind = "detente"
since = 2018-03-08
until = 2019-02-28
strength = 1.0
source = "press"

[provocations]
mode = "none"
""".replace(
    "MACRO\n",
    "".join(
        f'[[macro]]\nyear = {year}\nfx = 1160.0\ncpi = 0.01\ndefence = 0.04\nsource = "assumed"\n\n'
        for year in range(2017, 2024)
    ),
)


def shared_text() -> str:
    """Full tables of all structural parameters, each in the middle of its range."""
    lines = ["[parameters]"]
    for name in Parameters.model_fields:
        declared = parameter_extra(name)
        low, high = float(declared["minimum"]), float(declared["maximum"])
        value = 0.2 if name.startswith("severity_") else (low + high) / 2
        unit = declared["unit"]
        lines.append(
            f'{name} = {{ value = {value!r}, unit = "{unit}", prior = [{low!r}, {high!r}], source = "assumed" }}'
        )
    return "\n".join(lines) + "\n"


def write_small(folder: Path, text: str = SMALL) -> Path:
    """Files of the scenario in a folder: `small.toml`, which extends `shared.toml`."""
    (folder / "shared.toml").write_text(shared_text(), encoding="utf-8")
    path = folder / "small.toml"
    path.write_text(text, encoding="utf-8", newline="\n")
    return path


def damaged(old: str, new: str) -> tuple[str, str]:
    """The small scenario with one piece replaced; returns the text and line:column of the mark in the new piece."""
    assert SMALL.count(old) >= 1, old
    text = SMALL.replace(old, new, 1)
    before, mark, after = text.partition(HERE)
    assert mark, "no mark in the new piece"
    return before + after, f"{before.count(chr(10)) + 1}:{len(before.rpartition(chr(10))[2]) + 1}"
