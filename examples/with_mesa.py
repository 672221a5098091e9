"""Mesa: `batch_run` over replicates, and a data collector of one's own on a model that is stepped.

The model is the compiled engine's readable twin, a few seconds for ten negotiations: for thousands take `sim.run`,
whose row k is this model's replicate k.
"""

import inspect

import mesa
import pandas as pd
from mesa.batchrunner import batch_run

import sim


def main() -> None:
    luck = {"rng": 1} if "rng" in inspect.signature(batch_run).parameters else {}  # from Mesa 3.5 on
    rows = batch_run(
        sim.NegotiationModel,
        {"scenario": "sma12", "replicate": range(3), "record": False, **({} if luck else {"seed": 1})},
        max_steps=400,
        data_collection_period=-1,
        display_progress=False,
        **luck,
    )
    print(pd.DataFrame(rows)[["replicate", "stage", "rounds", "rise", "signature_day"]])

    model = sim.NegotiationModel("sma12", seed=1, replicate=0)
    model.datacollector = mesa.DataCollector({"day": "day", "anger": lambda talks: talks.public.anger})
    while model.running:
        model.step()
    print(model.datacollector.get_model_vars_dataframe().tail(3))


if __name__ == "__main__":
    main()
