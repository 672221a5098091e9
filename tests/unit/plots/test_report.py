"""The figures of a run: the same bytes each time, nothing cut off or overlapping, any table survives."""

import subprocess
import sys
from dataclasses import replace

import matplotlib
import pytest
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure

from sim.analysis.spreads import joint
from sim.analysis.summary import summarise
from sim.analysis.survival import ENDS, survival
from sim.analysis.tables import Table
from sim.history.episodes import recorded
from sim.plots.report import write_figures
from sim.plots.settlement import settlement_figure
from sim.plots.style import house_style
from sim.plots.survival import survival_figure
from tests.unit.synthetic import SETTING, label, table

NAMES = ["amounts.png", "amounts.svg", "settlement.png", "settlement.svg", "survival.png", "survival.svg"]


def constant(count):
    frame = table(count, settled=1.0).copy()
    for column in ("rise", "amount", "amount_usd_m", "agreement_day", "signature_day", "entry_day"):
        frame[column] = frame[column].iloc[0]
    return frame


TABLES = {
    "usual": table(2_000),
    "one": table(1, settled=1.0),
    "two": table(2),
    "no agreement": table(60, settled=0.0),
    "all agree": table(500, settled=1.0),
    "constant": constant(200),
}


def write(folder, frame, record):
    summary = summarise(frame, label(len(frame)), SETTING, record)
    return write_figures(folder, Table(frame), summary)


@pytest.fixture
def drawn(monkeypatch):
    """Figures as they are drawn, kept for a look."""
    kept = []
    monkeypatch.setattr("sim.plots.report.save", lambda figure, folder, name: kept.append(figure) or ())
    return kept


def renderer_of(figure: Figure):
    return FigureCanvasAgg(figure).get_renderer()


@pytest.fixture(scope="module")
def written(tmp_path_factory):
    """Figures of the usual table, as their maker names them."""
    return write(tmp_path_factory.mktemp("usual") / "figures", TABLES["usual"], recorded(11))


@pytest.fixture
def usual(written):
    """Folder with these figures."""
    return written[0].parent


def assert_equal(one, other):
    for name in NAMES:
        assert (one / name).read_bytes() == (other / name).read_bytes(), name


def test_each_figure_comes_as_png_and_svg(written, usual):
    assert sorted(path.name for path in written) == sorted(path.name for path in usual.iterdir()) == NAMES


def test_the_same_table_gives_the_same_bytes(usual, tmp_path):
    write(tmp_path, TABLES["usual"], recorded(11))
    assert_equal(usual, tmp_path)


@pytest.mark.parametrize("record", [recorded(11), None], ids=["record", "no record"])
@pytest.mark.parametrize("name", TABLES)
def test_no_text_is_cut_off_at_the_edge(drawn, tmp_path, name, record):
    with house_style():
        write(tmp_path / "figures", TABLES[name], record)
        assert len(drawn) == 3
        for figure in drawn:
            drawn_inches = figure.get_tightbbox(renderer_of(figure))
            wide, high = figure.get_size_inches()
            assert drawn_inches.x0 >= 0
            assert drawn_inches.y0 >= 0
            assert drawn_inches.x1 <= wide
            assert drawn_inches.y1 <= high


def test_labels_of_marked_days_do_not_overlap(drawn, tmp_path):
    with house_style():
        write(tmp_path / "figures", TABLES["usual"], recorded(11))
        for figure in drawn:
            renderer = renderer_of(figure)
            figure.draw(renderer)
            marks = [
                text.get_window_extent(renderer)
                for axes in figure.axes
                for text in axes.texts
                if text.get_text().endswith(("in office", "expires", "horizon"))
            ]
            for place, one in enumerate(marks):
                assert not any(one.overlaps(other) for other in marks[place + 1 :])


def test_the_record_and_the_caption_are_in_every_figure(drawn, tmp_path):
    frame = TABLES["usual"]
    write(tmp_path / "figures", frame, recorded(11))
    for figure in drawn:
        assert any(label(len(frame)).line() in " ".join(text.get_text().split()) for text in figure.texts)
        legends = [*figure.legends, *(axes.get_legend() for axes in figure.axes if axes.get_legend())]
        assert any("record" in text.get_text() for legend in legends for text in legend.get_texts())


def test_the_share_without_agreement_is_written_out():
    found = joint(TABLES["usual"])
    with house_style():
        figure = settlement_figure(found, SETTING, label(2_000))
    words = [text.get_text() for axes in figure.axes for text in axes.texts]
    assert f"{100 * found.ends[3].share:.1f}%" in words


def test_what_is_left_at_the_horizon_stands_in_the_legend():
    curves = {end: survival(TABLES["usual"], end) for end in ENDS}
    with house_style():
        figure = survival_figure(curves, SETTING, label(2_000))
    words = [text.get_text() for text in figure.axes[0].get_legend().get_texts()]
    left = 100 * curves["signature"].censored / curves["signature"].count
    assert f"signature ({left:.1f}% not by the horizon)" in words


def test_the_users_own_settings_are_neither_used_nor_changed(usual, tmp_path):
    with matplotlib.rc_context({"font.size": 30, "savefig.dpi": 20}):
        write(tmp_path, TABLES["usual"], recorded(11))
        assert matplotlib.rcParams["font.size"] == 30
    assert_equal(usual, tmp_path)


def test_pyplot_and_its_global_state_are_not_used():
    code = "import sys, sim.plots.report; sys.exit('matplotlib.pyplot' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


def test_amounts_say_how_many_agreed(drawn, tmp_path):
    write(tmp_path / "figures", TABLES["no agreement"], None)
    assert any("0 of 60 replicates" in text.get_text() for figure in drawn for text in figure.texts)


def test_a_caption_that_names_what_was_set_stays_inside_the_figure():
    """With the longest captions there are: overrides, their letters and limits as many as a caption names."""
    long = replace(label(2_000), changes=("parameters.audience_guest=0." + 40 * "0",) * 9, limits=("another host",))
    with house_style():
        figure = settlement_figure(joint(TABLES["usual"]), SETTING, long)
        canvas = FigureCanvasAgg(figure)
        canvas.draw()
        (written,) = (text for text in figure.texts if "sma-sim" in text.get_text())
        box, whole = written.get_window_extent(canvas.get_renderer()), figure.bbox
    assert 0 <= box.x0 < box.x1 <= whole.x1
    assert " ".join(written.get_text().split()).startswith(long.line())
    assert "and 6 more" in written.get_text()
