"""The base of all records: what is declared with it is known without NumPy, so that light commands stay light."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import numpy as np


class Record:
    """Base of all records: its subclasses list fields and are never made themselves; `blank` makes the record."""

    if TYPE_CHECKING:

        def __getitem__(self, name: str) -> Any: ...

        def __setitem__(self, name: str, value: Any) -> None: ...

        @property
        def dtype(self) -> np.dtype[Any]: ...

        def copy(self) -> Any: ...

        def tobytes(self) -> bytes: ...
