"""The tables of forms: the same forms in every language, and slots that every language knows."""

import pytest

from sim.words import LANGUAGES, words_in
from sim.words.language import variants
from sim.words.template import slots_of

EN = words_in("en").forms
SIDES = {"guest", "host"}


def slots(form):
    return set().union(*map(slots_of, variants(form))) - SIDES


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_language_has_every_form(language):
    assert set(words_in(language).forms) == set(EN)


@pytest.mark.parametrize("language", LANGUAGES)
def test_forms_use_no_slot_that_english_does_not_fill(language):
    forms = words_in(language).forms
    unknown = {name: slots(forms[name]) - slots(EN[name]) for name in forms}
    assert not {name: extra for name, extra in unknown.items() if extra}
