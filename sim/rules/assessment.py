"""What both sides see when they weigh a text on some day: waiting, the setting, and the worth of the whole menu."""

from __future__ import annotations

from typing import NamedTuple

from sim.compiled import compiled_loop
from sim.rules.parameters import Params
from sim.rules.settlement import Kinks
from sim.rules.succession import Waiting, setting_now, waiting_values
from sim.rules.terms import Facts, Menu, Prospects
from sim.rules.worth import Setting, fill_guest, fill_host, kinks_on


class View(NamedTuple):
    """Worth of waiting to both sides, the setting in which packages are valued, and the kinks of both utilities."""

    waits: Waiting
    setting: Setting
    kinks: Kinks


@compiled_loop
def assess(
    day: int, signed: float, guest: int, host: int, in_office: float, threat: float, support: float,
    withdrawal: float, furloughed: bool, line: float, price: float, q: Prospects, m: Menu, f: Facts, p: Params,
) -> View:  # fmt: skip
    """View of `day` on a text that would be signed on day `signed`; the worth of every package goes into `m`.

    Parameters
    ----------
    guest, host : numbers of the governments in office
    in_office : days a new guest has been in office, -1 for one who opened the talks
    threat, support, withdrawal : felt threat, share of the public for paying more, threats of withdrawal remembered
    furloughed : whether base workers are at home, which makes the lapse dearer to both sides
    line : the host's last public offer, infinity for none
    price : what is known of the price of the guest's leader
    """
    on_leave = 1.0 if furloughed else 0.0
    waits = waiting_values(
        float(day), day, guest, host, threat, withdrawal, on_leave * p.furlough_host, on_leave * p.furlough_guest,
        q, f, p,
    )  # fmt: skip
    setting = setting_now(day, signed, guest, host, in_office, threat, support, line, price, q, f, p)
    fill_host(m, setting, f, p)
    fill_guest(m, setting, f, p)
    return View(waits, setting, kinks_on(min(day, f.horizon), setting, f, p))
