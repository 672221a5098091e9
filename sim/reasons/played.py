"""One negotiation played by the compiled loop, with its trace."""

from __future__ import annotations

from sim.engine.logs import simulate_logged
from sim.engine.loop import Decisions
from sim.outcome import Outcome
from sim.prepare import Prepared
from sim.reasons.reader import TraceReader
from sim.traces.trace import Trace


def played(prepared: Prepared, seed: int, replicate: int, decisions: Decisions | None = None) -> tuple[Outcome, Trace]:
    """Outcome and trace of one replicate.

    Parameters and errors are those of `sim.engine.batch.simulate`.
    """
    logged = simulate_logged(prepared, seed, replicate, 1, decisions)
    trace = TraceReader(prepared.of(replicate), seed, replicate).read(logged.of(0))
    return Outcome(*logged.table[0].tolist()), trace
