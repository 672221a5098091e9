"""What holds for every figure: text of the user is text, letters have a font, dates have ticks."""

import subprocess
import sys
import warnings
from datetime import date

import pytest
from matplotlib.dates import ConciseDateFormatter, date2num
from matplotlib.figure import Figure
from matplotlib.font_manager import fontManager
from matplotlib.text import Text

from sim.plots import fonts
from sim.plots.style import caption, date_ticks, house_style, mark_lines, save
from tests.unit.plots.layout import faults
from tests.unit.plots.makers import MAKERS, public_makers

DOLLARS = "From $5bn (50% cut) to $2.5bn"
MARKUP = r"[/no] [what if] *a* _b_ |c| <i> \alpha \$1 $\frac$"
ONE_WORD = "Averyveryverylongwordwithoutanyblankatwhichitcouldbebrokeninto"
SENTENCE = "What if the talks went on, the ceiling held, and nobody gave way before the year after the election?"
OF_USERS = [each for each in MAKERS if each.__module__ not in ("sim.plots.calibration", "sim.plots.provocations")]
KOREAN = "제11차 방위비분담 특별협정"


def words_of(figure: Figure) -> str:
    """Everything written in a figure, tick labels included."""
    for axes in figure.axes:
        axes.get_xticklabels()
        axes.get_yticklabels()
    return "\n".join(each.get_text() for each in figure.findobj(Text))


def test_every_figure_maker_is_tried():
    assert set(MAKERS) == public_makers()


@pytest.mark.parametrize("maker", MAKERS, ids=lambda maker: f"{maker.__module__}.{maker.__name__}")
def test_text_of_the_user_is_drawn_as_it_is(maker, tmp_path):
    text = f"{DOLLARS} {MARKUP}"
    with house_style(), warnings.catch_warnings():
        warnings.simplefilter("error")
        figure = MAKERS[maker](text)
        save(figure, tmp_path, "figure")
        assert text in words_of(figure)
        assert not any(each.get_parse_math() for each in figure.findobj(Text))


@pytest.mark.parametrize("maker", OF_USERS, ids=lambda maker: f"{maker.__module__}.{maker.__name__}")
def test_no_words_are_cut_off_or_run_into_others_however_long(maker, tmp_path):
    with house_style():
        figure = MAKERS[maker](f"{ONE_WORD} {SENTENCE}")
        before = figure.get_size_inches()
        save(figure, tmp_path, "figure")
        assert faults(figure) == []
        assert (figure.get_size_inches() < 1.8 * before).all()  # long words are folded


def test_a_legend_names_levels_that_begin_with_an_underscore(tmp_path):
    maker = next(each for each in MAKERS if each.__module__ == "sim.plots.levels" and "survival" in each.__name__)
    with house_style():
        figure = MAKERS[maker]("hidden")
    (legend,) = [axes.get_legend() for axes in figure.axes if axes.get_legend()]
    assert [each.get_text() for each in legend.get_texts()] == ["_hidden", "hidden"]


@pytest.mark.parametrize("least", [3, 4, 5])
def test_an_axis_of_dates_has_ticks_without_a_warning_however_long_it_is(least):
    start = float(date2num(date(2019, 12, 31)))
    for days in [*range(1, 400, 11), *range(400, 4_000, 61), *range(4_000, 40_000, 997)]:
        with house_style(), warnings.catch_warnings():
            warnings.simplefilter("error")
            axes = Figure().add_subplot()
            axes.set_xlim(start, start + days)
            axes.xaxis.set_major_formatter(ConciseDateFormatter(date_ticks(axes.xaxis, least)))
            ticks = [each for each in axes.get_xticks() if start <= each <= start + days]
        assert least - 1 <= len(ticks) <= 2 * least + 2, days


def test_an_axis_of_dates_reads_as_dates():
    with house_style():
        axes = Figure().add_subplot()
        axes.set_xlim(float(date2num(date(2019, 6, 1))), float(date2num(date(2021, 6, 1))))
        axes.xaxis.set_major_formatter(ConciseDateFormatter(date_ticks(axes.xaxis, 4), show_offset=False))
        assert "2020" in [each.get_text() for each in axes.get_xticklabels()]


