"""Keys of the agreements on record."""

import pytest

from sim.errors import RecordError
from sim.history.keys import FITTED, HOSTS, KOREAN, of_key, recorded_of, words_of
from sim.history.scenarios import HEADLINE


def test_the_fitted_ones_are_the_headline_episodes():
    assert [of_key(key) for key in FITTED] == [(host, number) for host in HOSTS for number in HEADLINE[host]]
    assert set(HOSTS) == set(HEADLINE)
    assert set(KOREAN) < set(FITTED)


@pytest.mark.parametrize("key", FITTED)
def test_a_key_leads_to_its_record(key):
    found = recorded_of(key)
    assert (found.host, found.number) == of_key(key)
    assert words_of(key) == f"{key.split('-')[0].title()} {found.number}"


def test_a_host_of_several_words_is_written_as_such():
    assert words_of("united_arab_emirates-2024") == "United Arab Emirates 2024"


@pytest.mark.parametrize("key", ["korea", "korea-", "korea-eleven", "korea--", "", "11"])
def test_what_is_no_key_is_told_with_what_is(key):
    with pytest.raises(RecordError, match=f"found '{key}'; allowed: .* such as korea-11 or japan-2021"):
        of_key(key)


def test_a_host_or_agreement_off_the_record_is_refused():
    with pytest.raises(RecordError):
        of_key("atlantis-3")
    with pytest.raises(RecordError, match="korea-7: the record does not follow the talks"):
        recorded_of("korea-7")
