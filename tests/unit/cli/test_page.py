"""`sma page` refuses what it cannot serve, and says so before anything is opened."""

import socket
import sys

import pytest

from sim.cli.main import main


def ended(capsys, *arguments):
    with pytest.raises(SystemExit) as end:
        main(["page", *arguments])
    return end.value.code, capsys.readouterr().err


def test_a_scenario_that_is_not_there_is_told(capsys):
    code, told = ended(capsys, "nothing_of_this_name", "--no-browser")
    assert code == 2
    assert "there is no such scenario" in told


def test_a_busy_port_is_told(capsys):
    with socket.create_server(("127.0.0.1", 0)) as taken:
        code, told = ended(capsys, "sma11", "--no-browser", "--port", str(taken.getsockname()[1]))
    assert code == 3
    assert "in use by another program" in told


def test_listening_elsewhere_is_warned_of(capsys):
    code, told = ended(capsys, "sma11", "--no-browser", "--listen", "192.0.2.1")
    assert code == 4
    assert "warning: listening on 192.0.2.1" in told
    assert "no address of this machine" in told


def test_without_its_packages_it_says_which_extra_to_install(capsys, monkeypatch):
    for name in [each for each in sys.modules if each.startswith("sim.page")]:
        monkeypatch.delitem(sys.modules, name)
    monkeypatch.setitem(sys.modules, "starlette.datastructures", None)
    code, told = ended(capsys, "sma11", "--no-browser")
    assert code == 2
    assert "sma-sim[page]" in told
