"""Everything a story may tell has words in every language, says the same numbers, and leaves no slot unfilled."""

import re

import pytest

from sim.stories.story import tell
from sim.words import LANGUAGES, words_in
from sim.words.language import Words
from tests.unit.handmade import played, prepared
from tests.unit.stories.scenes import SCENES

HANGUL = re.compile(r"[가-힣]")
LATIN = re.compile(r"[A-Za-z]+")
CODES = {"SMA"}
UGLY = re.compile(r"[{}⟨⟩]|\bnan\b|\binf\b|None|\.\.|  | [,.;:]|\((?:으|이)\)|[은이을과]\(")
NUMBERS = re.compile(r"[+−]?\d+(?:\.\d+)?%|[+−]?\d+\.\d+")
SUMS = re.compile(r"[−\d.,]+ (?:bn KRW|bn JPY|million US\$)")
TABLES = ("clauses.", "events.", "phrases.", "reasons.", "rounds.", "rounds_table.", "stories.")
ELSEWHERE = {
    "rounds_table.title", "rounds_table.whole", "rounds_table.note", "stories.page.page", "stories.page.figure",
    "stories.page.command",
}  # fmt: skip


def numbers(text):
    return sorted(NUMBERS.findall(SUMS.sub("", text)))


@pytest.mark.parametrize("scene", SCENES, ids=lambda scene: scene.__name__)
def test_both_languages_tell_the_same(scene):
    told = {language: list(scene(language)) for language in LANGUAGES}
    assert len(told["en"]) == len(told["ko"])
    for english, korean in zip(told["en"], told["ko"], strict=True):
        assert bool(english) == bool(korean), english
        assert not UGLY.search(korean.replace("\n", "")), korean
        assert not HANGUL.search(english)
        assert set(LATIN.findall(korean)) <= CODES, korean
        assert numbers(english) == numbers(korean), (english, korean)


def test_every_form_is_told(monkeypatch):
    """No form is dead, and none is missing in a language."""
    used = {language: set() for language in LANGUAGES}
    form = Words.form

    def noted(self, name, turn=0, /, **slots):
        used[self.language].add(name)
        return form(self, name, turn, **slots)

    monkeypatch.setattr(Words, "form", noted)
    for language in LANGUAGES:
        for scene in SCENES:
            list(scene(language))
    forms = {name for name in words_in("en").forms if name.startswith(TABLES)} - ELSEWHERE
    assert forms - used["en"] == set()
    assert used["ko"] == used["en"]


@pytest.mark.parametrize("name", ["sma09", "sma10", "sma11"])
def test_real_stories_read_well_in_korean(name):
    for replicate in range(2):
        english, korean = (tell(*played(name, replicate), 1, (), language) for language in LANGUAGES)
        assert [(each.day, each.date, each.round) for each in english.paragraphs] == [
            (each.day, each.date, each.round) for each in korean.paragraphs
        ]
        for one, other in zip(english.paragraphs, korean.paragraphs, strict=True):
            assert not UGLY.search(other.text)
            assert set(LATIN.findall(other.text)) <= CODES
            assert numbers(one.text) == numbers(other.text)


def test_paragraphs_carry_the_day_and_the_round_they_tell():
    ready, history, row = played("sma11", 7)
    paragraphs = tell(ready, history, row, 1).paragraphs
    rounds = {each.round: each for each in paragraphs if each.round is not None}
    assert {number: each.day for number, each in rounds.items()} == {each.number: each.day for each in history.rounds}
    assert all((each.date - ready.start).days == each.day for each in paragraphs if each.day is not None)
    assert paragraphs[0].day == 0
    assert paragraphs[-1].day is None, "the outcome is on the whole"


def test_a_host_that_no_file_knows_keeps_its_name():
    ready = prepared("sma11", "host.name=Ruritania", "host.currency=RUR", "host.government=King")
    story = tell(ready, *played("sma11", 7)[1:], 1, (), "ko")
    words = " ".join(each.text for each in story.paragraphs)
    assert "Ruritania 측" in words
    assert "RUR" in words
    assert "한국" not in words
