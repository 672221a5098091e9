"""The autonomy stock has one window: how far back a list of years goes does not change it."""

import math

import pytest

from sim.errors import ScenarioError
from sim.prepare import prepare
from sim.scenario.load import load_scenario
from sim.scenario.schema import AUTONOMY_SINCE
from tests.runs import SHIPPED, shipped

HEAD = 'extends = "sma11"\nname = "x"\nkind = "counterfactual"\n'


def with_years(folder, first, last=2024, more="", growth=0.05):
    """The 11th with its own years of even growth of 5% over prices of 2%, from `first` on."""
    row = '{{ year = {}, fx = 1200.0, cpi = 0.02, defence = {}, source = "assumed" }}'
    rows = ", ".join(row.format(year, growth) for year in range(first, last + 1))
    path = folder / "years.toml"
    path.write_text(f"{HEAD}macro = [{rows}]\n{more}", encoding="utf-8")
    return load_scenario(path).scenario


@pytest.mark.parametrize("name", SHIPPED)
def test_of_the_five_episodes_it_is_the_sum_from_2003_to_the_year_before_the_opening(name):
    scenario = shipped(name)
    rows = {row.year: row.defence - row.cpi for row in scenario.macro}
    window = range(AUTONOMY_SINCE, scenario.agreement.talks_open.year)
    assert prepare(scenario).facts.autonomy == math.fsum(rows[year] for year in window) > 0


def test_years_before_the_window_do_not_count(tmp_path):
    long, short = (with_years(tmp_path, first) for first in (1990, AUTONOMY_SINCE))
    assert prepare(long).facts.autonomy == prepare(short).facts.autonomy == pytest.approx(16 * 0.03)


@pytest.mark.parametrize("first", [2004, 2016])
def test_a_list_that_begins_inside_the_window_must_say_what_came_before(tmp_path, first):
    with pytest.raises(ScenarioError) as raised:
        with_years(tmp_path, first)
    message = str(raised.value)
    assert (
        f"macro.0.year: the series begins in {first}, but the host's autonomy stock is counted over 2003 to 2018"
        in message
    )
    assert "write host.autonomy_stock" in message
    given = [with_years(tmp_path, year, more="[host]\nautonomy_stock = 0.31\n") for year in (first, 2015, 1990)]
    assert [prepare(scenario).facts.autonomy for scenario in given] == [0.31] * 3


def test_another_host_has_its_stock_stated():
    japan = shipped("japan2021")
    of_the_rows = math.fsum(row.defence - row.cpi for row in japan.macro if row.year < 2020)
    assert prepare(japan).facts.autonomy == pytest.approx(of_the_rows, abs=1e-9)


def test_a_list_must_reach_the_three_years_before_an_early_opening(tmp_path):
    """They give what growth rules are expected to bring; the opening may lie years before expiry."""
    early = "[host]\nautonomy_stock = 0.0\n[agreement]\ntalks_open = 2017-06-01\n[rounds]\ndates = []\n"
    with pytest.raises(ScenarioError, match="the series begins in 2016; it must begin by 2014"):
        with_years(tmp_path, 2016, more=early)
    assert prepare(with_years(tmp_path, 2014, more=early)).facts.growth.max() == pytest.approx(0.05)
