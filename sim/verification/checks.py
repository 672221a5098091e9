"""The theory checks in the order of their numbers: what each stands for, and what it shows about the simulator."""

from __future__ import annotations

from collections.abc import Sequence

from sim.errors import SimError
from sim.verification import bargaining, concession, delay, invariance, procedure, world
from sim.verification.finding import Check

CHECKS: tuple[Check, ...] = (
    Check("C1", "Rubinstein 1982", "two impatient sides settle at once, the more patient one better; no single other offer pays", bargaining.rubinstein),
    Check("C2", "Ståhl 1972", "backward induction over the rounds before a date is exact to any depth", bargaining.finite),
    Check("C3", "Binmore 1987", "the length of a round is a detail: its effect vanishes at first order", bargaining.short_rounds),
    Check("C4", "Nash 1950; Kalai 1977", "a mediator and taking turns agree where rounds are short", bargaining.nash),
    Check("C5", "Binmore, Rubinstein & Wolinsky 1986", "fear that the talks break down acts like impatience, with the breakdown as threat point", bargaining.breakdown),
    Check("C6", "Merlo & Wilson 1995", "what a side gets in a lapse, and an election that may come, set the terms", bargaining.interim),
    Check("C7", "Shaked & Sutton 1984", "leaving for good binds or does nothing; the same sum as income in the lapse moves the split", bargaining.exits),
    Check("C8", "known date, offers at random", "a date ahead shifts the terms toward whom it favours, the more the nearer it is", bargaining.known_date),
    Check("C9", "optimism before a known date; cf. Yildiz 2004", "optimists let an election pass: the blank starts when theory says, under both protocols", delay.known_date),
    Check("C10", "the same, date at random", "with a change that may come any day the blank is exponential", delay.random_date),
    Check("C11", "Faratin, Sierra & Jennings 1998", "concession by the clock: price whatever the exponent, time by it, no deal where limits do not meet", concession.faratin),
    Check("C12", "Putnam 1988; Tarar 2001", "what a legislature would carry caps the settlement, and rules it out where win-sets part", procedure.win_sets),
    Check("C13", "binomial vote", "votes are counted member by member, and a refused text comes back", procedure.floor_vote),
    Check("C19", "Poisson; Hawkes 1971", "provocations come at the stated rate and cluster as stated", world.provocations),
    Check("C20", "Campbell 1909", "tension and anger are what shocks leave behind, fading at the stated pace", world.shots),
    Check("C22", "competing risks", "ends of the talks by chance, and their estimates under censoring", procedure.ends),
    Check("C27", "invariances", "units, names, empty shocks, switches and steps change nothing they should not", invariance.invariances),
    Check("C28", "Kaplan & Meier 1958; Aalen & Johansen 1978", "the estimators of the blank period return tables known by hand", procedure.estimators),
    Check("C29", "Abreu & Gul 2000", "both give way at the cost of delay over the stake: the date of a text follows, and no demand beyond the zone moves it", concession.pressed),
    Check("C30", "Fanning 2016; Ma & Manove 1993", "a date with a fall ahead brings the texts together before it", concession.dated),
    Check("C31", "Binmore, Shaked & Sutton 1989", "a refused text is an outside option: worth less than the settlement it does nothing, worth more it is met", concession.standing),
)  # fmt: skip


def chosen(ids: Sequence[str]) -> tuple[Check, ...]:
    """Checks of these numbers, all where none is given; `ids` may name several each, by commas."""
    wanted = [one.strip().upper() for text in ids for one in text.split(",") if one.strip()]
    known = [check.id for check in CHECKS]
    if ids and not wanted:
        raise SimError(f"--only names no check. There are {', '.join(known)}")
    for one in wanted:
        if one not in known:
            raise SimError(f"--only {one}: no such check. There are {', '.join(known)}")
    return tuple(check for check in CHECKS if check.id in wanted) if wanted else CHECKS
