"""The command `sma`, called as from a shell."""

from __future__ import annotations

import pytest

from sim.cli import main as cli


def sma(*arguments: object) -> int:
    """Exit code of `sma` with these arguments."""
    with pytest.raises(SystemExit) as ended:
        cli.main([str(argument) for argument in arguments])
    assert isinstance(ended.value.code, int)
    return ended.value.code
