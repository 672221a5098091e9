"""ArviZ: the shipped posterior as its inference data, with the prior beside it.

The draws are equally likely and their order means nothing, so they stand as one chain, of which diagnostics of chains
(R-hat, effective sample size) say nothing. `sma trust` and `sma identify` say how far the posterior may be believed.
"""

import arviz as az
import numpy as np

import sim
from sim.posterior.draws import read_posterior


def inference_data() -> object:
    """Groups `posterior` and `prior`, each parameter a variable of shape (chain 1, draws)."""
    posterior = read_posterior()
    parameters = sim.load_scenario("sma11").scenario.parameters
    dice = np.random.default_rng(1)
    groups = {
        "posterior": {name: posterior.values[:, [column]].T for column, name in enumerate(posterior.names)},
        "prior": {name: dice.uniform(*getattr(parameters, name).prior, (1, 4000)) for name in posterior.names},
    }
    return az.from_dict(groups) if int(az.__version__.split(".")[0]) else az.from_dict(**groups)


def main() -> None:
    data = inference_data()
    names = ["leader_price", "discount_host", "discount_guest"]
    print(az.summary(data, var_names=names, kind="stats"))
    for name in names:
        narrower = 1 - float(data.posterior[name].std()) / float(data.prior[name].std())
        print(f"{name}: standard deviation {narrower:.0%} less than the prior's")


if __name__ == "__main__":
    main()
