"""SALib: what drives the rise, by its own samplers and analyses around a function of three parameters.

For whole studies `sma sweep` and `sma sensitivity` do this resumably and with intervals; this is for an analysis that
they do not have. Common luck (one seed at every point) keeps Monte Carlo error out of the differences.
"""

import numpy as np
from SALib import ProblemSpec

import sim

SCENARIO = sim.load_scenario("sma11")
NAMES = ("leader_price", "discount_host", "discount_guest")
PRIORS = {name: getattr(SCENARIO.scenario.parameters, name).prior for name in NAMES}


def mean_rise(points: np.ndarray) -> np.ndarray:
    """Mean first-year rise, percent, at each point; shape (points,), from shape (points, parameters)."""
    return np.array([100 * _rise(point) for point in points])


def _rise(point: np.ndarray) -> float:
    changes = [f"parameters.{name}={value}" for name, value in zip(NAMES, point, strict=True)]
    return float(sim.run(SCENARIO, set=changes, replicates=100, seed=1).frame["rise"].mean())


def main() -> None:
    problem = ProblemSpec({"names": list(NAMES), "bounds": [list(PRIORS[name]) for name in NAMES], "outputs": ["rise"]})
    problem.sample_morris(4, num_levels=4, seed=1)
    problem.evaluate(mean_rise)
    problem.analyze_morris(seed=1)
    print(problem.to_df().round(2))


if __name__ == "__main__":
    main()
