"""EMA Workbench: the simulator as a model of the workbench, and PRIM on its experiments.

What nobody knows is an uncertainty over its prior; what the outcome is made of comes back as scalars. PRIM then names
the box of the uncertainties in which negotiations take long. Everything runs in this process: the compiled loop frees
the interpreter lock, and a run uses all processors itself.
"""

import ema_workbench
import numpy as np
from ema_workbench import Model, RealParameter, ScalarOutcome, perform_experiments
from ema_workbench.analysis import prim

import sim

SCENARIO = sim.load_scenario("sma11")
OLD = int(ema_workbench.__version__.split(".")[0]) < 3  # as it is for Python 3.11
NAMES = ("leader_price", "discount_host", "discount_guest")


def talks(**uncertain: float) -> dict[str, float]:
    """One experiment: a hundred negotiations with these parameters, the same luck in each experiment."""
    changes = [f"parameters.{name}={value}" for name, value in uncertain.items()]
    frame = sim.run(SCENARIO, set=changes, replicates=100, seed=1).frame
    return {
        "agreed": 100 * float(frame["agreed"].mean()),
        "delay": float(frame["agreement_day"].fillna(frame["blank_days_agreement"]).mean()),
        "lapse": 100 * float((frame["blank_days"] > 0).mean()),
    }


def model() -> Model:
    """The scenario as a model of the workbench; names of models hold letters and numbers only."""
    made = Model("sma11", function=talks)
    priors = {name: getattr(SCENARIO.scenario.parameters, name).prior for name in NAMES}
    made.uncertainties = [RealParameter(name, *priors[name]) for name in NAMES]
    made.outcomes = [ScalarOutcome("agreed"), ScalarOutcome("delay"), ScalarOutcome("lapse")]
    return made


def main() -> None:
    if OLD:  # sampled with NumPy's global generator
        np.random.seed(1)  # noqa: NPY002
        experiments, outcomes = perform_experiments(model(), 40)
    else:
        experiments, outcomes = perform_experiments(model(), 40, uncertainty_sampling_kwargs={"rng": 1})
    slow = outcomes["delay"] > np.quantile(outcomes["delay"], 0.6)
    box = prim.Prim(experiments[list(NAMES)], slow, **({"threshold": 0.6} if OLD else {})).find_box()
    box.inspect(style="table")


if __name__ == "__main__":
    main()
