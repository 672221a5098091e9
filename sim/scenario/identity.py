"""Canonical form of a scenario and its content hash."""

from __future__ import annotations

import hashlib
import json
from typing import Any

from pydantic import BaseModel


def canonical_text(table: BaseModel) -> str:
    """JSON of a scenario or a part of it: keys sorted, defaults filled in, dates as 2019-12-31, shortest exact floats.

    The order of keys, comments, defaults written out and the files a scenario is spread over leave no trace; nor do
    sources written beside single facts. Text that is part of a table (titles, sources) does.
    """
    plain = _signless_zero(table.model_dump(mode="json"))
    return json.dumps(plain, sort_keys=True, separators=(",", ":"), ensure_ascii=True)


def content_hash(table: BaseModel) -> str:
    """SHA-256 of the canonical form, as 64 hexadecimal digits."""
    return hashlib.sha256(canonical_text(table).encode("ascii")).hexdigest()


def _signless_zero(value: Any) -> Any:
    """Values with -0.0 as 0.0: they compare equal, so they must hash equal."""
    if isinstance(value, dict):
        return {key: _signless_zero(item) for key, item in value.items()}
    if isinstance(value, list):
        return [_signless_zero(item) for item in value]
    return value + 0.0 if isinstance(value, float) else value
