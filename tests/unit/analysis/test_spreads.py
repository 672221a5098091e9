"""Histograms and the joint distribution of rise and date."""

import numpy as np
import pandas as pd
import pytest

from sim.analysis.spreads import histogram, joint, round_edges, round_width, spreads
from tests.unit.synthetic import table


@pytest.mark.parametrize(
    ("least", "width"),
    [(1.0, 1.0), (1.01, 2.0), (3.0, 5.0), (5.1, 10.0), (0.04, 0.05), (0.0011, 0.002), (700.0, 1000.0)],
)
def test_widths_are_round(least, width):
    assert round_width(least) == pytest.approx(width)


def test_edges_hold_the_whole_range():
    edges = round_edges(-0.03, 0.139, 0.02)
    assert edges[0] == pytest.approx(-0.04)
    assert edges[-1] == pytest.approx(0.14)
    assert round_edges(3.0, 3.0, 1.0).tolist() == [3.0, 4.0]


def test_the_histogram_counts_every_replicate_that_agreed():
    frame = table(4_000)
    found = histogram(frame, "amount", marked=[1038.9])
    assert found.total == frame["agreed"].sum() == found.counts.sum() + found.outside
    assert found.shown[0] < 1038.9 < found.shown[1]


def test_far_outliers_are_counted_outside_and_not_shown():
    frame = pd.DataFrame({"rise": np.append(np.linspace(0.02, 0.2, 999), 20.0)})
    found = histogram(frame, "rise")
    assert found.outside >= 1
    assert found.shown[1] < 0.3


def test_a_single_value_does_not_fill_the_axis():
    found = histogram(pd.DataFrame({"amount": [1183.3]}), "amount", narrowest=20.0)
    assert found.counts.tolist() == [1]
    assert found.edges[1] - found.edges[0] < 1
    assert found.shown == pytest.approx((1173.3, 1193.3))


def test_no_agreement_leaves_empty_edges():
    found = histogram(table(50, settled=0.0), "amount", marked=[1038.9], narrowest=20.0)
    assert (found.edges.size, found.counts.size, found.total) == (0, 0, 0)
    assert found.shown == pytest.approx((1028.9, 1048.9))


def test_the_joint_counts_and_the_ends_cover_all_replicates():
    frame = table(4_000)
    found = joint(frame, record=(464, 0.139))
    signed, agreed_only, stands, none = found.ends
    assert signed.count == frame["signature_day"].notna().sum() == found.counts.sum() + found.outside
    assert signed.count + agreed_only.count == frame["agreed"].sum()
    assert signed.count + agreed_only.count + stands.count + none.count == signed.of == 4_000
    assert found.counts.shape == (found.day_edges.size - 1, found.rise_edges.size - 1)
    assert found.day_edges[0] <= frame["signature_day"].min()
    assert found.day_edges[-1] > frame["signature_day"].max()
    assert found.days_shown[0] < 0 < 464 < found.days_shown[1]


def test_the_joint_without_a_signature_still_shows_expiry_and_record():
    found = joint(table(50, settled=0.0), record=(464, 0.139))
    assert found.counts.size == 0
    assert found.ends[3].share == 1.0
    assert found.days_shown[0] < 0 < 464 < found.days_shown[1]
    assert found.rises_shown[0] < 0.139 < found.rises_shown[1]


def test_spreads_are_over_the_replicates_that_have_a_value():
    frame = table(2_001)
    rise, gain = spreads(frame, {"rise": "Rise", "gain_lost": "Gain"}, {"rise": 0.139})
    values = np.sort(frame["rise"].dropna().to_numpy())
    assert rise.count == values.size < gain.count == 2_001
    assert rise.median in values
    assert rise.median == pytest.approx(np.median(values), abs=1e-3)
    assert rise.percentile == pytest.approx(np.mean(values < 0.139))
    assert rise.ranges[50][0] <= rise.median <= rise.ranges[50][1]
    assert (gain.recorded, gain.percentile) == (None, None)
