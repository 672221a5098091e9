"""Standard output and error as commands have them: no letter, full disk or closed pipe cuts a command short.

A reader that has gone, as in `sma list | head`, changes nothing: the command does its work, stores its results and
ends with the exit code of the work.
"""

from __future__ import annotations

import codecs
import io
import json
import os
import sys
import unicodedata
from collections.abc import Iterator
from contextlib import contextmanager
from typing import IO, Any

PLAIN = "sma-plain"  # name of the way in which letters are written that an encoding does not have
_NEAREST = {
    "–": "-", "—": "-", "−": "-", "·": "|", "×": "x", "→": "->", "…": "...", "±": "+/-", "≥": ">=", "≤": "<=",
    "‘": "'", "’": "'", "“": '"', "”": '"',
}  # fmt: skip
_DESCRIPTORS = (0, 1, 2)


class _Patient(io.FileIO):
    """A descriptor to write to; what cannot be written is dropped, and the first fault remembered."""

    fault: OSError | None = None

    def write(self, data: Any) -> int:
        """Write bytes; all of them count as written once something went wrong."""
        if self.fault is None:
            try:
                return super().write(data) or 0
            except OSError as fault:
                self.fault = fault
        return memoryview(data).nbytes


@contextmanager
def patient_streams() -> Iterator[list[OSError]]:
    """Standard output and error that take everything while the block runs.

    The list is filled when the block has ended: with the fault that kept standard output from the disk or device it
    was sent to. A reader that has gone is no fault.
    """
    before, faults = (sys.stdout, sys.stderr), list[OSError]()
    _occupy()
    codecs.register_error(PLAIN, nearest)
    out, error = (
        _patient(stream, number) if stream is real else None
        for stream, real, number in zip(before, (sys.__stdout__, sys.__stderr__), _DESCRIPTORS[1:], strict=True)
    )
    sys.stdout, sys.stderr = out or before[0], error or before[1]
    try:
        yield faults
    finally:
        for stream in (sys.stdout, sys.stderr):
            stream.flush()
        sys.stdout, sys.stderr = before
        raw = out.buffer.raw if out is not None else None  # type: ignore[attr-defined]
        if isinstance(raw, _Patient) and raw.fault is not None and not isinstance(raw.fault, BrokenPipeError):
            faults.append(raw.fault)


def _occupy() -> None:
    """Give closed descriptors to the null device: the next file to be opened would get them, and our messages."""
    for number in _DESCRIPTORS:
        try:
            os.fstat(number)
        except OSError:
            null = os.open(os.devnull, os.O_RDWR)
            if null != number:
                os.dup2(null, number)
                os.close(null)
            os.set_inheritable(number, True)


def _patient(stream: IO[str] | None, number: int) -> io.TextIOWrapper:
    """A text stream to a descriptor in the encoding of the one that stood for it."""
    if stream is not None:
        stream.flush()
    raw = _Patient(number, "w", closefd=False)
    encoding = getattr(stream, "encoding", None) or "utf-8"
    return io.TextIOWrapper(
        io.BufferedWriter(raw), encoding=encoding, errors=PLAIN, line_buffering=number == 2 or raw.isatty()
    )


def nearest(fault: UnicodeError) -> tuple[str | bytes, int]:
    """What is written for a letter that an encoding does not have, and where to go on.

    Marks have a stand-in, letters lose their accents, bytes of a file's name that are no text stay as they are, and
    for everything else stands a question mark.

    >>> "1–2 µs · café → 회담".encode("ascii", PLAIN) if not codecs.register_error(PLAIN, nearest) else None
    b'1-2 ?s | cafe -> ??'
    """
    if not isinstance(fault, UnicodeEncodeError):
        raise fault
    letter, after = fault.object[fault.start], fault.start + 1
    if 0xDC80 <= ord(letter) <= 0xDCFF:  # as os.fsdecode has it
        return bytes([ord(letter) - 0xDC00]), after
    bare = unicodedata.normalize("NFD", letter).encode("ascii", "ignore").decode("ascii")
    return _NEAREST.get(letter) or bare or "?", after


def put_json(text: str) -> None:
    """Print a JSON text; letters that standard output does not have are written as JSON's own escapes."""
    try:
        text.encode(sys.stdout.encoding or "utf-8")
    except UnicodeEncodeError:
        text = "".join(letter if letter.isascii() else json.dumps(letter)[1:-1] for letter in text)
    print(text, end="" if text.endswith("\n") else "\n")
