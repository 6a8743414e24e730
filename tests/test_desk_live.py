"""News from a desk, and the desk as a process: how it starts, what it refuses, how it stops."""

from __future__ import annotations

import asyncio
import json
import signal
from collections.abc import Iterator
from pathlib import Path

import click.testing
import httpx
import pytest
from fastapi.sse import KEEPALIVE_COMMENT
from postgresql import New
from serving import TOKEN, serving, started
from test_ledger_storage import filled, harbour, ready

from vedette.cli import main
from vedette.ledger import Ledger
from vedette.serve import live, run
from vedette.serve.faults import Fault
from vedette.serve.live import BEHIND, MOST, Live


def told(lines: Iterator[str]) -> tuple[str, dict[str, int]]:
    """The next piece of news: its name and what it says."""
    name = ""
    for line in lines:
        kind, _, rest = line.partition(": ")
        if kind == "event":
            name = rest
        elif kind == "data":
            return name, json.loads(rest)
    raise AssertionError("the news ended")


def test_a_listener_hears_of_every_change(new: New) -> None:
    first, *rest = harbour()
    filled(place := new(), [first])
    with serving(place, every=0.02) as client, client.stream("GET", "/api/live") as answer:
        assert answer.headers["content-type"].startswith("text/event-stream")
        assert "content-encoding" not in answer.headers
        lines = answer.iter_lines()
        assert next(lines).startswith(":")
        filled(place, rest)
        name, news = told(lines)
        while news["reports"] < 5:
            name, news = told(lines)
        with Ledger(place, make=False) as ledger:
            assert news == {
                "state": ledger.state(),
                "reports": 5,
                "events": ledger.count()["events"],
            }
        assert name == "state"


def test_a_desk_that_stops_lets_its_listeners_go(tmp_path: Path) -> None:
    ready(place := str(tmp_path / "desk.db"))
    with serving(place) as client:
        url = f"{client.base_url}/api/live"
        stream = httpx.Client(timeout=30)
        answer = stream.send(stream.build_request("GET", url), stream=True)
        lines = answer.iter_lines()
        assert next(lines).startswith(":")
    assert list(lines) in ([], [""])
    stream.close()


def listening(live_: Live) -> tuple[asyncio.Task[list[bytes]], asyncio.Event]:
    """Somebody who listens, and reads only once they may."""
    heard, may = live_.listen(), asyncio.Event()

    async def read() -> list[bytes]:
        first = await anext(heard)
        await may.wait()
        return [first, *[news async for news in heard]]

    return asyncio.create_task(read()), may


def test_who_is_too_far_behind_is_let_go_and_the_others_hear_all() -> None:
    async def run() -> None:
        news = Live(lambda: [])
        slow, may = listening(news)
        await asyncio.sleep(0)
        quick, at_once = listening(news)
        at_once.set()
        for n in range(BEHIND + 3):
            news.tell("state", str(n))
            await asyncio.sleep(0)
        assert news.listeners == 1
        may.set()
        # What was kept for them is still told, and then it ends.
        assert len(await slow) == 1 + BEHIND
        news.close()
        assert len(await quick) == 1 + BEHIND + 3

    asyncio.run(run())


def test_no_more_listen_than_the_desk_can_bear() -> None:
    async def run() -> None:
        news = Live(lambda: [])
        every = [news.listen() for _ in range(MOST)]
        with pytest.raises(Fault, match="listen"):
            news.listen()
        news.close()
        assert len(every) == MOST

    asyncio.run(run())


def test_a_quiet_desk_says_that_it_is_there(monkeypatch: pytest.MonkeyPatch) -> None:
    async def run() -> None:
        monkeypatch.setattr(live, "QUIET", 0.01)
        heard = Live(lambda: []).listen()
        assert [await anext(heard) for _ in range(3)] == [KEEPALIVE_COMMENT] * 3

    asyncio.run(run())


