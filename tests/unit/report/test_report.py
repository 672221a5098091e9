"""The report as a page: whole in itself, readable without eyes, and honest about what it leaves out."""

import base64
import re
import zlib
from dataclasses import replace
from html.parser import HTMLParser
from itertools import pairwise

import pytest

import sim
from sim.errors import ScenarioError, SimError
from sim.report import pdf
from sim.report.content import content
from sim.report.page import html_of
from sim.report.pdf import pdf_of
from sim.report.source import check_pair, source_of_run
from sim.words import words_in

REPLICATES = 60


def source(*changes: str, seed: int = 1):
    run = sim.run("sma11", set=list(changes), replicates=REPLICATES, seed=seed, draws="point", workers=1)
    return source_of_run(run)


@pytest.fixture(scope="module")
def base():
    return source()


@pytest.fixture(scope="module")
def page(base):
    return html_of(content(base, workers=1))


@pytest.fixture(scope="module")
def compared(base):
    return html_of(content(base, source("successions.0.winner=trump_1"), workers=1))


class Seen(HTMLParser):
    """Elements of a page with their attributes, and its text."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.words: list[str] = []
        self.feed(text)

    def handle_starttag(self, tag, attrs):
        self.elements.append((tag, dict(attrs)))

    def handle_data(self, data):
        self.words.append(data)

    def of(self, tag: str) -> list[dict[str, str | None]]:
        return [attributes for name, attributes in self.elements if name == tag]


def _unpacked(made: bytes) -> bytes:
    """What the compressed streams of a PDF hold."""
    streams = re.findall(rb"stream\n(.*?)\nendstream", made, flags=re.DOTALL)
    return b"".join(zlib.decompress(each) for each in streams if each.startswith(b"x"))


@pytest.mark.parametrize("which", ["page", "compared"])
def test_it_has_no_script_and_no_address_outside_itself(which, request):
    text = request.getfixturevalue(which)
    seen = Seen(text)
    assert not {tag for tag, _ in seen.elements} & {"script", "link", "iframe", "object", "img", "form", "base"}
    for tag, attributes in seen.elements:
        assert not [name for name in attributes if name.startswith("on")], tag
        for name in ("href", "src", "xlink:href"):
            assert (attributes.get(name) or "#").startswith(("#", "data:")), (tag, attributes)
    assert "@import" not in text
    assert set(re.findall(r"url\(([^)]{1})", text)) <= {"#"}
    assert len(text.encode("utf-8")) < 1_000_000


@pytest.mark.parametrize("which", ["page", "compared"])
def test_it_can_be_read_without_eyes(which, request):
    seen = Seen(request.getfixturevalue(which))
    assert seen.of("html") == [{"lang": "en"}]
    levels = [int(tag[1]) for tag, _ in seen.elements if re.fullmatch(r"h[1-6]", tag)]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(below - above <= 1 for above, below in pairwise(levels)), "a heading level is skipped"
    assert seen.of("svg")
    assert all(each["role"] == "img" and len(each["aria-label"] or "") > 40 for each in seen.of("svg"))
    assert all(each.get("scope") in ("col", "row") for each in seen.of("th"))
    assert len(seen.of("caption")) == len(seen.of("table")) >= 5
    names = [each["id"] for _, each in seen.elements if "id" in each]
    assert len(names) == len(set(names)), "two elements have the same name"


def test_the_sentences_are_those_of_the_run(base, page):
    run = sim.run("sma11", replicates=REPLICATES, seed=1, draws="point", workers=1)
    text = " ".join(" ".join(Seen(page).words).split())
    for sentence in run.sentences[0].split(". "):
        assert sentence.split(";")[-1].strip(" .") in text
    assert base.digest in text
    assert f"sma run sma11 --set parameter_draws=point --replicates {REPLICATES} --seed 1" in text


def test_a_comparison_tells_both_and_what_changed(compared):
    text = " ".join(" ".join(Seen(compared).words).split())
    assert "Two worlds under the same luck" in text
    assert "the outcome changed" in text
    assert "Biden administration in office" in text
    assert "Trump administration in office" in text
    assert text.count("manifest.json of the second") == 1


def test_in_korean_too_whatever_a_user_wrote_is_shown_as_he_wrote_it():
    title = "<b>$x$[/no]</b>&amp;<script>1</script>"
    text = html_of(content(source(f'title="{title}"'), language="ko", workers=1))
    seen = Seen(text)
    assert not seen.of("b")
    assert not seen.of("script")
    assert title in "".join(seen.words)
    assert seen.of("html") == [{"lang": "ko"}]
    shown = " ".join(seen.words[seen.words.index(words_in("ko").form("report.answers")) :])
    assert not re.search(r"\{[a-z_]+[:}]", shown)
    headings = re.findall(r"<h[2-4]>([^<]*)</h", text)
    assert all(re.search("[가-힣]", heading) for heading in headings), headings


def test_a_run_of_another_version_gives_no_reasons(base):
    found = content(replace(base, same_program=False))
    assert found.why == found.stories == ()
    assert found.why_not in html_of(found)


def test_worlds_that_do_not_share_their_luck_are_refused(base):
    with pytest.raises(ScenarioError, match=r"seed 2 and 60 replicates, where sma11 has 1 and 60"):
        check_pair(base, source("opening.guest_rise=0.5", seed=2))
    with pytest.raises(ScenarioError, match="the same world as sma11"):
        check_pair(base, base)


def test_the_manifest_in_it_is_the_run(base, page):
    address = next(each["href"] for each in Seen(page).of("a"))
    told = base64.b64decode((address or "").split(",", 1)[1])
    assert type(base.manifest).model_validate_json(told) == base.portable
    assert base.portable.scenario.text == base.manifest.scenario.text
    assert b"/scenarios/" not in told, "the place of a file on this machine"


def test_the_pdf_is_the_same_each_time_and_holds_its_fonts(page):
    pytest.importorskip("weasyprint", reason="needs the extra `report`")
    figure = page[page.index("<figure>") : page.index("</figure>")]
    page = f"<html lang=en><title>Part</title>{figure}</figure></html>"
    made = pdf_of(page)
    assert made.startswith(b"%PDF-")
    assert b"/FontFile" in _unpacked(made)
    assert pdf_of(page) == made


def test_a_pdf_without_letters_is_refused(monkeypatch, page):
    monkeypatch.setattr(pdf, "families_for", lambda text: ((), frozenset("협정")))
    with pytest.raises(SimError, match=r"scripts: Hangul.*fonts-noto-cjk.*print it"):
        pdf_of(page)


def test_without_weasyprint_the_remedy_is_to_install_it_or_to_print(monkeypatch):
    def missing(name):
        raise ImportError(f"No module named {name!r}")

    monkeypatch.setattr(pdf.importlib, "import_module", missing)
    with pytest.raises(SimError, match=r"sma-sim\[report\].*open the HTML in a browser, and print it"):
        pdf.check_pdf()
