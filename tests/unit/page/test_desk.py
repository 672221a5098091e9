"""Runs one at a time; a newer question of a tab stops the older one; the last runs are kept."""

import threading

import pytest

from sim.errors import Interrupted
from sim.page.asked import Asked
from sim.page.desk import KEPT, Desk
from sim.page.shelf import library


def test_a_later_question_of_a_tab_stops_an_earlier_one_of_it_alone():
    desk = Desk(library)
    first, other = desk.newest("tab/answers", 1), desk.newest("other/answers", 1)
    assert not first()
    second = desk.newest("tab/answers", 2)
    assert first()
    assert not second()
    assert not other()


def test_a_run_that_is_stopped_leaves_nothing(desk):
    asked = Asked(scenario="sma11", seed=77)
    looks = iter([False, False, True, True, True, True, True])
    with pytest.raises(Interrupted):
        desk.run(asked, lambda: next(looks, True))
    assert asked.key() not in desk._runs


def test_who_waits_for_the_processors_may_give_up(desk):
    held, told = threading.Event(), threading.Event()

    def hold():
        with desk.alone():
            held.set()
            told.wait(10)

    thread = threading.Thread(target=hold)
    thread.start()
    held.wait(10)
    with pytest.raises(Interrupted), desk.alone(lambda: True):
        pass
    told.set()
    thread.join()


def test_the_same_run_is_made_once_whatever_the_language(desk):
    english, korean = Asked(scenario="sma11"), Asked(scenario="sma11", language="ko")
    assert desk.run(english) is desk.run(korean)
    assert len(desk._runs) <= KEPT


def test_a_question_before_the_engine_is_ready_waits_and_may_be_dropped():
    with pytest.raises(Interrupted):
        Desk(library).wait_until_ready(lambda: True)
