"""The labels of the figure of one negotiation."""

from __future__ import annotations

from sim.words.language import Forms

FIGURES: Forms = {
    "figures.no_round": "No round was held",
    "figures.zone": "zone: delegation's least\nto host's most",
    "figures.leader": "least the guest's leader takes",
    "figures.guest": "guest asks for",
    "figures.host": "host offers",
    "figures.line": "host's last public offer",
    "figures.walkouts": "guest walks out",
    "figures.threats": "guest threatens withdrawal",
    "figures.declined": "a delegation lets a text go",
    "figures.refused": "text refused by a leader",
    "figures.settled": "settlement: {rise}",
    "figures.recorded": "record: {rise}",
    "figures.rise": "First-year rise (log scale beyond ±{near}%)",
    "figures.provocation": "provocation",
    "figures.severity": "Severity",
    "figures.threat_axis": "Felt threat",
    "figures.threat": "felt threat (right)",
    "figures.anger": "public anger",
    "figures.anger_axis": "Anger",
    "figures.support_axis": "Support",
    "figures.support": "would pay more (right)",
    "figures.delegation": "least its delegation may take",
    "figures.guest_waiting": "guest",
    "figures.host_waiting": "host",
    "figures.waiting_axis": "Worth of waiting\n(of base, a year)",
    "figures.press_lapse": "lapse in force",
    "figures.press_expiry": "expiry ahead",
    "figures.press_money": "money running out",
    "figures.press_election": "election ahead",
    "figures.pressure_axis": "Pressure\n(of base, a year)",
    "figures.given_up_axis": "Given up",
    "figures.given_up": "guest gave up (right)",
    "figures.furlough": "furlough",
    "figures.expires_later": "The old agreement expires on {date}, after the dates shown.",
}
