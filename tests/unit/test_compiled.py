"""The cache of compiled code: whatever befalls it, rules give the same numbers and the user is told."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

# A callee, a caller, and what they come to; the folder with it stands before everything else on the path.
RULE = """
import resource, sys
if "--full" in sys.argv:  # as on a full disk: no file may hold a byte
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
from sim.compiled import compiled, compiled_loop
@compiled
def square(x):
    return x * x
@compiled_loop
def total(n):
    made = 0.0
    for i in range(n):
        made += square(float(i))
    return made
if __name__ == "__main__":
    print(total(5), sum(total.stats.cache_hits.values()))
"""
FRESH, KEPT = "30.0 0", "30.0 1"  # what is printed where code was compiled, and where the cache had it


class Rule:
    """A module with two rules in a folder of its own, with a cache of its own."""

    def __init__(self, folder: Path) -> None:
        self.cache = folder / "cache"
        self.script = folder / "rule.py"
        self.script.write_text(RULE)

    def run(self, *arguments: str) -> tuple[str, str]:
        """What the rules print, and what is said on standard error."""
        without = ("NUMBA_CACHE_DIR", "NUMBA_DISABLE_JIT", "NUMBA_BOUNDSCHECK")
        environment = {name: value for name, value in os.environ.items() if name not in without}
        environment |= {"XDG_CACHE_HOME": str(self.cache), "PYTHONPATH": os.pathsep.join(sys.path)}
        ended = subprocess.run(
            [sys.executable, self.script, *arguments], env=environment, capture_output=True, text=True, timeout=120
        )
        assert ended.returncode == 0, ended.stderr
        return ended.stdout.strip(), ended.stderr

    def files(self) -> list[Path]:
        return list(self.cache.rglob("total-*.code"))


@pytest.fixture
def rule(tmp_path):
    return Rule(tmp_path)


def flipped(content: bytes) -> bytes:
    """The same with one bit in each half another."""
    changed = bytearray(content)
    for place in (len(changed) // 4, 3 * len(changed) // 4):
        changed[place] ^= 1
    return bytes(changed)


@pytest.mark.parametrize(
    "damage",
    [
        flipped,
        pytest.param(lambda content: content[: len(content) // 2], marks=pytest.mark.slow),
        pytest.param(lambda content: b"", marks=pytest.mark.slow),
        lambda content: b"\x80garbage" * 99,
    ],
    ids=["flipped", "cut", "emptied", "garbage"],
)
def test_a_damaged_file_is_compiled_afresh_and_kept_anew(rule, damage):
    assert rule.run() == (FRESH, "")
    assert rule.run() == (KEPT, "")
    (file,) = rule.files()
    file.write_bytes(damage(file.read_bytes()))
    printed, told = rule.run()
    assert printed == FRESH
    assert "the cache of compiled code cannot be read" in told
    assert told.count("Compiling afresh") == 1
    assert rule.run() == (KEPT, "")


def test_an_edited_callee_is_compiled_afresh_and_so_is_its_caller(rule):
    assert rule.run() == (FRESH, "")
    rule.script.write_text(RULE.replace("return x * x", "return x * x * x"))
    assert rule.run() == ("100.0 0", "")
    rule.script.write_text("# moved down\n\n" + RULE)
    assert rule.run() == (KEPT, ""), "a function is known by its content, wherever it stands"


def test_nothing_is_left_claimed(rule):
    rule.run()
    assert not list(rule.cache.rglob("*.claim"))
    assert not list(rule.cache.rglob("*.tmp"))


def test_a_claim_left_by_a_process_that_died_is_taken_over(rule):
    rule.run()
    (file,) = rule.files()
    file.unlink()
    dead = subprocess.Popen([sys.executable, "-c", ""])
    dead.wait()
    file.with_suffix(".claim").symlink_to(str(dead.pid))
    assert rule.run() == (FRESH, "")
    assert rule.run() == (KEPT, "")


def test_a_full_disk_leaves_the_work_undisturbed(rule):
    printed, told = rule.run("--full")
    assert printed == FRESH
    assert told.count("the cache of compiled code cannot be written (File too large)") == 1
    assert rule.run() == (FRESH, "")


def test_a_file_in_the_place_of_the_cache(rule):
    rule.cache.write_text("no folder")
    printed, told = rule.run()
    assert printed == FRESH
    assert told.count("the cache of compiled code cannot be used") == 1
    assert not list(rule.script.parent.rglob("*.code")), "beside the sources it would outlive an edited callee"


def test_a_folder_in_the_place_of_a_file(rule):
    rule.run()
    (file,) = rule.files()
    file.unlink()
    file.mkdir()
    printed, told = rule.run()
    assert printed == FRESH
    assert "cannot be read" in told
    assert "cannot be written" in told
