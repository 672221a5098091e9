"""Errors a user can act on: one family, one class for each thing a person would do differently."""

from __future__ import annotations


class SimError(Exception):
    """Base of every error this package raises on purpose.

    `exit_code` is the status with which the command line ends: 2 bad arguments or scenario, 3 results folder
    busy, 4 storage failed, 5 results belong to another design or version, 6 finished but some runs failed.
    """

    exit_code = 2


class ScenarioError(SimError):
    """A scenario file, an override or an argument is not usable; the message says where and what to write instead."""


class RecordError(SimError):
    """A table of the historical record does not hold what it should."""


class BusyError(SimError):
    """Another process is writing to the results folder."""

    exit_code = 3


class StorageError(SimError):
    """The results folder cannot be read or written, or a file in it is damaged."""

    exit_code = 4


def unwritable(place: object, error: OSError, remedy: str) -> StorageError:
    """The error of a place that cannot be written, and what to do: "Name another file with --out"."""
    return StorageError(f"{place}: cannot be written: {error.strerror or error}. {remedy}.")


class Interrupted(SimError):
    """A run was asked to stop before its end."""


class MismatchError(SimError):
    """The results folder holds another run: another scenario, seed, size or program version."""

    exit_code = 5


class AgentError(SimError):
    """A decision that a user put in the place of a rule cannot be used, or gave an answer that is of no use."""
