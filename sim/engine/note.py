"""Writing events to the log, where there is room for one."""

from __future__ import annotations

from sim.engine.state import AGREED
from sim.engine.world import World, anger_of, support_of, threat_on
from sim.rules.talks import days_in_office


def note(kind: int, day: int, w: World, party: int = 0, number: int = 0, amount: float = 0.0) -> int:
    """Write an event with the state it happens in; its index in the log, -1 where there is no room for it."""
    if w.log.shape[0] == 0:
        return -1
    return _write(kind, day, w, party, int(number), float(amount))


def _write(kind: int, day: int, w: World, party: int, number: int, amount: float) -> int:
    index = w.s.logged
    w.s.logged += 1
    if index >= w.log.shape[0]:
        return -1
    s, e = w.s, w.log[index]
    e.kind, e.day, e.party, e.number, e.amount = kind, day, party, number, amount
    e.guest, e.host, e.in_office = s.guest, s.host, days_in_office(day, s.guest_since)
    e.threat, e.anger, e.support = threat_on(day, w), anger_of(w), support_of(w)
    e.line, e.host_conceded, e.guest_conceded = s.line, s.host_conceded, s.guest_conceded
    e.withdrawal, e.refused = s.withdrawal, s.refused
    e.furloughed, e.agreed = 1 if s.furlough_until >= 0 else 0, 1 if s.stage >= AGREED else 0
    e.guest_private, e.host_private = s.guest_private[s.guest], s.host_private[s.host]
    for i in range(3):
        e.angers[i] = s.anger[i]
    e.pair, e.extra, e.rise = s.pair, s.extra, s.rise
    return index
