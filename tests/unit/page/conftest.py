"""The page as an application, asked without a browser; its engine is prepared once."""

from types import SimpleNamespace

import pytest
from starlette.testclient import TestClient

from sim.page.app import application
from sim.page.asked import Asked
from sim.page.desk import Desk
from sim.page.guard import LOOPBACK, TOKEN, Door
from sim.page.shelf import library

PORT = 8765
SECRET = "a-token-of-this-start"


@pytest.fixture(scope="session")
def desk():
    made = Desk(library)
    made.prepare(Asked(scenario="sma11"))
    return made


@pytest.fixture(scope="session")
def cold_client():
    """A client of a page whose engine nobody has begun to prepare."""
    app = application(Desk(library), Door(LOOPBACK, PORT, SECRET), Asked(scenario="sma11"))
    return TestClient(app, base_url=f"http://127.0.0.1:{PORT}")


@pytest.fixture(scope="session")
def client(desk):
    app = application(desk, Door(LOOPBACK, PORT, SECRET), Asked(scenario="sma11"))
    return TestClient(app, base_url=f"http://127.0.0.1:{PORT}")


@pytest.fixture(scope="session")
def ask(client):
    """Ask as the page does; gives the answer."""

    def asked(name, scenario="sma11", beside=None, replicate=0, kind="", **run):
        question = {"asked": {"scenario": scenario, **run}, "replicate": replicate, "kind": kind}
        question |= {"beside": {"scenario": scenario, **beside}} if beside is not None else {}
        return client.post(f"/api/{name}", json=question, headers={TOKEN: SECRET})

    return asked


@pytest.fixture
def never():
    return SimpleNamespace(stop=lambda: False)
