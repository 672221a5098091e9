"""Parameters that differ from host to host: their priors, and what a file of draws holds of them."""

import numpy as np
import pytest
from scipy.stats import kstest

from sim.calibration.inference.prior import Prior
from sim.history.keys import HOSTS
from sim.posterior.draws import read_posterior
from sim.posterior.hosts import NEW, POOLED, of_host, parameter_of, spread_of
from sim.posterior.write import write_posterior
from tests.posteriors import by_host, prior

KNOWN = by_host()
UNMET = "Poland"


def with_spread(values: np.ndarray, tau: float) -> np.ndarray:
    """The same coordinates, the spread of every parameter over hosts another."""
    found = values.copy()
    found[:, [KNOWN.names.index(spread_of(name)) for name in POOLED]] = tau
    return found


def shares(known: Prior, values: np.ndarray, name: str, host: str) -> np.ndarray:
    column = known.names.index(name)
    own = known.of_host(values, host)[:, known.parameters.index(name)]
    return (own - known.low[column]) / (known.high[column] - known.low[column])


def test_without_a_spread_all_hosts_have_the_common_mean():
    values = with_spread(KNOWN.draw(1, 0, 50), 0.0)
    common = values[:, [KNOWN.names.index(name) for name in KNOWN.parameters]]
    for host in (*HOSTS, UNMET):
        assert KNOWN.of_host(values, host) == pytest.approx(common)


def test_a_spread_moves_what_differs_by_host_and_nothing_else():
    korea, japan = (KNOWN.of_host(with_spread(KNOWN.draw(1, 0, 50), 1.0), host) for host in HOSTS)
    moved = {name for name, a, b in zip(KNOWN.parameters, korea.T, japan.T, strict=True) if (a != b).any()}
    assert moved == set(POOLED) == set(KNOWN.pooled)


@pytest.mark.parametrize("tau", [0.3, 3.0])
@pytest.mark.parametrize("host", HOSTS)
def test_the_prior_of_a_hosts_value_is_that_of_the_file_whatever_the_spread(tau, host):
    values = with_spread(KNOWN.draw(2, 0, 3000), tau)
    for name in POOLED:
        assert kstest(shares(KNOWN, values, name, host), "uniform").pvalue > 1e-4, name


def test_a_host_not_known_has_a_draw_of_its_own_and_the_same_each_time():
    values = KNOWN.draw(3, 0, 3000)
    found = KNOWN.of_host(values, UNMET)
    assert np.array_equal(found, KNOWN.of_host(values, UNMET))
    for name in POOLED:
        column = KNOWN.parameters.index(name)
        assert (found[:, column] != KNOWN.of_host(values, HOSTS[0])[:, column]).all(), name
        assert kstest(shares(KNOWN, values, name, UNMET), "uniform").pvalue > 1e-4, name
    one, other = (shares(KNOWN, with_spread(values, 5.0), name, UNMET) for name in POOLED[:2])
    assert abs(np.corrcoef(one, other)[0, 1]) < 0.1, "what it has of one parameter says nothing of another"


def test_the_larger_the_spread_the_less_hosts_have_in_common():
    values = KNOWN.draw(4, 0, 3000)
    name = POOLED[0]
    close = [
        np.corrcoef(*(shares(KNOWN, with_spread(values, tau), name, host) for host in HOSTS))[0, 1]
        for tau in (0.2, 1.0, 4.0)
    ]
    # Correlation of x of two hosts: 1 / (1 + tau^2); of their shares nearly the same.
    assert close == pytest.approx([0.96, 0.5, 0.06], abs=0.06)


def test_shares_of_all_coordinates_are_even_and_lead_back():
    values = KNOWN.draw(5, 0, 2000)
    share = KNOWN.share(values)
    assert KNOWN.at(share) == pytest.approx(values, abs=1e-6)
    assert all(kstest(column, "uniform").pvalue > 1e-4 for column in share.T)
    spreads = values[:, [KNOWN.names.index(spread_of(name)) for name in POOLED]]
    assert (spreads >= 0.0).all()
    assert np.median(spreads) == pytest.approx(0.7 * 0.6745, rel=0.1), "half-normal"


def test_a_file_read_for_a_host_gives_what_the_prior_gives(tmp_path):
    values = KNOWN.draw(6, 0, 20)
    names, table = KNOWN.table(values)
    assert len(names) == len(prior().names) + len(POOLED) * (1 + len(HOSTS) + 1)
    assert {parameter_of(name) for name in names} == set(KNOWN.parameters)
    write_posterior(tmp_path / "p.parquet", names, {"": table}, {})
    for host in (*HOSTS, UNMET):
        found = read_posterior(tmp_path / "p.parquet", host=host)
        assert found.names == KNOWN.parameters
        assert found.values == pytest.approx(KNOWN.of_host(values, host), rel=1e-6)
    assert read_posterior(tmp_path / "p.parquet").names == names


def test_columns_are_named_by_parameter_and_host():
    assert spread_of("fair_growth") == "fair_growth.spread"
    assert of_host("fair_growth", "Republic of Korea") == "fair_growth@Republic of Korea"
    assert of_host("fair_growth", NEW) == "fair_growth@new"
    for column in ("fair_growth", "fair_growth.spread", "fair_growth@Republic of Korea"):
        assert parameter_of(column) == "fair_growth"


def test_one_host_alone_is_not_told_apart():
    assert prior().hosts == ()
    assert prior().pooled == ()
    values = prior().draw(1, 0, 5)
    assert np.array_equal(prior().of_host(values, HOSTS[1]), values)
    assert prior().table(values)[0] == prior().names
