"""What stands before the page: cookies, limits, the door; and what lies under /baowen/."""

from collections.abc import Callable, Iterator
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import PlainTextResponse
from starlette.routing import Route
from starlette.testclient import TestClient

from corpus import InputError
from index import Archive
from qa.web import runs, uploads
from qa.web.conversations import Conversations
from qa.web.limits import BODY, Rate, is_loopback
from qa.web.login import read_accounts
from qa.web.serving import COOKIE, admitted, middleware, owner
from tests.index.conftest import FakeEncoder, fake_tagger
from tests.web.test_conversations import ANSWER, ARTICLE

HOME = "http://127.0.0.1"
Open = Callable[..., TestClient]


@pytest.fixture
def archive(tmp_path: Path) -> Iterator[Archive]:
    with Archive.open(tmp_path / "archive", FakeEncoder(), tagger=fake_tagger) as opened:
        opened.add([ARTICLE])
        yield opened


@pytest.fixture
def store(archive: Archive) -> Conversations:
    return Conversations(archive.path / "conversations.sqlite")


@pytest.fixture
def opened(archive: Archive, store: Conversations) -> Open:
    """A client of a stand-in for the page, behind all that stands before the real one."""

    async def page(request: Request) -> PlainTextResponse:
        return PlainTextResponse(f"{owner(request)} {len(await request.body())}")

    def client(base: str = HOME, **options: Any) -> TestClient:
        bot = SimpleNamespace(archive=archive)
        layers = middleware(bot, store, **options)  # type: ignore[arg-type]
        app = Starlette(routes=[Route("/{rest:path}", page, methods=["GET", "POST"])], middleware=layers)
        return TestClient(app, base_url=base, follow_redirects=False)

    return client


def test_a_browser_gets_one_cookie_that_can_t_be_guessed(opened: Open) -> None:
    client = opened()
    first = client.get("/")
    assert "HttpOnly" in first.headers["set-cookie"]
    assert "SameSite=Lax" in first.headers["set-cookie"]
    mine = client.cookies[COOKIE]
    again = client.get("/")
    assert "set-cookie" not in again.headers
    assert again.text.startswith(mine)
    assert opened().get("/").cookies[COOKIE] != mine


def test_a_made_up_cookie_is_replaced(opened: Open) -> None:
    client = opened()
    client.cookies[COOKIE] = "admin"
    assert len(client.get("/").headers["set-cookie"].split(";")[0]) == len(COOKIE) + 44


def test_no_cookie_is_no_ones_owner() -> None:
    assert owner(SimpleNamespace(cookies={}, session_hash="abc")) == "session abc"
    assert owner(SimpleNamespace(cookies={}, session_hash=None)) == ""


def test_too_many_events_are_told_to_wait(opened: Open) -> None:
    now = [0.0]
    client = opened(events=Rate(60, 3, lambda: now[0]))
    assert [client.post("/gradio_api/queue/join").status_code for _ in range(4)] == [200, 200, 200, 429]
    refused = client.post("/gradio_api/queue/join", headers={"accept-language": "en"})
    assert refused.json()["detail"] == "Too many requests; please wait 1 s and try again."
    assert client.get("/").status_code == 200
    now[0] += 1
    assert client.post("/gradio_api/queue/join").status_code == 200
    assert client.post("/gradio_api/queue/join").status_code == 429


