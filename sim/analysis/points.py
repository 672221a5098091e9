"""Many worlds at once: what came of each point of a study, as finite numbers, with their Monte Carlo error."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

import numpy as np
import pandas as pd

from sim.analysis.resample import resamples
from sim.analysis.tables import RealArray
from sim.errors import ScenarioError
from sim.scenario.problems import counted

BATCHES = 20  # of replicates: what a bootstrap over replicates draws
READ = ("agreement_day", "blank_days_agreement", "blank_days", "rise")  # columns that figures of a point are made of
FIGURES_READ = (*READ, "signature_day")  # and those that figures by level are
SUMS = ("replicates", "agreed", "delay", "rise", "lapse")


class Output(NamedTuple):
    """A figure of a point."""

    name: str
    label: str
    unit: str


OUTPUTS = (
    Output("agreed", "probability of agreement", "%"),
    Output("delay", "mean delay, cut at the horizon", "days"),
    Output("rise", "mean first-year rise, given agreement", "%"),
    Output("lapse", "probability of a lapse", "%"),
)
NOTE = (
    "Delay: from expiry to agreement, the horizon where there is none. Lapse: no signature by the day of expiry."
    " Rise: over the negotiations that agreed."
)


def factors_of(points: pd.DataFrame) -> list[str]:
    """Names of the factors in a table of points: every column but the point, its seed, labels and units."""
    return [
        name
        for name in points.columns
        if name not in ("point", "seed") and not any(str(name).endswith(end) for end in ("_label", "_unit"))
    ]


def tallies(blocks: Iterable[pd.DataFrame], batches: int = BATCHES) -> pd.DataFrame:
    """Sums by point and batch of replicates, from outcomes in blocks of any size and order.

    Parameters
    ----------
    blocks : outcomes with the columns `point`, `replicate` and those of `READ`
    batches : replicate k falls into batch k modulo this, so that under common luck a batch is the same at each point

    Returns
    -------
    DataFrame
        Columns `point`, `batch` and `SUMS`: numbers of replicates, of agreements and of lapses, and sums of delays and
        of rises.
    """
    parts = []
    for frame in blocks:
        day = frame["agreement_day"].to_numpy(dtype=np.float64, na_value=np.nan)
        agreed = ~np.isnan(day)
        part = pd.DataFrame(
            {
                "point": frame["point"].to_numpy(),
                "batch": frame["replicate"].to_numpy() % batches,
                "replicates": 1.0,
                "agreed": agreed.astype(np.float64),
                "delay": np.where(agreed, day, frame["blank_days_agreement"].to_numpy(dtype=np.float64)),
                "rise": np.nan_to_num(frame["rise"].to_numpy(dtype=np.float64, na_value=np.nan)) * agreed,
                "lapse": (frame["blank_days"].to_numpy(dtype=np.float64) > 0).astype(np.float64),
            }
        )
        parts.append(part.groupby(["point", "batch"], as_index=False).sum())
    if not parts:
        raise ScenarioError(
            "no negotiation is there: no point of the sweep could be run. failures.csv says why; correct the study and"
            " run it again."
        )
    whole = pd.concat(parts, ignore_index=True)
    return whole.groupby(["point", "batch"], as_index=False).sum()


def outputs_of(sums: pd.DataFrame) -> pd.DataFrame:
    """Figures of each point in the units of `OUTPUTS`; the rise is NaN where no replicate of a point agreed.

    `sums` : from `tallies`. Returns the columns `point` and the names of `OUTPUTS`, in the order of the points.
    """
    total = sums.groupby("point", as_index=False)[list(SUMS)].sum().sort_values("point", ignore_index=True)
    values = _figures({name: total[name].to_numpy(dtype=np.float64) for name in SUMS})
    return pd.DataFrame({"point": total["point"], **values})


def resampled_outputs(sums: pd.DataFrame, output: str, times: int) -> pd.DataFrame:
    """One figure of each point as other replicates might have given it: batches drawn with replacement.

    A draw takes the same batches at every point, as their luck is shared. Shape (points, times), indexed by point.
    """
    wide = {name: sums.pivot(index="point", columns="batch", values=name) for name in SUMS}
    index = wide["agreed"].index
    arrays = {name: each.fillna(0.0).to_numpy(dtype=np.float64) for name, each in wide.items()}
    made = np.empty((len(index), times))
    for number, chosen in enumerate(resamples(arrays["agreed"].shape[1], times, stream=2)):
        drawn = {name: each[:, chosen].sum(axis=1) for name, each in arrays.items()}
        made[:, number] = _figures(drawn)[output]
    return pd.DataFrame(made, index=index)


def _figures(sums: dict[str, RealArray]) -> dict[str, RealArray]:
    with np.errstate(invalid="ignore", divide="ignore"):
        return {
            "agreed": 100 * sums["agreed"] / sums["replicates"],
            "delay": sums["delay"] / sums["replicates"],
            "rise": np.where(sums["agreed"] > 0, 100 * sums["rise"] / sums["agreed"], np.nan),
            "lapse": 100 * sums["lapse"] / sums["replicates"],
        }


def joined(points: pd.DataFrame, outputs: pd.DataFrame, output: str) -> RealArray:
    """One output in the order of the points, joined by number; a missing or infinite one is refused.

    Parameters
    ----------
    points, outputs : each with a column `point`, in any order
    output : column of `outputs`
    """
    for words, table in (("points", points), ("outputs", outputs)):
        if table["point"].duplicated().any():
            raise ScenarioError(f"a point stands twice in the table of {words}. Leave one row a point.")
    values = outputs.set_index("point")[output].reindex(points["point"]).to_numpy(dtype=np.float64)
    bad = points["point"].to_numpy()[~np.isfinite(values)]
    gone = not points["point"].isin(outputs["point"]).all()
    if bad.size:
        many = f"{bad.size:,} of {counted(len(points), 'point')}"
        shown = ", ".join(str(each) for each in bad[:5]) + (", …" if bad.size > 5 else "")
        raise ScenarioError(
            f"output '{output}' has no finite value at {many} ({shown}), so no index of it would mean anything."
            f" {'Mend the' if gone else 'Take an output that every point has, such as agreed or delay, or mend the'}"
            " study so that each of its points can be run (failures.csv says which cannot)."
        )
    return values


def discovery_table(points: pd.DataFrame, outputs: pd.DataFrame, names: Sequence[str] | None = None) -> pd.DataFrame:
    """Factors and outputs of a finished study in one table of real numbers, for scenario discovery elsewhere.

    Parameters
    ----------
    points, outputs : joined by point
    names : outputs wanted; by default all that are finite at every point

    Returns
    -------
    DataFrame
        Indexed by point, every column float64 and finite: factors by their codes, then outputs.
    """
    ordered = points.sort_values("point", ignore_index=True)
    if names is None:
        finite = outputs.drop(columns="point").apply(lambda column: bool(np.isfinite(column.astype(float)).all()))
        names = [str(name) for name in outputs.columns if name != "point" and finite[name]]
    table = ordered[factors_of(points)].astype(np.float64)
    for name in names:
        table[name] = joined(ordered, outputs, name)
    table.index = pd.Index(ordered["point"], name="point")
    return table
