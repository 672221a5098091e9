"""Shell completion: commands, options, choices, and the names of shipped scenarios and studies."""

import os

import pytest

from tests.unit.cli.shell import sma


@pytest.mark.parametrize(
    ("typed", "offered"),
    [
        ("sma doc", ["doctor"]),
        ("sma run --repl", ["--replicates"]),
        ("sma trace sma11 --format ", ["md", "json", "csv"]),
        ("sma run sma0", ["sma08", "sma09"]),
        ("sma diff sma10 sma09", ["sma09"]),
        ("sma sweep sma11_pat", ["sma11_patience"]),
        ("sma run ./sma1", []),
    ],
)
def test_it_offers(typed, offered, monkeypatch, capsys):
    words = typed.split()
    monkeypatch.setitem(os.environ, "_SMA_COMPLETE", "complete_bash")
    monkeypatch.setitem(os.environ, "COMP_WORDS", typed)
    monkeypatch.setitem(os.environ, "COMP_CWORD", str(len(words) - (0 if typed.endswith(" ") else 1)))
    assert sma() == 0
    told = capsys.readouterr()
    assert (told.out.split(), told.err) == (offered, "")


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_the_script_for_a_shell_can_be_had(shell, capsys, monkeypatch):
    monkeypatch.setitem(os.environ, "_TYPER_COMPLETE_TEST_DISABLE_SHELL_DETECTION", "1")
    assert sma("--show-completion", shell) == 0
    assert "_SMA_COMPLETE" in capsys.readouterr().out
