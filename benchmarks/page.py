"""How long the page takes, in a real browser: from the command to the first paint, and from a moved control to answers.

    python benchmarks/page.py [--moves 20] [--json FILE]

Prints a table of medians and 90% quantiles, in seconds. The engine is warm for all but the first line.
"""

from __future__ import annotations

import argparse
import json
import shutil
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
from playwright.sync_api import Page, sync_playwright

ARGUMENTS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--no-first-run"]
STARTS = 3


def started(port: int) -> tuple[subprocess.Popen[str], str]:
    """A server of the page, and its address, once it says so."""
    command = [sys.executable, "-m", "sim", "page", "--no-browser", "--port", str(port)]
    server = subprocess.Popen(command, stderr=subprocess.PIPE, text=True)
    assert server.stderr is not None
    return server, server.stderr.readline().split()[0]


def redrawn(page: Page, act: Callable[[], Any]) -> float:
    """Seconds from an act to answers that are drawn anew."""
    before = int(page.get_attribute("body", "data-answered") or 0)
    begun = time.perf_counter()
    act()
    page.wait_for_function("n => Number(document.body.dataset.answered) > n", arg=before, timeout=120_000, polling=5)
    return time.perf_counter() - begun


def measured(moves: int, port: int) -> dict[str, list[float]]:
    """Seconds of each kind of step."""
    path = shutil.which("chromium") or shutil.which("google-chrome")
    found: dict[str, list[float]] = {"first paint": [], "first answers": [], "slider": [], "winner": [], "story": []}
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=ARGUMENTS)
        for number in range(STARTS):
            begun = time.perf_counter()
            server, address = started(port + number)
            try:
                page = browser.new_page()
                page.goto(address, wait_until="domcontentloaded")
                found["first paint"].append(time.perf_counter() - begun)
                page.wait_for_selector("body[data-answered]", timeout=300_000)
                found["first answers"].append(time.perf_counter() - begun)
                if number == STARTS - 1:
                    _move(page, moves, found)
            finally:
                server.terminate()
                server.communicate()
        browser.close()
    return found


def _move(page: Page, moves: int, found: dict[str, list[float]]) -> None:
    """Move a slider, switch the winner, tell stories; nothing else is being asked for when a step begins."""
    page.wait_for_selector("#drivers input[type=range]", timeout=120_000)
    page.wait_for_load_state("networkidle")
    page.locator("#drivers input[type=range]").first.focus()
    for _ in range(moves):
        found["slider"].append(redrawn(page, lambda: page.keyboard.press("ArrowRight")))
        page.wait_for_load_state("networkidle")
    page.click("#as-on-file")
    page.wait_for_load_state("networkidle")
    for number in range(moves):
        choice = page.locator("fieldset").first.locator("input").nth(number % 2)
        found["winner"].append(redrawn(page, choice.check))
        page.wait_for_load_state("networkidle")
    for number in range(moves):
        page.fill("#story input[type=number]", str(number))
        begun = time.perf_counter()
        page.click("#tell")
        page.wait_for_selector(f"#told .note >> text=/{number}/", timeout=120_000)
        found["story"].append(time.perf_counter() - begun)


def main() -> None:
    """Print the table, and write it where asked for."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--moves", type=int, default=20)
    parser.add_argument("--port", type=int, default=8900)
    parser.add_argument("--json", type=Path)
    given = parser.parse_args()
    found = measured(given.moves, given.port)
    rows = {name: [len(each), *np.quantile(each, (0.5, 0.9)).round(2).tolist()] for name, each in found.items()}
    print(f"{'step':16}{'times':>7}{'median s':>10}{'90% s':>8}")
    for name, (times, median, high) in rows.items():
        print(f"{name:16}{times:>7}{median:>10.2f}{high:>8.2f}")
    if given.json:
        given.json.write_text(json.dumps(rows, indent=2) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
