"""Where the page listens: the usual port or the next, a busy one told, nothing but this machine unless asked for."""

import socket

import pytest

from sim.errors import BusyError, StorageError
from sim.page.serve import PORT, listening


def test_a_busy_port_that_was_asked_for_is_told():
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        with pytest.raises(BusyError, match=rf"port {port}: in use by another program. Name a free one with --port"):
            listening("127.0.0.1", port)


def test_without_one_the_next_free_port_is_taken():
    with listening("127.0.0.1", None) as first, listening("127.0.0.1", None) as second:
        ports = first.getsockname()[1], second.getsockname()[1]
        assert PORT <= ports[0] < ports[1]
        assert first.getsockname()[0] == "127.0.0.1"


def test_an_address_of_another_machine_is_told():
    with pytest.raises(StorageError, match="no address of this machine"):
        listening("192.0.2.1", None)
