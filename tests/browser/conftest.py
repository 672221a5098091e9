"""A real browser and the page's own server, each started once; without a browser these tests say what to install."""

import os
import shutil
import socket
import subprocess
import sys
from pathlib import Path

import pytest

BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
WHY = "no browser on PATH ({}); install the package chromium, as in: apt-get install chromium"
NEEDED = "SMA_NEEDS_BROWSER"  # set where a skip would hide that nothing was tested
ARGUMENTS = [
    "--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update", "--disable-sync",
    "--disable-default-apps", "--disable-extensions", "--no-first-run", "--no-default-browser-check",
]  # fmt: skip
WIDE, PHONE = {"width": 1200, "height": 900}, {"width": 390, "height": 844}
LONG = 120_000  # milliseconds to wait for what needs the engine, on a machine that compiles it first


def browser_path():
    return next((found for each in BROWSERS if (found := shutil.which(each))), None)


def pytest_collection_modifyitems(items):
    """The tests share a server and a browser: one process runs them all."""
    for item in items:
        if Path(__file__).parent in item.path.parents:
            item.add_marker(pytest.mark.timeout(300))


@pytest.fixture(scope="session")
def address():
    """Address of a page that is served while the tests run."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [sys.executable, "-m", "sim", "page", "--no-browser", "--port", str(port)]
    with subprocess.Popen(command, stderr=subprocess.PIPE, text=True, env=os.environ) as server:
        line = server.stderr.readline()
        assert str(port) in line, line
        yield line.split()[0]
        server.terminate()
        server.communicate()


@pytest.fixture(scope="session")
def browser():
    path = browser_path()
    if path is None and os.environ.get(NEEDED):
        pytest.fail(WHY.format(", ".join(BROWSERS)))
    if path is None:
        pytest.skip(WHY.format(", ".join(BROWSERS)))
    api = pytest.importorskip("playwright.sync_api", reason="install the extra test of sma-sim")
    with api.sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=path, args=ARGUMENTS)
        yield started
        started.close()


class Visit:
    """A tab of the page, with all that it asked for and complained of."""

    def __init__(self, browser, address, **options):
        self.context = browser.new_context(**{"viewport": WIDE, "reduced_motion": "reduce", "locale": "en", **options})
        self.context.set_default_timeout(LONG)  # of every page that a test opens in it
        self.page = self.context.new_page()
        self.address = address
        self.requests, self.complaints = [], []
        self.page.on("request", lambda request: self.requests.append(request.url))
        self.page.on("pageerror", lambda fault: self.complaints.append(str(fault)))
        self.page.on("console", lambda said: self.complaints.append(said.text) if said.type == "error" else None)

    def open(self, state=""):
        self.page.goto(f"{self.address}{state}")
        self.page.wait_for_selector("body[data-answered]")
        return self.page

    @property
    def answered(self):
        return int(self.page.get_attribute("body", "data-answered"))

    def after(self, act):
        """Do something that changes the answers, and wait until they are redrawn."""
        before = self.answered
        act()
        self.page.wait_for_function("before => Number(document.body.dataset.answered) > before", arg=before)

    def sentences(self):
        return self.page.locator(".sentence").all_inner_texts()


@pytest.fixture
def visit(browser, address):
    """Opens tabs; at the end none may have asked elsewhere or complained, but of what a test says it provokes."""
    opened = []

    def make(**options):
        opened.append(Visit(browser, address, **options))
        return opened[-1]

    yield make
    for each in opened:
        each.context.close()
        assert [url for url in each.requests if not url.startswith((address, "data:", "blob:" + address))] == []
        assert [said for said in each.complaints if "422" not in said] == []
