"""`sma schema`: what a scenario file may hold, in a form that editors read."""

from __future__ import annotations

import json

from sim.cli.streams import put_json
from sim.scenario.json_schema import json_schema


def command() -> None:
    """Print the JSON Schema (2020-12) of scenario files, for editors.

    Save it beside the scenarios and name it in the first line of a file: #:schema scenario.schema.json
    """
    put_json(json.dumps(json_schema(), indent=2, ensure_ascii=False))
