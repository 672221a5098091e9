"""Every proper name of a shipped scenario has its Korean."""

import pytest

from sim.words import words_in
from tests.runs import LIBRARY, SHIPPED, shipped

KO = words_in("ko")


@pytest.mark.parametrize("scenario", [*SHIPPED, *LIBRARY])
def test_the_names_of_shipped_scenarios_are_known_in_korean(scenario):
    """Sides, offices and title: a name that is missing goes into sim/words/ko/names.py."""
    facts = shipped(scenario)
    holders = (*facts.administrations.values(), *facts.governments.values())
    names = {facts.title, facts.host.name, facts.host.government, facts.host.legislature}
    names |= {each.name for each in holders}
    assert {each for each in names if KO.name(each) == each} == set()


def test_titles_that_follow_a_rule_and_those_that_do_not():
    assert KO.name("9th SMA, talks 2013-2014") == "제9차 방위비분담금 특별협정(SMA), 2013-2014년 협상"
    assert KO.name("Japan, the agreement of 2001, talks 2000") == "일본 2001년 협정, 2000년 협상"
    assert KO.name("Ruritania, the agreement of 2001, talks 2000") == "Ruritania 2001년 협정, 2000년 협상"
    assert KO.name("My talks") == "My talks"
