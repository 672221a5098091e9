"""Blocks on threads: all replicates, in order, whatever the number of threads."""

import threading
import time

import numpy as np
import pytest

from sim.experiments.executors import in_order


def numbered(first, rows):
    rows[:, 0] = np.arange(first, first + len(rows))
    rows[:, 1] = threading.get_ident()


def gathered(replicates, workers, fill=numbered, **options):
    return np.concatenate([rows.copy() for rows in in_order(fill, replicates, 2, workers, **options)])


@pytest.mark.parametrize("workers", [1, 2, 5])
@pytest.mark.parametrize("replicates", [1, 9, 10, 11, 99, 100, 101, 457])
def test_all_replicates_come_in_order(replicates, workers):
    rows = gathered(replicates, workers, group=100, block=10)
    assert np.array_equal(rows[:, 0], np.arange(replicates))


def test_order_holds_where_later_blocks_are_done_first():
    def uneven(first, rows):
        time.sleep(0.02 if first % 20 == 0 else 0.0)
        numbered(first, rows)

    assert np.array_equal(gathered(200, 4, uneven, group=50, block=10)[:, 0], np.arange(200))


def test_more_than_one_thread_works():
    def slow(first, rows):
        time.sleep(0.005)
        numbered(first, rows)

    assert len(set(gathered(200, 2, slow, group=100, block=10)[:, 1])) == 2


def test_groups_do_not_depend_on_workers():
    sizes = [[len(rows) for rows in in_order(numbered, 250, 2, workers, group=100, block=7)] for workers in (1, 3)]
    assert sizes == [[100, 100, 50]] * 2


def test_progress_starts_at_zero_and_ends_at_all():
    told = []
    gathered(250, 2, progress=lambda done, total: told.append((done, total)), group=100, block=10)
    assert told[0] == (0, 250)
    assert told[-1] == (250, 250)
    assert [done for done, _ in told] == sorted(done for done, _ in told)


def test_a_failing_block_ends_the_run_and_its_threads():
    def failing(first, rows):
        if first == 120:
            raise RuntimeError("block 120")

    before = threading.active_count()
    with pytest.raises(RuntimeError, match="block 120"):
        gathered(1_000, 2, failing, group=100, block=10)
    assert threading.active_count() == before


def test_leaving_early_stops_what_was_not_begun():
    begun = []

    def noted(first, rows):
        begun.append(first)
        time.sleep(0.002)

    groups = in_order(noted, 100_000, 2, 1, group=1_000, block=10)
    next(groups)
    groups.close()
    assert len(begun) < 300