# The process.


@pytest.mark.parametrize("sign", [signal.SIGINT, signal.SIGTERM])
def test_a_desk_that_is_told_to_stop_does_so_without_a_word(
    tmp_path: Path, sign: signal.Signals
) -> None:
    ready(place := str(tmp_path / "desk.db"))
    process, url = started("--ledger", place)
    with httpx.stream("GET", f"{url}api/live", timeout=30) as answer:
        assert next(answer.iter_lines()).startswith(":")
        process.send_signal(sign)
        _, said = process.communicate(timeout=30)
    assert (process.returncode, said) == (0, "")


def test_a_token_is_made_and_told_once(tmp_path: Path) -> None:
    ready(place := str(tmp_path / "desk.db"))
    process, url = started("--ledger", place, "--make-token", "--host", "0.0.0.0")
    page, _, token = url.partition("?token=")
    page = page.replace("0.0.0.0", "127.0.0.1")
    try:
        assert httpx.get(f"{page}api/desk").status_code == 401
        given = {"authorization": f"Bearer {token}", "host": "desk.example"}
        assert httpx.get(f"{page}api/desk", headers=given).status_code == 200
    finally:
        process.terminate()
        process.communicate(timeout=30)


def test_a_public_address_is_told_and_answered_to(tmp_path: Path) -> None:
    ready(place := str(tmp_path / "desk.db"))
    with run.listening("127.0.0.1", 0) as free:
        port = free.getsockname()[1]
    public = ("--public-url", "https://desk.example.org", "--port", str(port))
    process, url = started("--ledger", place, "--make-token", *public)
    page, _, token = url.partition("?token=")
    try:
        assert page == "https://desk.example.org/"
        given = {"authorization": f"Bearer {token}", "host": "desk.example.org"}
        answer = httpx.get(f"http://127.0.0.1:{port}/api/desk", headers=given)
        assert answer.status_code == 200
    finally:
        process.terminate()
        process.communicate(timeout=30)


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("--host", "0.0.0.0"), "--token-file"),
        (("--host", "192.0.2.7"), "--token-file"),
        (("--token-file", "none"), "No such file"),
        (("--token-file", "{short}"), "has no token"),
        (("--token-file", "{good}", "--make-token"), "choose"),
        (("--ledger", "none.db"), "there is no ledger"),
        (("--host", "no.such.host.invalid", "--make-token"), "no.such.host.invalid"),
        (("--port", "99999"), "65535"),
        (("--public-url", "https://desk.example.org"), "--token-file"),
        *(
            (("--public-url", url, "--make-token"), "without a path")
            for url in (
                "desk.example.org",
                "ftp://desk.example.org",
                "https://a.example/desk",
                "https://me@a.example",
                "https://a.example?x",
                "https://[",
                "https://a:b",
                "https://ä.example",
            )
        ),
    ],
)
def test_a_desk_that_should_not_start_says_why(
    tmp_path: Path, arguments: tuple[str, ...], said: str
) -> None:
    filled(place := str(tmp_path / "desk.db"), harbour()[:1])
    (tmp_path / "short").write_text("abc\n")
    (tmp_path / "good").write_text(f"{TOKEN}\n")
    files = {name: str(tmp_path / name) for name in ("short", "good")}
    asked = [each.format(**files) for each in arguments]
    result = click.testing.CliRunner().invoke(main, ["desk", "--ledger", place, *asked])
    assert result.exit_code == 2
    assert said in result.output
    assert "Traceback" not in result.output


def test_a_port_that_is_taken_is_told(tmp_path: Path) -> None:
    filled(place := str(tmp_path / "desk.db"), harbour()[:1])
    with serving(place) as client:
        asked = ["desk", "--ledger", place, "--port", str(client.base_url.port)]
        result = click.testing.CliRunner().invoke(main, asked)
    assert result.exit_code == 2
    assert "in use" in result.output
