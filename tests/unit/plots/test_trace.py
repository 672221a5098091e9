"""The figure of one negotiation: nothing cut off or overlapping, whatever happened; the same bytes each time."""

from itertools import combinations

import pytest
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.dates import date2num

from sim.history.episodes import recorded
from sim.plots.fonts import covering
from sim.plots.style import house_style, save
from sim.plots.trace import trace_figure
from sim.stories.course import course
from sim.traces.entries import EntryIntoForce, Expiry, FundsOut, FurloughBegun, FurloughEnded, HorizonReached, Signature
from tests.runs import run
from tests.unit.handmade import content, elected, entry, handover, meeting, outcome, played, prepared, trace


def refused_then_settled():
    """A replicate of the 11th in which a leader refused a text before another one settled it."""
    found = run(prepared("sma11"), 100)
    return next(n for n in range(100) if found["guest_refusals"][n] and found["agreed"][n])


def real(name, replicate, *overrides):
    ready, record, row = played(name, replicate, *overrides)
    return course(ready, record, row, recorded(ready.scenario.agreement.number))


def handmade(*parts, **values):
    return course(prepared(), trace(*parts), outcome(**values), recorded(11))


CASES = {
    "early settlement": lambda: real("sma12", 0),
    "refused, then settled": lambda: real("sma11", refused_then_settled()),
    "many rounds": lambda: real("sma10", 0),
    "no agreement": lambda: real("sma11", 0, "agreement.horizon_years=0.3"),
    "no round at all": lambda: handmade(entry(98, Expiry), entry(1194, HorizonReached)),
    "one round, none after expiry": lambda: handmade(meeting(1, 0), entry(98, Expiry), entry(1194, HorizonReached)),
    "everything on close days": lambda: handmade(
        meeting(1, 0),
        entry(98, Expiry),
        entry(99, FundsOut),
        entry(99, FurloughBegun),
        elected(100),
        entry(101, FurloughEnded, by="act"),
        handover(102),
        elected(103, "yoon_suk_yeol", "lee_jae_myung", "host"),
        handover(104, "yoon_suk_yeol", "moon_jae_in", "host"),
        entry(105, Signature, content=content()),
        entry(106, EntryIntoForce),
    ),
    "a demand beyond all scales": lambda: handmade(meeting(1, 0, guest_rise=10.0), entry(1194, HorizonReached)),
}


def in_korean(name, replicate):
    ready, record, row = played(name, replicate)
    return course(ready, record, row, recorded(ready.scenario.agreement.number), "ko")


CASES["in Korean"] = lambda: in_korean("sma11", 0)


@pytest.fixture(params=CASES, scope="module")
def figure(request):
    with house_style():
        made = trace_figure(CASES[request.param](), f"One negotiation: {request.param}", "caption")
        with covering(made):  # the fonts with which it is saved
            FigureCanvasAgg(made).draw()
            yield made


def renderer_of(figure):
    return FigureCanvasAgg(figure).get_renderer()


def test_no_text_is_cut_off_at_the_edge(figure):
    drawn = figure.get_tightbbox(renderer_of(figure))
    wide, high = figure.get_size_inches()
    assert drawn.x0 >= 0
    assert drawn.y0 >= 0
    assert drawn.x1 <= wide
    assert drawn.y1 <= high


def test_labels_of_dates_overlap_neither_each_other_nor_the_title(figure):
    renderer = renderer_of(figure)
    texts = [each for each in figure.axes[0].texts if each.get_window_extent(renderer).y0 > figure.axes[0].bbox.y1]
    boxes = [each.get_window_extent(renderer) for each in (*texts, *figure.texts)]
    assert len(boxes) >= 2
    for one, other in combinations(boxes, 2):
        assert not one.overlaps(other)


def test_legends_stand_beside_the_data_and_clear_of_each_other(figure):
    renderer = renderer_of(figure)
    panels = [axes.get_window_extent(renderer) for axes in figure.axes]
    legends = [axes.get_legend().get_window_extent(renderer) for axes in figure.axes if axes.get_legend()]
    ticks = []
    for axes in figure.axes:
        low, high = axes.get_ylim()
        drawn = [tick.label2 for tick in axes.yaxis.get_major_ticks() if low <= tick.get_loc() <= high]
        ticks += [text.get_window_extent(renderer) for text in (*drawn, axes.yaxis.label) if text.get_visible()]
    assert legends
    for legend in legends:
        assert [other for other in (*panels, *ticks) if legend.overlaps(other)] == []
    for one, other in combinations(legends, 2):
        assert not one.overlaps(other)


def test_the_same_negotiation_gives_the_same_bytes(tmp_path):
    for folder in ("one", "two"):
        (tmp_path / folder).mkdir()
        with house_style():
            save(trace_figure(real("sma11", 7), "title", "caption"), tmp_path / folder, "figure")
    for name in ("figure.png", "figure.svg"):
        assert (tmp_path / "one" / name).read_bytes() == (tmp_path / "two" / name).read_bytes()


def test_it_shows_what_was_offered_refused_and_settled_and_the_record():
    talks = CASES["refused, then settled"]()
    with house_style():
        figure = trace_figure(talks, "title", "caption")
    offers = figure.axes[0]
    words = [text.get_text() for text in offers.get_legend().get_texts()]
    assert {"guest asks for", "host offers", "text refused by a leader", "record: +13.9%"} <= set(words)
    lines = {line.get_label(): line for line in offers.get_lines()}
    assert list(lines["text refused by a leader"].get_ydata()) == [rise for _, rise in talks.refused]
    (settled,) = (line for label, line in lines.items() if label.startswith("settlement"))
    assert [settled.get_xdata()[0], settled.get_ydata()[0]] == [date2num(talks.settled[0]), talks.settled[1]]
    low, high = offers.get_ylim()
    assert all(low < rise < high for line in (*talks.guest, *talks.host) for _, rise in line)


def test_without_a_record_none_is_marked():
    ready, history, row = played("sma11", 7)
    with house_style():
        figure = trace_figure(course(ready, history, row), "title", "caption")
    assert not any("record" in text.get_text() for text in figure.axes[0].get_legend().get_texts())


def test_a_far_expiry_is_said_in_words():
    talks = course(prepared(), trace(meeting(1, 0), entry(20, EntryIntoForce)), outcome())
    with house_style():
        figure = trace_figure(talks, "title", "caption")
    assert any("expires on 31 December 2019" in text.get_text() for text in figure.texts)


def test_time_runs_over_all_that_happened_and_events_stand_on_their_days():
    talks = CASES["refused, then settled"]()
    with house_style():
        figure = trace_figure(talks, "title", "caption")
    offers = figure.axes[0]
    assert offers.get_xlim() == tuple(date2num(day) for day in talks.shown)
    upright = {line.get_xdata()[0] for line in offers.get_lines() if len(set(line.get_xdata())) == 1}
    for mark in talks.marks:
        assert any(abs(at - date2num(mark.date)) < 1e-6 for at in upright), mark.label
