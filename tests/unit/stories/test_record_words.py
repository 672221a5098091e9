"""What is on record in words, and a story that knows no more than its day."""

from datetime import date

import pytest

from sim.analysis.setting import setting_of
from sim.prepare import prepare
from sim.stories.narration import Narration
from sim.stories.record_words import furlough_words, record_cell, record_words
from sim.traces.entries import FurloughBegun, RecordedMove
from sim.words import words_in
from tests.runs import shipped

EN = words_in("en")

DAY = date(2020, 3, 31)


def recorded(done, **package):
    return RecordedMove(189, DAY, actor="guest", done=done, **package)


@pytest.mark.parametrize(
    ("made", "said"),
    [
        (recorded("guest_offer", rise=3.49, years=5), "on record: the guest asks for +349%"),
        (recorded("host_offer", rise=0.1, years=5), "on record: the host offers +10.0%"),
        (recorded("round"), "on record: a round ends without a text"),
        (recorded("walkout"), "on record: the guest's delegation leaves the table"),
        (
            recorded("refusal", rise=0.13, years=5, escalator="defence"),
            "on record: the guest's leader refuses a text of +13.0% over 5 years growing with the defence budget",
        ),
    ],
)
def test_words_of_a_move_on_record(made, said):
    assert record_words(EN, made) == said
    is_offer = made.done.endswith("offer")
    assert record_cell(EN, made) == ("" if is_offer else f"– {said}"), "the table leaves offers out"


def test_a_furlough_is_told_once():
    narration = Narration(prepare(shipped("sma11")))
    out = narration.prepared.expiry_day + 91  # told with the end of the money
    first, later = (FurloughBegun(day, DAY) for day in (out, out + 1))
    assert furlough_words(narration, first) == ""
    assert furlough_words(narration, later) == "base workers are sent home without pay"


def test_a_story_as_of_a_day_waits_for_no_election_nobody_reckoned_with():
    spring = date(2025, 3, 1)
    coming = Narration(prepare(shipped("sma12"))).next_handover(spring)
    assert coming.handover == date(2025, 6, 4)
    seen = Narration(prepare(shipped("sma12", "as_of=2024-08-30"))).next_handover(spring)
    assert seen is None or seen.handover != date(2025, 6, 4)


def test_figures_do_not_name_a_winner_still_to_be_drawn():
    labels = [mark.label for mark in setting_of(shipped("sma11", "as_of=2020-04-02")).handovers]
    assert labels[0] == "winner in office"
    assert setting_of(shipped("sma11", "as_of=2020-11-04")).handovers[0].label.startswith("Biden")
