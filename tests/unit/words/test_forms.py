"""The tables of forms: the same forms in every language, and slots that every language knows."""

from string import Formatter

import pytest

from sim.words import LANGUAGES, words_in
from sim.words.language import variants
from sim.words.template import slots_of

EN = words_in("en").forms
SIDES = {"guest", "host"}
SPARED = {
    "phrases.package_bare": {"terms"},  # of no package: "nothing at all"
    "stories.opening_model": {"country"},  # Korean calls the side by it
    "stories.opening_public": {"country"},
}


def slots(form):
    return set().union(*map(slots_of, variants(form))) - SIDES


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_language_has_every_form(language):
    assert set(words_in(language).forms) == set(EN)


def test_forms_fill_the_same_slots_in_every_language():
    """A slot that a language leaves out is one it has no need of, and named above."""
    for language in LANGUAGES:
        forms = words_in(language).forms
        differ = {name: slots(EN[name]) ^ slots(forms[name]) for name in EN}
        assert {name: found for name, found in differ.items() if found - SPARED.get(name, set())} == {}


def test_particles_are_asked_for_by_pairs_that_there_are():
    pairs = {"은/는", "이/가", "을/를", "과/와", "으로/로", "이며/며", "이라면/라면"}
    forms = [way for form in words_in("ko").forms.values() for way in variants(form)]
    specs = {spec for way in forms for _, _, spec, _ in Formatter().parse(way) if spec}
    assert specs <= pairs
    assert not any(spec for form in EN.values() for way in variants(form) for _, _, spec, _ in Formatter().parse(way))
