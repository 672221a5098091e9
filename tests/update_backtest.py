"""Write sim/answers/backtest.json from findings of `sma validate`: `python -m tests.update_backtest FOLDER`.

The file holds the scores as of the opening day and what they were made with; everything else stays in the findings.
"""

import json
import sys
from pathlib import Path
from typing import Any

from sim.answers.lost import FILE

PLACE = Path(__file__).parents[1] / "sim" / "answers" / FILE
CORE = "waiting"


def written(folder: Path) -> str:
    """Text of the file."""
    found = json.loads((folder / "validation.json").read_text(encoding="utf-8"))
    manifest = json.loads((folder / "manifest.json").read_text(encoding="utf-8"))
    kept: dict[str, Any] = {
        "made": {
            "command": f"sma validate --replicates {found['replicates']} --seed {found['seed']}",
            "replicates": found["replicates"],
            "seed": found["seed"],
            "version": manifest["versions"]["sma-sim"],
            "sources": manifest["versions"]["sources"],
            "posterior": manifest["design"]["posteriors"][CORE],
        },
        "scores": [
            {name: row[name] for name in ("episode", "measure", "forecast", "score")} for row in found["opening_scores"]
        ],
        "differences": found["opening_differences"],
    }
    return json.dumps(kept, indent=1, allow_nan=False) + "\n"


if __name__ == "__main__":
    PLACE.write_text(written(Path(sys.argv[1])), encoding="utf-8", newline="\n")
    print(f"wrote {PLACE}")