def test_a_rate_counts_each_client_and_forgets_the_oldest(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("qa.web.limits.CLIENTS", 2)
    rate = Rate(60, 1, lambda: 0.0)
    assert [rate.take(name) > 0 for name in ("a", "a", "b", "c", "a")] == [False, True, False, False, False]


def test_a_body_too_large_is_refused_with_its_length_and_without(opened: Open) -> None:
    client = opened()
    assert client.post("/ask", content=b"x" * BODY).text.endswith(str(BODY))
    assert client.post("/ask", content=b"x" * (BODY + 1)).status_code == 413

    def endless() -> Iterator[bytes]:
        for _ in range(BODY // 1024 + 2):
            yield b"x" * 1024

    with pytest.raises(Exception):  # noqa: B017, PT011 - the connection is closed upon it
        client.post("/ask", content=endless())


def test_other_sites_are_refused(opened: Open) -> None:
    client = opened()
    assert client.post("/ask", headers={"sec-fetch-site": "cross-site"}).status_code == 403
    assert client.post("/ask", headers={"sec-fetch-site": "same-origin"}).status_code == 200
    rebound = opened("http://evil.example")
    assert rebound.get("/").status_code == 403
    assert "--root-path" in rebound.get("/").json()["detail"]
    assert opened("http://papers.example", root_path="https://papers.example/bw").get("/").status_code == 200
    assert opened("http://papers.example", host="0.0.0.0").get("/").status_code == 200
    assert opened("http://localhost:7860").get("/").status_code == 200
    assert opened("http://[::1]:7860").get("/").status_code == 200


@pytest.mark.parametrize(
    ("host", "alone"),
    [
        *[(name, True) for name in ("127.0.0.1", "localhost", "::1", "127.8.8.8")],
        *[(name, False) for name in ("0.0.0.0", "::", "192.168.1.5", "papers.example", "127.0.0.1.example")],
    ],
)
def test_beyond_this_machine_only_with_a_door_or_on_purpose(host: str, alone: bool, tmp_path: Path) -> None:
    assert is_loopback(host) == alone
    if alone:
        assert admitted(host, None, False) is None
    else:
        with pytest.raises(InputError, match="--auth-file"):
            admitted(host, None, False)
    assert admitted(host, auth_file(tmp_path, "a:b"), False) == {"a": "b"}
    assert admitted(host, None, True) is None


ACCOUNTS = {"李编辑": "口令:1", "guest": "secret"}


def test_nothing_is_there_for_those_who_have_not_signed_in(opened: Open) -> None:
    client = opened(accounts=ACCOUNTS)
    page = client.get("/", headers={"accept": "text/html", "accept-language": "en"})
    assert page.status_code == 401
    assert 'action="./baowen/login"' in page.text
    assert "default-src 'none'" in page.headers["content-security-policy"]
    for path in ("/config", "/gradio_api/info", "/baowen/export/x.md", "/assets/index.js"):
        assert client.get(path, headers={"accept": "application/json"}).status_code == 401
    assert client.post("/baowen/upload?name=a.txt", content=b"x").status_code == 401
    wrong = client.post("/baowen/login", data={"name": "guest", "password": "wrong"})
    assert wrong.status_code == 401
    assert 'action="../baowen/login"' in wrong.text
    assert client.post("/baowen/login", data={"name": "nobody", "password": "\0nobody"}).status_code == 401
    right = client.post("/baowen/login", data={"name": "李编辑", "password": "口令:1"})
    assert (right.status_code, right.headers["location"]) == (303, "../")
    assert "HttpOnly" in right.headers["set-cookie"]
    assert client.get("/config").status_code == 200
    assert opened(accounts=ACCOUNTS).get("/config", cookies=dict(client.cookies)).status_code == 401


def test_passwords_can_t_be_tried_out(opened: Open) -> None:
    client = opened(accounts=ACCOUNTS)
    tries = [client.post("/baowen/login", data={"name": "guest", "password": f"{n}"}) for n in range(8)]
    assert [reply.status_code for reply in tries][-1] == 429
    right = client.post("/baowen/login", data={"name": "guest", "password": "secret"})
    assert right.status_code == 429


def auth_file(tmp_path: Path, text: str, mode: int = 0o600) -> Path:
    file = tmp_path / "accounts"
    file.write_text(text, encoding="utf-8")
    file.chmod(mode)
    return file


def test_accounts_are_read_from_lines(tmp_path: Path) -> None:
    file = auth_file(tmp_path, "# 编辑部\n李编辑:口令:1\n\nguest : secret\n")
    assert read_accounts(file) == ACCOUNTS


@pytest.mark.parametrize(
    ("text", "mode", "said"),
    [
        ("guest:secret", 0o644, "chmod 600"),
        ("guest", 0o600, "line 1: no account; write name:password"),
        ("a:b\n:c", 0o600, "line 2"),
        ("a:", 0o600, "line 1"),
        ("# nobody\n", 0o600, "no account in it"),
    ],
)
def test_a_bad_auth_file_is_one_line(tmp_path: Path, text: str, mode: int, said: str) -> None:
    with pytest.raises(InputError, match=said):
        read_accounts(auth_file(tmp_path, text, mode))
    with pytest.raises(InputError, match="can't be read"):
        read_accounts(tmp_path / "nowhere")


def test_an_upload_lies_under_a_name_of_our_own(opened: Open, archive: Archive) -> None:
    client = opened()
    client.get("/")
    mine = client.cookies[COOKIE]
    for given in (
        "../../etc/cron.d/x.txt",
        "成都日报/2023-03/20/03.txt",
        "<img onerror=alert(1)>.txt",
        "a\n.txt",
    ):
        reply = client.post("/baowen/upload", params={"name": given}, content=b"text")
        assert reply.status_code == 200, reply.text
        found = uploads.waiting(archive.path, mine, reply.json()["token"])
        assert found.path.parent == archive.path / "uploads" / "incoming"
        assert found.path.read_bytes() == b"text"
        home = uploads.settle(archive.path, found)
        assert home.parent == archive.path / "uploads"
        assert home.name.endswith(".txt")
        assert set(home.stem) <= set("0123456789abcdef")
        with pytest.raises(InputError, match="send it again"):
            uploads.waiting(archive.path, mine, found.token)
    assert len(list((archive.path / "uploads").glob("*.txt"))) == 1  # the same content


def test_another_browsers_upload_is_not_to_be_had(opened: Open, archive: Archive) -> None:
    client = opened()
    client.get("/")
    token = client.post("/baowen/upload?name=a.txt", content=b"text").json()["token"]
    for who, key in (("other", token), ("other", "../../archive.sqlite"), ("other", "x" * 22)):
        with pytest.raises(InputError, match="send it again"):
            uploads.waiting(archive.path, who, key)


def test_what_can_t_be_read_or_is_too_large_leaves_nothing(opened: Open, archive: Archive) -> None:
    client = opened(upload_limit=1 << 20)
    assert client.post("/baowen/upload?name=a.exe", content=b"MZ").status_code == 415
    assert client.post("/baowen/upload?name=a.txt&for=questions", content=b"x").status_code == 415
    assert client.post("/baowen/upload?name=q.csv&for=questions", content=b"x").status_code == 200
    large = client.post("/baowen/upload?name=a.txt", content=b"x" * ((1 << 20) + 1))
    assert large.status_code == 413
    assert "1 MB" in large.json()["detail"]

    def unknown_length() -> Iterator[bytes]:
        for _ in range(1030):
            yield b"x" * 1024

    assert client.post("/baowen/upload?name=b.txt", content=unknown_length()).status_code == 413
    assert len(list((archive.path / "uploads/incoming").iterdir())) == 2  # the questions and their note
    assert uploads.sweep(archive.path, -1) == 2


def test_a_name_is_one_line_of_text() -> None:
    assert uploads.plain_name("C:\\papers\\03.txt") == "C:/papers/03.txt"
    assert uploads.plain_name("../../x.txt") == "x.txt"
    assert uploads.plain_name("/etc/passwd") == "etc/passwd"
    assert uploads.plain_name(" \0a\u202e.txt") == "\ufffda\ufffd.txt"
    assert uploads.plain_name("..") == "unnamed"
    assert len(uploads.plain_name("长" * 1000 + ".pdf")) == uploads.LONGEST_NAME


def test_a_conversation_is_taken_away_by_its_own_browser(opened: Open, store: Conversations) -> None:
    client = opened()
    client.get("/")
    mine = client.cookies[COOKIE]
    key = store.new(mine, '水库/"调研"')
    store.finish(mine, key, store.begin(mine, key, "有哪些水库？"), ANSWER)
    for form, said in (("md", "# 水库"), ("html", "<!doctype html>"), ("fragment", "<h1")):
        found = client.get(f"/baowen/export/{key}.{form}")
        assert found.status_code == 200
        assert found.text.startswith(said)
        assert "李颖. 水务" in found.text.replace("\\", "")
        assert "sandbox" in found.headers["content-security-policy"]
        assert "%E6%B0%B4%E5%BA%93__" in found.headers["content-disposition"]
    assert client.get(f"/baowen/export/{key}.exe").status_code == 404
    other = opened()
    other.get("/")
    assert other.get(f"/baowen/export/{key}.md").status_code == 404
    assert opened().get(f"/baowen/export/{key}.md").status_code == 404


def test_a_run_gives_out_its_files_and_no_others(opened: Open, archive: Archive) -> None:
    client = opened()
    key, home = runs.begin(archive.path, "题.csv", 3)
    (home / "report.html").write_text("<h1>报告</h1>", encoding="utf-8")
    found = client.get(f"/baowen/evaluation/{key}/report.html")
    assert (found.status_code, found.text) == (200, "<h1>报告</h1>")
    assert "attachment" in found.headers["content-disposition"]
    assert "content-disposition" not in client.get(f"/baowen/evaluation/{key}/report.html?view").headers
    for path in (
        f"{key}/about.json",
        f"{key}/..%2f..%2farchive.sqlite",
        "../archive.sqlite",
        "x/report.html",
    ):
        assert client.get(f"/baowen/evaluation/{path}").status_code in (404, 200)
        assert b"SQLite" not in client.get(f"/baowen/evaluation/{path}").content
    assert client.get(f"/baowen/evaluation/{key}/about.json").status_code == 404


def test_behind_a_path_the_same_is_there(archive: Archive, store: Conversations, opened: Open) -> None:
    client = opened(root_path="/bw")
    client.app.root_path = "/bw"  # type: ignore[attr-defined]
    assert client.post("/baowen/upload?name=a.txt", content=b"x").status_code == 200


def test_serve_refuses_in_one_line(archive: Archive) -> None:
    from typer.testing import CliRunner

    from qa.cli import app

    for options, said in (
        (["--host", "0.0.0.0"], "--auth-file"),
        (["--auth-file", "nowhere"], "can't be read"),
        (["--archive", "nowhere"], "no archive at nowhere"),
    ):
        done = CliRunner().invoke(app, ["serve", "--archive", str(archive.path), *options])
        assert isinstance(done.exception, InputError)
        assert said in str(done.exception)
