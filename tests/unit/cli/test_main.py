"""The command `sma`: exit codes, streams, and how little it imports."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from sim.cli import main as cli
from sim.errors import BusyError
from tests.unit.cli.shell import sma
from tests.unit.scenario.small import SMALL, write_small

ROOT = Path(__file__).parents[3]
HEAVY = ("numba", "mesa", "pandas", "scipy", "matplotlib", "numpy", "pyarrow")


@pytest.fixture
def small(tmp_path):
    return write_small(tmp_path)


def run_sma(*arguments, **options):
    command = [sys.executable, "-m", "sim", *map(str, arguments)]
    return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=60, **options)


def test_check_names_good_files_on_standard_output(small, capsys):
    assert sma("check", small, small) == 0
    out, err = capsys.readouterr()
    assert out == f"ok {small}: Talks with Ruritania\n" * 2
    assert err == ""


def test_check_names_faults_on_standard_error_and_goes_on(small, capsys):
    faulty = small.parent / "faulty.toml"
    faulty.write_text(SMALL.replace("step_days = 7", "step_dayz = 7"), encoding="utf-8")
    assert sma("check", faulty, small.parent / "none.toml", small) == 2
    out, err = capsys.readouterr()
    assert out == f"ok {small}: Talks with Ruritania\n"
    assert f"{faulty}:5:1: step_dayz: unknown key 'step_dayz'" in err
    assert "there is no file" in err
    assert "Traceback" not in err


def test_check_with_an_override(small, capsys):
    assert sma("check", small, "--set", "step_days=70") == 2
    assert capsys.readouterr().err.startswith("--set 'step_days=70': step_days: found the whole number 70")


def test_check_tells_many_faults_in_part(small, capsys):
    small.write_text("\n".join(f"x{number} = 1" for number in range(200)), encoding="utf-8")
    assert sma("check", small) == 2
    lines = capsys.readouterr().err.strip().split("\n")
    assert len(lines) == 51
    assert "more faults. Mend these first" in lines[-1]


def test_bad_arguments_end_with_2(capsys):
    assert sma("check") == 2
    assert sma("chek") == 2
    assert "Did you mean 'check'" in capsys.readouterr().err
    assert sma("check", "--nonsense") == 2
    assert sma() == 2


def test_help_and_version(capsys):
    assert sma("--help") == 0
    out = capsys.readouterr().out
    assert all(name in out for name, _, _ in cli.COMMANDS)
    assert sma("check", "-h") == 0
    assert "--set" in capsys.readouterr().out
    assert sma("--version") == 0
    assert capsys.readouterr().out.startswith("sma-sim")


def test_errors_of_ours_end_with_their_exit_code(monkeypatch, capsys, small):
    monkeypatch.setattr(
        "sim.cli.commands.check.load_scenario", lambda *_: (_ for _ in ()).throw(BusyError("busy, wait"))
    )
    assert sma("check", small) == 3
    assert capsys.readouterr().err == "busy, wait\n"


def test_an_interrupt_ends_with_130(monkeypatch, small):
    monkeypatch.setattr("sim.cli.commands.check.load_scenario", lambda *_: (_ for _ in ()).throw(KeyboardInterrupt))
    assert sma("check", small) == 130


def test_a_command_whose_module_or_package_is_missing(monkeypatch, capsys, tmp_path):
    (tmp_path / "needy_command.py").write_text("import a_package_that_is_not_there\n", encoding="utf-8")
    monkeypatch.syspath_prepend(tmp_path)
    rows = (("gone", "sim.cli.gone", "Gone."), ("needy", "needy_command", "Needy."))
    monkeypatch.setattr(cli, "COMMANDS", rows)
    assert sma("gone") == 2
    assert "no command 'gone'" in capsys.readouterr().err
    assert sma("needy") == 2
    assert "needs the package 'a_package_that_is_not_there'" in capsys.readouterr().err


def test_a_reader_that_leaves_early_is_no_fault(small):
    command = f"{sys.executable} -m sim show {small} --resolved | head -n 1; exit ${{PIPESTATUS[0]}}"
    done = subprocess.run(["bash", "-c", command], cwd=ROOT, capture_output=True, text=True, timeout=60)
    assert done.stdout == 'name = "small"\n'
    assert done.stderr == ""


@pytest.mark.parametrize("arguments", [["--help"], ["list"], ["check"], ["show"], ["schema"]])
def test_light_commands_import_no_heavy_library(small, arguments):
    program = (
        "import sys\n"
        "from sim.cli.main import main\n"
        "try:\n    main(sys.argv[1:])\n"
        "except SystemExit as end:\n    assert end.code == 0, end.code\n"
        f"heavy = [name for name in {HEAVY!r} if name in sys.modules]\n"
        "assert not heavy, heavy\n"
        "assert not ('sim.scenario.load' in sys.modules and '--help' in sys.argv)\n"
    )
    files = {"check": [str(small)], "show": [str(small)], "list": [str(small.parent)]}.get(arguments[0], [])
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    done = subprocess.run(
        [sys.executable, "-c", program, *arguments, *files], env=environment, capture_output=True, text=True, timeout=60
    )
    assert done.returncode == 0, done.stderr


def test_nothing_is_written_and_no_traceback_is_shown(small):
    before = sorted(path.name for path in small.parent.iterdir())
    small.write_bytes(b"\xff\xfe\x00")
    done = run_sma("check", small)
    assert done.returncode == 2
    assert done.stdout == ""
    assert done.stderr == f"{small}:1:1: the file is UTF-16. Save it as UTF-8\n"
    assert sorted(path.name for path in small.parent.iterdir()) == before
