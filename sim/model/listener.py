"""What the model says of itself as it runs. This listener keeps nothing; `recorder.py` keeps everything."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sim.rules.assessment import View
from sim.rules.kinds import End, Reason

if TYPE_CHECKING:
    from sim.model.guest import Tactics
    from sim.model.legislature import Count
    from sim.model.mediated import Meeting
    from sim.model.public import Act
    from sim.model.record import Recorded
    from sim.model.side import Side
    from sim.model.turns import Text


class Listener:
    """Hears of every move and does nothing about it."""

    def opened(self, deadline: float) -> None:
        """Talks opened; they run against `deadline`, days since then."""

    def day_begun(self, day: int) -> None:
        """A day began."""

    def handed_over(self, day: int, side: Side, before: str) -> None:
        """A handover; `before` governed until now, and may go on."""

    def provoked(self, day: int, severity: int) -> None:
        """The North acted."""

    def changed(self, day: int) -> None:
        """A change from outside came."""

    def withdrawn(self, day: int, share: float) -> None:
        """A share of the troops left."""

    def protested(self, day: int, act: Act) -> None:
        """The public protested against an act."""

    def broken_off(self, day: int) -> None:
        """The talks ended for good without an agreement."""

    def furlough_begun(self, day: int) -> None:
        """Base workers were sent home."""

    def furlough_ended(self, day: int) -> None:
        """They came back."""

    def round_held(self, meeting: Meeting) -> None:
        """A round ended; relations and anger are still those of its beginning."""

    def tactics_used(self, meeting: Meeting, tactics: Tactics) -> None:
        """What the guest's delegation did after a failed round."""

    def replayed(self, day: int, move: Recorded) -> None:
        """A move on record was taken."""

    def resumed(self, day: int) -> None:
        """The last day on record is over; from the next one on the talks are drawn."""

    def parked(self, day: int) -> None:
        """A round that was due waits for the handover to an elected successor."""

    def refused(self, day: int, reason: Reason, text: Text, view: View, worth: float) -> None:
        """A leader refused a text worth `worth` to his side."""

    def consented(self, day: int, text: Text, view: View, guest_worth: float, host_worth: float) -> None:
        """Both leaders took it."""

    def signed(self, day: int, text: Text) -> None:
        """It was signed."""

    def voted(self, day: int, count: Count) -> None:
        """The legislature voted on it."""

    def entered(self, day: int) -> None:
        """It entered into force."""

    def closed(self, day: int, end: End) -> None:
        """The replicate ended; `day` is its last."""
