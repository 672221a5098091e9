"""Who is let in: hosts, origins, fetches from elsewhere, tokens, methods, lengths."""

import pytest

from sim.page.guard import MOST_BODY, TOKEN
from tests.unit.page.conftest import PORT, SECRET

QUESTION = {"asked": {"scenario": "sma11"}}
NAVIGATES = {"sec-fetch-mode": "navigate", "sec-fetch-dest": "document"}


@pytest.mark.parametrize("host", [f"127.0.0.1:{PORT}", f"localhost:{PORT}", f"[::1]:{PORT}"])
def test_the_page_answers_under_its_own_address(cold_client, host):
    assert cold_client.get("/", headers={"host": host}).status_code == 200


@pytest.mark.parametrize(
    "host",
    ["evil.example", f"evil.example:{PORT}", "127.0.0.1", "127.0.0.1:1", f"127.0.0.1.evil.example:{PORT}",
     f"192.168.0.5:{PORT}", f"127.0.0.1:{PORT}x", f"user@evil.example:{PORT}", f"[::1:{PORT}", ""],
)  # fmt: skip
@pytest.mark.parametrize("path", ["/", "/static/main.js", "/api/progress", "/nowhere"])
def test_a_foreign_host_is_refused(cold_client, host, path):
    assert cold_client.get(path, headers={"host": host}).status_code == 403


@pytest.mark.parametrize(
    "origin", ["http://evil.example", f"http://evil.example:{PORT}", f"https://127.0.0.1:{PORT}", "null", "", "file://",
               "http://127.0.0.1:1"]
)  # fmt: skip
def test_a_foreign_origin_is_refused(cold_client, origin):
    headers = {"origin": origin, TOKEN: SECRET}
    assert cold_client.post("/api/progress", json=QUESTION, headers=headers).status_code == 403
    assert cold_client.get("/", headers={"origin": origin}).status_code == 403


def test_its_own_origin_is_not(cold_client):
    headers = {"origin": f"http://127.0.0.1:{PORT}", TOKEN: SECRET, "sec-fetch-site": "same-origin"}
    assert cold_client.post("/api/progress", json=QUESTION, headers=headers).status_code == 200


@pytest.mark.parametrize("site", ["cross-site", "same-site", "anything"])
@pytest.mark.parametrize("path", ["/", "/static/vega.js"])
def test_a_fetch_from_another_site_is_refused(cold_client, site, path):
    assert cold_client.get(path, headers={"sec-fetch-site": site}).status_code == 403


def test_a_link_may_be_followed_to_the_page_and_nowhere_else(cold_client):
    headers = {"sec-fetch-site": "cross-site", **NAVIGATES}
    assert cold_client.get("/", headers=headers).status_code == 200
    assert cold_client.get("/static/main.js", headers=headers).status_code == 403
    framed = {**headers, "sec-fetch-dest": "iframe"}
    assert cold_client.get("/", headers=framed).status_code == 403


@pytest.mark.parametrize("token", [None, "", "wrong", SECRET[:-1], f"{SECRET}x"])
def test_without_the_token_nothing_is_answered(cold_client, token):
    headers = {} if token is None else {TOKEN: token}
    for name in ("progress", "library", "answers", "download"):
        assert cold_client.post(f"/api/{name}", json=QUESTION, headers=headers).status_code == 403


@pytest.mark.parametrize(
    "path",
    ["/nowhere", "/static/nothing.js", "/static/../app.py", "/static/..%2fapp.py", "/static/%2e%2e/app.py",
     "/static//etc/passwd", "/static/index.html", "/static/", "/docs", "/api"],
)  # fmt: skip
def test_what_is_not_on_the_list_is_not_there(cold_client, path):
    assert cold_client.get(path).status_code == 404


def test_methods_and_types_that_the_page_does_not_use_are_refused(cold_client):
    assert cold_client.post("/", json={}).status_code == 405
    assert cold_client.get("/api/progress", headers={TOKEN: SECRET}).status_code == 405
    plain = {TOKEN: SECRET, "content-type": "text/plain"}
    assert cold_client.post("/api/progress", content=b"{}", headers=plain).status_code == 415
    assert cold_client.options("/api/progress").status_code in (403, 405)


def test_a_body_is_read_no_further_than_allowed(cold_client):
    headers = {TOKEN: SECRET, "content-type": "application/json"}
    long = b" " * (MOST_BODY + 1)
    assert cold_client.post("/api/text", content=long, headers=headers).status_code == 413
    parts = (b" " * 100_000 for _ in range(20))  # sent in parts, without its length
    assert cold_client.post("/api/text", content=parts, headers=headers).status_code == 413


@pytest.mark.parametrize("path", ["/", "/static/page.css", "/nowhere"])
def test_every_answer_carries_the_policy(cold_client, path):
    policy = cold_client.get(path).headers["content-security-policy"]
    assert "unsafe" not in policy
    assert "default-src 'none'" in policy
    assert "script-src 'self'" in policy
    assert "frame-ancestors 'none'" in policy


def test_a_refusal_carries_it_too(cold_client):
    assert "default-src 'none'" in cold_client.get("/", headers={"host": "evil.example"}).headers[
        "content-security-policy"
    ]  # fmt: skip
