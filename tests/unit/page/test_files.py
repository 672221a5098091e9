"""What the page is made of: no outside address, no word in code, licences beside the bundle."""

import html
import json
import re
from importlib.resources import files

import pytest

from sim.page.files import NAMES, chrome, content, home

STATIC = files("sim.page") / "static"
OWN = [name for name in NAMES if not name.startswith("vega")]


def test_the_list_is_what_the_folder_holds():
    assert {each.name for each in STATIC.iterdir()} == {*NAMES, "index.html"}


@pytest.mark.parametrize("name", [*OWN, "index.html"])
def test_nothing_is_asked_of_another_address(name):
    text = (STATIC / name).read_text(encoding="utf-8").replace("http://www.w3.org/2000/svg", "")
    assert not re.search(r"https?:|//[a-z]+\.[a-z]", text)


def test_the_page_holds_no_code_and_no_style_of_its_own():
    text = home("en", "token", "sma11")
    assert re.findall(r"<script(?![^>]*src=)", text) == []
    assert re.findall(r"\sstyle=|\son[a-z]+=|<style", text) == []


@pytest.mark.parametrize("language", ["en", "ko"])
def test_the_page_is_served_in_its_language(language):
    text = home(language, "to<ken", 'a"b')
    assert f'<html lang="{language}">' in text
    assert "to&lt;ken" in text
    assert "a&quot;b" in text
    held = re.search(r'name="words" content="([^"]*)"', text)[1]
    assert json.loads(html.unescape(held)) == chrome(language)
    assert html.escape(chrome(language)["what_if"]) in text


def test_every_word_that_the_scripts_ask_for_is_there_and_the_other_way_round():
    code = "".join(content(name).decode() for name in OWN if name.endswith(".js"))
    asked = set(re.findall(r'word\("([\w.]+)"', code)) | set(re.findall(r'data-word="(\w+)"', home("en", "", "")))
    asked |= set(re.findall(r'word\(\w+ === "\w+" \? "(\w+)"', code))
    assert asked <= set(chrome("en"))
    assert set(chrome("en")) == set(chrome("ko"))


def test_the_bundle_has_the_licence_of_everything_in_it():
    text = content("vega.licences.txt").decode()
    packages = re.findall(r"^([@\w/-]+) \d+\.\d+\.\d+ \(([\w.-]+)\)$", text, re.MULTILINE)
    assert {"vega", "vega-lite", "vega-interpreter", "d3-array"} <= {name for name, _ in packages}
    assert {licence for _, licence in packages} <= {"BSD-3-Clause", "ISC", "MIT", "0BSD"}
    assert text.count("Copyright") >= len(packages) - 1