@pytest.fixture
def boxes(tmp_path, monkeypatch):
    """A font with a box for each Korean syllable used here, and caches that know nothing yet."""
    from fontTools.fontBuilder import FontBuilder
    from fontTools.pens.ttGlyphPen import TTGlyphPen

    pen = TTGlyphPen(None)
    for place, point in enumerate(((100, 0), (100, 700), (800, 700), (800, 0))):
        (pen.lineTo if place else pen.moveTo)(point)
    pen.closePath()
    box = pen.glyph()
    letters = sorted(set(KOREAN) - {" "})
    names = [".notdef", *(f"uni{ord(letter):04X}" for letter in letters)]
    font = FontBuilder(1000, isTTF=True)
    font.setupGlyphOrder(names)
    font.setupCharacterMap({ord(letter): name for letter, name in zip(letters, names[1:], strict=True)})
    font.setupGlyf(dict.fromkeys(names, box))
    font.setupHorizontalMetrics(dict.fromkeys(names, (900, 100)))
    font.setupHorizontalHeader(ascent=800, descent=-200)
    font.setupNameTable({"familyName": "Boxes for Tests", "styleName": "Regular"})
    font.setupOS2(usWeightClass=400)
    font.setupPost()
    path = tmp_path / "boxes.ttf"
    font.save(path)
    _forget()
    monkeypatch.setattr(fonts, "findSystemFonts", lambda: [str(path)])
    monkeypatch.setattr(fontManager, "ttflist", list(fontManager.ttflist))
    yield path
    _forget()


def _forget():
    for each in (fonts._chosen, fonts._letters_of, fonts._tell):
        each.cache_clear()


@pytest.fixture
def no_other_fonts(monkeypatch):
    _forget()
    own = [each for each in fontManager.ttflist if "matplotlib" in each.fname]
    monkeypatch.setattr(fontManager, "ttflist", own)
    monkeypatch.setattr(fonts, "findSystemFonts", list)
    yield
    _forget()


def _titled(title: str) -> Figure:
    figure = Figure(figsize=(4, 3))
    axes = figure.add_subplot()
    axes.set_yticks([0, 1], [title, "plain"])
    caption(figure, title)
    return figure


def test_letters_the_house_font_lacks_are_drawn_with_an_installed_one(boxes, tmp_path, capsys):
    with house_style(), warnings.catch_warnings():
        warnings.simplefilter("error")
        figure = _titled(KOREAN)
        save(figure, tmp_path, "figure")
    assert capsys.readouterr().err == ""
    families = {tuple(each.get_fontfamily()) for each in figure.findobj(Text) if KOREAN in each.get_text()}
    assert families == {("DejaVu Sans", "Boxes for Tests")}


def test_letters_no_font_has_are_told_once_by_their_script(no_other_fonts, tmp_path, capsys):
    with house_style(), warnings.catch_warnings():
        warnings.simplefilter("error")
        for name in ("one", "two"):
            save(_titled(f"{KOREAN} 協定 Обмен ☃"), tmp_path, name)
    told = capsys.readouterr().err
    assert told.count("Chinese characters, Hangul") == 1
    assert "Install a font" in told
    assert "Cyrillic" not in told  # which the house font has


def test_plain_titles_look_for_no_other_font(monkeypatch, tmp_path):
    _forget()
    monkeypatch.setattr(fonts, "findSystemFonts", lambda: pytest.fail("looked for fonts"))
    with house_style():
        save(_titled("±5% – “Ümlaut” → …"), tmp_path, "figure")


def test_wide_letters_take_twice_the_room():
    with house_style():
        figure = Figure(figsize=(10, 4))
        axes = figure.add_axes((0.1, 0.1, 0.8, 0.6))
        axes.set_xlim(0, 100)
        mark_lines((axes,), [(10.0, "한" * 20, "-"), (40.0, "other", ":")])
    low, high = (each.get_position()[1] for each in axes.texts)
    assert low < high  # on a row of its own
    assert fonts.letter_width("한a") == 3


def test_fonts_are_looked_for_without_pyplot():
    code = "import sys, sim.plots.style; sys.exit('matplotlib.pyplot' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
