"""The desk over a real server: what each route answers, what each fault is told as, who may ask."""

from __future__ import annotations

import base64
import json
import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest
from fastapi.testclient import TestClient
from postgresql import New
from pydantic import TypeAdapter
from serving import TOKEN, placed, serving
from test_alarms import ALARM
from test_ledger_storage import changed, filled, harbour, ready
from test_ledger_versions import told
from test_outages import watched

from vedette.brief.line import UNREAL
from vedette.ledger import Ledger, alarms
from vedette.ledger.opening import engine_at
from vedette.ledger.store import Store
from vedette.ledger.transactions import writing
from vedette.records import change, pack
from vedette.serve import sources, wire
from vedette.serve.app import desk
from vedette.serve.guards import MOST_BODY, Rules, origin_of

WHY = {"why": "the same shelling", "who": "ana"}


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> str:
    made = str(tmp_path_factory.mktemp("desk") / "desk.db")
    filled(made, [placed(reading) for reading in harbour()])
    return made


@pytest.fixture(scope="module")
def client(place: str) -> Iterator[httpx.Client]:
    """A desk that nobody changes."""
    with serving(place) as found:
        yield found


def got(client: httpx.Client, path: str, **query: Any) -> Any:
    answer = client.get(path, params=query)
    assert answer.status_code == 200, answer.text
    return answer.json()


def every(client: httpx.Client, path: str, **query: Any) -> list[Any]:
    """All items of a list, page by page."""
    items, cursor = [], None
    while True:
        page = got(client, path, **query, **({"cursor": cursor} if cursor else {}))
        items += page["items"]
        cursor = page["next"]
        if cursor is None:
            return items


# What is answered.


def test_the_desk_says_what_it_holds(client: httpx.Client, place: str) -> None:
    desk = got(client, "/api/desk")
    assert (desk["reports"], desk["judgements"], desk["reviewing"]) == (5, 0, True)
    assert desk["ledger"] == place
    assert desk["newest_report"] == "2026-03-12"
    assert "heavy-weapons" in desk["codebook"]["types"]["ASSAULT"]["modes"]
    assert set(desk["codebook"]["grades"]) == set("123456")


def test_an_event_is_told_in_a_sentence_and_no_plan_as_a_fact(client: httpx.Client) -> None:
    rows = every(client, "/api/events", status="any", limit=7)
    assert len(rows) == got(client, "/api/desk")["events"]
    begins = {status: f"{said.capitalize()}: " for status, said in UNREAL.items()}
    assert set(begins) == {"future", "hypothetical", "requested", "negated"}
    assert {r["status"] for r in rows} >= {"actual", "future", "requested"}
    for row in rows:
        assert row["line"].startswith(begins.get(row["status"], ""))
        assert row["status"] in begins or ": " not in row["line"]


@pytest.mark.parametrize(
    ("query", "holds"),
    [
        ({"type": "assault.heavy-weapons"}, lambda r: r["mode"] == "heavy-weapons"),
        ({"place": "geonames:924572"}, lambda r: r["place"]["name"] == "Nkhata Bay"),
        ({"country": "MW"}, lambda r: r["place"]["country"] == "MWI"),
        ({"status": "requested"}, lambda r: r["status"] == "requested"),
        ({"grade": "3-6", "status": "any"}, lambda r: r["grade"]["credibility"] >= 3),
        ({"actor": "TZA/MIL"}, lambda r: "TZA/MIL" in str(r["actors"] + r["recipients"])),
        ({"since": "2026-03-10", "until": "2026-03-10"}, lambda r: r["first_day"] <= "2026-03-10"),
        ({"type": ["ACCUSE", "AGREE"]}, lambda r: r["type"] in ("ACCUSE", "AGREE")),
    ],
)
def test_a_filter_leaves_what_it_asks_for(client: httpx.Client, query: Any, holds: Any) -> None:
    found = got(client, "/api/events", **query)["items"]
    assert found
    assert all(holds(row) for row in found)
    assert len(found) < got(client, "/api/desk")["events"]


def test_words_choose_the_events_of_the_reports_that_have_them(client: httpx.Client) -> None:
    with_words = {r["id"] for r in every(client, "/api/events", q="fisheries", status="any")}
    told = {e for r in got(client, "/api/reports", q="fisheries")["items"]
            for e in got(client, f"/api/reports/{r['id']}")["events"]}  # fmt: skip
    assert with_words == told


def disputed(client: httpx.Client) -> Any:
    """The page of the event that most reports tell."""
    rows = every(client, "/api/events", status="any")
    return got(client, f"/api/events/{max(rows, key=lambda r: r['reports'])['id']}")


def test_the_page_of_an_event_quotes_its_reports_to_the_letter(client: httpx.Client) -> None:
    page = disputed(client)
    texts = {t["report"]: got(client, f"/api/reports/{t['report']}")["text"]
             for t in page["told_by"]}  # fmt: skip
    assert len(texts) == page["reports"] > 3
    for claim in page["claims"]:
        quote = claim["quote"]
        assert quote["text"]
        assert texts[claim["report"]][quote["start"] : quote["end"]] == quote["text"]
    for telling in page["told_by"]:
        assert telling["passages"]
        for passage in telling["passages"]:
            assert texts[telling["report"]][passage["start"] : passage["end"]] == passage["text"]
            assert passage["marks"]
            assert all(passage["start"] <= m["start"] < m["end"] <= passage["end"]
                       for m in passage["marks"])  # fmt: skip
    kinds = {m["kind"] for t in page["told_by"] for p in t["passages"] for m in p["marks"]}
    assert kinds >= {"trigger", "actor", "recipient", "place", "speech"}


def test_the_page_of_an_event_has_all_that_its_grade_rests_on(client: httpx.Client) -> None:
    page = disputed(client)
    ids = {c["id"] for c in page["claims"]}
    assert page["origins"]
    assert all(set(o["claims"]) <= ids for o in page["origins"])
    assert page["against"]
    assert page["grade"]["rule"]
    assert {a.partition(".")[0] for a in page["accounts"]} == {t["report"] for t in page["told_by"]}
    assert set(page["cites"]) == {c["id"] for c in page["claims"] if c["vouches"]}
    assert {c["from"][0]["name"] for c in page["claims"] if c["from"]}


def test_an_event_has_a_picture_and_a_reason_for_being_one(client: httpx.Client) -> None:
    page = disputed(client)
    picture = client.get(f"/api/events/{page['id']}/picture.svg")
    assert picture.headers["content-type"] == "image/svg+xml"
    assert "sandbox" in picture.headers["content-security-policy"]
    assert picture.text.startswith("<svg")
    found = got(client, f"/api/events/{page['id']}/why")["comparisons"]
    assert found
    assert all(each["features"] for each in found)


def test_claims_come_event_for_event_and_none_is_left_out(client: httpx.Client) -> None:
    rows = every(client, "/api/claims", status="any", limit=3)
    pages = [got(client, f"/api/events/{r['id']}")
             for r in every(client, "/api/events", status="any")]  # fmt: skip
    assert [(r["event"], r["id"]) for r in rows] == [
        (page["id"], c["id"]) for page in pages for c in page["claims"]
    ]


def test_reports_come_the_last_first_and_words_are_found_in_them(client: httpx.Client) -> None:
    rows = every(client, "/api/reports", limit=2)
    assert len(rows) == 5
    assert all(r["events"] for r in rows)
    report = got(client, f"/api/reports/{rows[0]['id']}")
    assert {m["event"] for m in report["marks"]} == set(report["events"])
    hits = got(client, "/api/search", q="patrol boats")["items"]
    assert hits
    assert all(h["words"][s:e] for h in hits for s, e in h["hits"])


def test_origins_and_sources_are_counted(client: httpx.Client) -> None:
    origins = got(client, "/api/origins", status="any")["items"]
    rows = every(client, "/api/events", status="any")
    assert sum(o["events"] for o in origins) == sum(r["origins"] for r in rows)
    sources = got(client, "/api/sources")["items"]
    assert all(s["letter"] is None and s["track"]["rule"] for s in sources)


def test_groups_count_the_events_that_the_list_has(client: httpx.Client) -> None:
    rows = every(client, "/api/events", status="any")
    places = got(client, "/api/places", status="any")["items"]
    assert {(p["name"], p["events"]) for p in places} == {
        ("Nkhata Bay", sum(r["place"] is not None for r in rows))
    }
    assert places[0]["actual"] + places[0]["feared"] <= places[0]["events"]
    for by in ("day", "week", "month"):
        told = got(client, "/api/timeline", status="any", by=by)
        counted = [s["events"] for s in told["items"]]
        assert counted == [sum(s["by_grade"].values()) for s in told["items"]]
        assert counted == [sum(s["quads"].values()) for s in told["items"]]
        assert sum(counted) == sum(bool(r["first_day"]) for r in rows)


def test_the_network_and_the_pairs_are_of_those_who_take_part(client: httpx.Client) -> None:
    rows = every(client, "/api/events")
    known = {p["id"] for r in rows for p in r["actors"] + r["recipients"]}
    network = got(client, "/api/network", limit=5)
    nodes = [n["id"] for n in network["nodes"]]
    assert 0 < len(nodes) <= 5
    assert set(nodes) <= known
    assert network["links"]
    assert all({x["source"], x["target"]} <= set(nodes) for x in network["links"])
    pairs = got(client, "/api/series/pairs")
    assert pairs == sorted(pairs, key=lambda p: -p["events"])
    assert pairs[0]["name_a"]


def test_actors_are_suggested_by_letters_of_their_names(client: httpx.Client) -> None:
    found = got(client, "/api/actors", q="tanz")
    assert found
    assert all("tanz" in node["name"].lower() for node in found)
    every_one = got(client, "/api/actors", limit=100)
    assert {n["id"] for n in found} < {n["id"] for n in every_one}


def test_a_series_counts_what_two_did_to_each_other(client: httpx.Client) -> None:
    told = got(client, "/api/series", a="TZA", b="MWI", by="day", status="any")
    days = [point["start"] for point in told["items"]]
    assert days == sorted(set(days))
    assert sum(point["events"] for point in told["items"]) > 0
    assert all(point["score"] is None for point in told["items"] if point["gap"])
    far = got(client, "/api/series", a="TZA", since="9999-12-01", until="9999-12-31", by="week")
    assert far["items"][-1]["start"] == "9999-12-27"
    nobody = got(client, "/api/series", a="XXX", b="YYY")
    assert sum(point["events"] for point in nobody["items"]) == 0


def test_alarms_are_told_as_they_stand(tmp_path: Path) -> None:
    ready(place := str(tmp_path / "desk.db"))
    with Ledger(place) as ledger, engine_at(place) as engine, writing(engine) as db:
        event = next(ledger.entries()).event.id
        first = change(ALARM, events=(event,))
        alarms.add(db, [first, change(first, revision=2, state="withdrawn", why="undone")])
    with serving(place) as client:
        (told,) = got(client, "/api/alarms")["items"]
        assert (told["state"], told["why"], told["events"]) == ("withdrawn", "undone", [event])
        page = got(client, f"/api/alarms/{ALARM.id}")
        (shown,) = page["evidence"]
        assert shown["id"] == event
        assert shown["quotes"]
        for quote in shown["quotes"]:
            text = got(client, f"/api/reports/{quote['report']}")["text"]
            assert text[quote["start"] : quote["end"]] == quote["text"] != ""
        assert [state["state"] for state in page["history"]] == ["standing", "withdrawn"]
        assert client.get("/api/alarms/none").json()["error"]["where"] == "id"


def test_many_alarms_come_in_pages(tmp_path: Path) -> None:
    """The latest first; one that is corrected between two pages is not told again further down."""
    filled(place := str(tmp_path / "desk.db"), harbour()[:1])
    told = [change(ALARM, id=f"a{n}") for n in range(5)]
    with (
        Ledger(place) as ledger,
        engine_at(place) as engine,
        serving(place) as client,
    ):
        with writing(engine) as db:
            alarms.add(db, told)
        first = got(client, "/api/alarms", limit=2)
        with writing(engine) as db:
            alarms.add(db, [change(told[4], revision=2, state="corrected")])
            Store(db).count_change()
        second = got(client, "/api/alarms", limit=2, cursor=first["next"])
        last = got(client, "/api/alarms", limit=2, cursor=second["next"])
        pages = [[each["id"] for each in page["items"]] for page in (first, second, last)]
        assert pages == [["a4", "a3"], ["a2", "a1"], ["a0"]]
        assert last["next"] is None
        assert [a.id for a in ledger.alarms()] == ["a4", "a3", "a2", "a1", "a0"]
        assert got(client, "/api/alarms", limit=1)["items"][0]["state"] == "corrected"
        wrong = client.get("/api/alarms", params={"cursor": "x"}).json()["error"]
        assert wrong["where"] == "cursor"


def test_a_source_that_was_down_is_named_and_its_days_are_gaps(tmp_path: Path) -> None:
    ready(place := str(tmp_path / "desk.db"))
    down = [("2026-03-01", "ok"), ("2026-03-09", "down")]
    with Ledger(place) as ledger:
        watched(ledger, *down, name="Down")
        watched(ledger, ("2026-03-01", "down"), ("2026-03-05", "ok"), name="Well")
        watched(ledger, *down, name="Not asked")
        late = change(ledger.watched()[1], state="ok", due="2026-03-08T00:00:00+00:00")
        ledger.feeds.visited(late, [], [])
        watched(ledger, *down, name="Let go")
        gone = next(w for w in ledger.watched() if w.name == "Let go")
        ledger.feeds.visited(change(gone, state="unwatched", due=None), [], [])
    with serving(place) as client:
        sources = {s["name"]: s for s in got(client, "/api/desk")["sources"]}
        stale = got(client, "/api/brief", since="1h")["stale"]
        points = got(client, "/api/series", a="TZA", by="day", status="any")["items"]
    assert {name: (s["state"], s["stale"]) for name, s in sources.items()} == {
        "Down": ("down", True), "Not asked": ("unwatched", True), "Well": ("ok", False),
    }  # fmt: skip
    assert [(s["name"], s["since"]) for s in stale] == [
        ("Down", "2026-03-09T00:00Z"), ("Not asked", "2026-03-08T00:00Z"),
    ]  # fmt: skip
    gaps = {p["start"] for p in points if p["why"] == "sources were not heard"}
    assert "2026-03-10" in gaps
    assert all(start >= "2026-03-08" for start in gaps)


def test_the_brief_tells_what_is_new_and_what_each_sentence_rests_on(client: httpx.Client) -> None:
    told = got(client, "/api/brief", since="1h")
    ids = {r["id"] for r in every(client, "/api/events", status="any")}
    sentences = [s for section in told["sections"] for s in section["sentences"]]
    assert sentences
    assert all(set(s["events"]) <= ids for s in sentences)
    assert told["newest_source"] == "2026-03-12"
    page = client.get("/api/brief", params={"since": "1h", "format": "html"})
    assert page.headers["content-type"].startswith("text/html")
    assert "sandbox" in page.headers["content-security-policy"]
    assert client.get("/api/brief?format=md").text.startswith("# Brief")
    assert got(client, "/api/brief", since="2999-01-01")["sections"] == []


# What goes wrong.

FAULTS: list[tuple[str, str, dict[str, Any], int, str, str]] = [
    ("GET", "/api/nothing", {}, 404, "not_found", "path"),
    ("GET", "/api/events/none", {}, 404, "not_found", "id"),
    ("GET", "/api/events/none/why", {}, 404, "not_found", "id"),
    ("GET", "/api/events/none/picture.svg", {}, 404, "not_found", "id"),
    ("GET", "/api/reports/none", {}, 404, "not_found", "id"),
    ("DELETE", "/api/events", {"json": {}}, 405, "not_allowed", "path"),
    ("GET", "/api/events?type=ASSALT", {}, 400, "bad_request", "type"),
    ("GET", "/api/events?country=Ukraine", {}, 400, "bad_request", "country"),
    ("GET", "/api/events?grade=0", {}, 400, "bad_request", "grade"),
    ("GET", "/api/events?status=maybe", {}, 400, "bad_request", "status"),
    ("GET", "/api/events?since=yesterday", {}, 422, "bad_request", "since"),
    ("GET", "/api/events?limit=501", {}, 422, "bad_request", "limit"),
    ("GET", "/api/events?typ=ASSAULT", {}, 422, "bad_request", "typ"),
    ("GET", "/api/events/a%00b", {}, 400, "bad_request", "path"),
    ("GET", "/api/reports/a%00b", {}, 400, "bad_request", "path"),
    ("GET", "/api/alarms/a%00b", {}, 400, "bad_request", "path"),
    ("GET", "/api/reports?outlet=a%00b", {}, 400, "bad_request", "query"),
    ("GET", "/api/series?a=a%00b", {}, 400, "bad_request", "query"),
    ("GET", "/api/events?cursor=%20", {}, 400, "bad_request", "cursor"),
    ("GET", "/api/events?cursor=bm9uZQ", {}, 400, "bad_request", "cursor"),
    ("GET", "/api/reports?cursor=gaFuoXg", {}, 400, "bad_request", "cursor"),
    ("GET", "/api/brief?since=yesterday", {}, 400, "bad_request", "since"),
    ("GET", "/api/series?b=MWI", {}, 422, "bad_request", "a"),
    ("GET", "/api/series?a=MWI&since=0001-01-01&until=9999-12-31&by=day", {},
     422, "bad_request", "since"),
    ("GET", "/api/series?a=MWI&until=9999-12-31&by=day", {}, 422, "bad_request", "since"),
    ("GET", "/api/search", {}, 422, "bad_request", "q"),
    ("GET", f"/api/events?q={'x' * 9000}", {}, 414, "too_large", "query"),
    ("POST", "/api/judgements", {"json": {}}, 422, "bad_request", ""),
    ("POST", "/api/judgements", {"json": {"kind": "crown"}}, 422, "bad_request", ""),
    ("POST", "/api/judgements", {"content": "{", "headers": {"content-type": "application/json"}},
     422, "bad_request", "1"),
    ("POST", "/api/judgements", {"content": "a=1"}, 415, "bad_request", "Content-Type"),
    ("POST", "/api/judgements", {"json": {"kind": "merge", "a": "x", "b": "y", **WHY}},
     404, "not_found", "id"),
    ("POST", "/api/judgements", {"json": {"kind": "merge", "a": "x", "b": "y", "why": " ",
     "who": "ana"}}, 422, "bad_request", "merge.why"),
    ("POST", "/api/judgements", {"json": {"kind": "reliability", "source": "nobody",
     "letter": "B", **WHY}}, 404, "not_found", "source"),
    ("POST", "/api/judgements", {"json": {"kind": "reliability", "source": "nobody",
     "letter": "G", **WHY}}, 422, "bad_request", "reliability.letter"),
    ("POST", "/api/judgements", {"json": {"kind": "accept", "event": "none", **WHY}},
     404, "not_found", "id"),
    ("POST", "/api/judgements", {"json": {"kind": "correct", "event": "none", "field": "grade",
     "value": "1", **WHY}}, 422, "bad_request", "correct.field"),
    ("POST", "/api/judgements", {"json": {"kind": "correct", "event": "none", "field": "place",
     "value": "London", **WHY}}, 400, "bad_request", ""),
    ("POST", "/api/judgements", {"json": {"kind": "correct", "event": "none", "field": "status",
     "value": "perhaps", **WHY}}, 400, "bad_request", ""),
    ("POST", "/api/judgements", {"json": {"kind": "accept", "event": "a\0b", **WHY}},
     422, "bad_request", "accept.event"),
    ("POST", "/api/judgements/7/undo", {"json": {"why": "a\0b", "who": "ana"}},
     422, "bad_request", "why"),
    ("POST", "/api/judgements/7/undo", {"json": {"why": "a", "who": "ana\0"}},
     422, "bad_request", "who"),
    ("POST", f"/api/judgements/{2**80}/undo", {"json": WHY}, 422, "bad_request", "number"),
    ("POST", "/api/judgements/7/undo", {"json": WHY}, 404, "not_found", "id"),
    ("POST", "/api/judgements", {"json": {"kind": "x" * MOST_BODY}}, 413, "too_large", "body"),
    ("POST", "/api/judgements", {"content": (b"x" * 9_000 for _ in range(9)),
     "headers": {"content-type": "application/json"}}, 413, "too_large", ""),
    ("GET", "/api/desk", {"headers": {"host": "evil.example"}}, 403, "forbidden", "Host"),
    ("GET", "/api/desk", {"headers": {"host": "["}}, 403, "forbidden", "Host"),
    ("POST", "/api/judgements", {"json": {}, "headers": {"origin": "http://evil.example"}},
     403, "forbidden", "Origin"),
    ("POST", "/api/judgements", {"json": {}, "headers": {"origin": "null"}},
     403, "forbidden", "Origin"),
    ("POST", "/api/judgements", {"json": {}, "headers": {"sec-fetch-site": "cross-site"}},
     403, "forbidden", "Origin"),
]  # fmt: skip


@pytest.mark.parametrize(("method", "path", "more", "status", "code", "where"), FAULTS)
def test_every_fault_comes_in_the_one_envelope(
    client: httpx.Client, method: str, path: str, more: Any, status: int, code: str, where: str
) -> None:
    answer = client.request(method, path, **more)
    error = answer.json()["error"]
    assert set(answer.json()) == {"error"}
    assert (answer.status_code, error["code"]) == (status, code), error
    assert error["where"] == where or not where
    assert error["what"]
    assert answer.headers["x-content-type-options"] == "nosniff"


def crafted(**place: Any) -> str:
    return base64.urlsafe_b64encode(pack(place)).decode().rstrip("=")


CRAFTED = (
    *(("/api/reports", {"n": n}) for n in (2**63, 2**31, -1)),
    *(("/api/alarms", {"n": n}) for n in (2**63, 2**31, -1)),
    *(("/api/events", {"day": n, "event": "a"}) for n in (2**63, 2**31, -1)),
    ("/api/events", {"day": 1, "event": "a\0"}),
    ("/api/claims", {"day": 1, "event": "a", "told": "a\0"}),
    ("/api/claims", {"day": 2**63, "event": "a", "told": "b"}),
)


@pytest.mark.parametrize(("path", "ended"), CRAFTED)
def test_a_cursor_that_no_list_gave_is_refused(
    client: httpx.Client, path: str, ended: dict[str, Any]
) -> None:
    answer = client.get(path, params={"cursor": crafted(**ended)})
    assert (answer.status_code, answer.json()["error"]["where"]) == (400, "cursor")


NUL = (
    *(f"/api/{path}/a%00b" for path in ("events", "reports", "alarms")),
    "/api/events/a%00b/why", "/api/reports?outlet=a%00b", "/api/reports?q=a%00b",
    "/api/series?a=a%00b", "/api/series?a=RUS&b=a%00b", "/api/events?place=a%00b",
    "/api/events?actor=a%00b", "/api/search?q=a%00b", "/api/actors?q=a%00b",
)  # fmt: skip


def test_a_sign_that_a_database_does_not_hold_is_asked_of_none(new: New) -> None:
    ready(place := new())
    with serving(place) as client:
        for path in NUL:
            assert client.get(path).status_code == 400, path
        for field in ("event", "why", "who"):
            ruling = {"kind": "accept", "event": "none", **WHY, field: "a\0b"}
            assert client.post("/api/judgements", json=ruling).status_code == 422, field


def test_what_nobody_foresaw_has_a_number_and_no_trace(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    ready(place := str(tmp_path / "desk.db"))
    changed(place, "UPDATE entries SET body = x'00'")
    with serving(place) as client:
        answer = client.get("/api/events")
    error = answer.json()["error"]
    number = error["what"].split()[-1]
    assert (answer.status_code, error["code"]) == (500, "fault")
    assert "Traceback" not in answer.text
    assert "DecodeError" not in answer.text
    assert answer.headers["content-security-policy"].startswith("default-src 'self'")
    assert any(number in record.getMessage() for record in caplog.records)


HOT = {
    "/api/events": wire.Items[wire.EventRow],
    "/api/places": wire.Every[wire.PlaceRow],
    "/api/timeline": wire.Timeline,
    "/api/network": wire.Network,
    "/api/series/pairs": list[wire.Pair],
}


@pytest.mark.parametrize(("path", "shape"), HOT.items(), ids=list(HOT))
def test_what_is_written_straight_from_records_has_its_shape(
    client: httpx.Client, path: str, shape: Any
) -> None:
    """Pydantic would write the same, field for field and number for number."""
    answer = client.get(path, params={"status": "any"})
    read = TypeAdapter(shape).validate_json(answer.content, strict=True)
    assert b"[{" in answer.content
    written = TypeAdapter(shape).dump_json(read, by_alias=True)
    assert json.loads(written) == answer.json()


def test_a_list_shows_an_event_as_it_is_now(new: New) -> None:
    ready(place := new())
    with serving(place) as client, Ledger(place, make=False) as ledger:
        before = every(client, "/api/events", status="any")
        event = before[0]["id"]
        ledger.correct(event, "status", "negated", why="never happened", who="ana")
        after = every(client, "/api/events", status="any")
    assert [r["status"] for r in after if r["id"] == event] == ["negated"]
    assert [r for r in after if r["id"] != event] == [r for r in before if r["id"] != event]


# What is kept, and what changes.


def test_an_answer_that_still_holds_is_not_sent_again(new: New) -> None:
    first, *rest = harbour()
    filled(place := new(), rest)
    with serving(place) as client:
        before = client.get("/api/events")
        tag = before.headers["etag"]
        again = client.get("/api/events", headers={"if-none-match": f'"x", {tag}'})
        assert (again.status_code, again.content) == (304, b"")
        assert client.get("/api/events?limit=2").headers["etag"] != tag
        filled(place, [first])
        after = client.get("/api/events", headers={"if-none-match": tag})
    assert after.status_code == 200
    assert after.headers["etag"] != tag
    assert after.content != before.content


def test_an_old_count_of_sources_is_not_kept_under_a_new_state(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It may be answered while a count rests; once that is over the next is made, though the ledger
    has not changed again."""
    first, *rest = harbour()
    filled(place := str(tmp_path / "desk.db"), [first])
    monkeypatch.setattr(sources, "REST", 1e6)
    app = desk(place)
    held: sources.Sources = app.state.desk.sources
    with TestClient(app, base_url="http://localhost") as client:
        before = client.get("/api/sources")
        filled(place, rest)
        resting = client.get("/api/sources")
        assert resting.json() == before.json()
        held._until = 0.0
        after = client.get("/api/sources", headers={"if-none-match": resting.headers["etag"]})
        assert after.status_code == 200
        assert len(after.json()["items"]) > len(before.json()["items"])
        again = client.get("/api/sources", headers={"if-none-match": after.headers["etag"]})
        assert again.status_code == 304


def named(item: Any) -> tuple[str, str]:
    """An event; or a claim, which may be about several."""
    return item["id"], item.get("event", "")


def dayed(client: httpx.Client) -> set[tuple[str, str]]:
    rows = every(client, "/api/events", status="any")
    return {(r["id"], f"{r['first_day']} to {r['last_day']}") for r in rows}


@pytest.mark.parametrize("order", ["newest", "oldest"])
@pytest.mark.parametrize("path", ["/api/events", "/api/claims"])
def test_pages_stay_as_they_are_while_reports_come_in(new: New, order: str, path: str) -> None:
    """The last report denies what the others tell, and adds events before and after."""
    *first, last = harbour()
    filled(place := new(), first)
    asked = {"status": "any", "order": order, "limit": 3}
    with serving(place) as client:
        days = dayed(client)
        before = set(map(named, every(client, path, **asked)))
        page = got(client, path, **asked)
        seen = list(map(named, page["items"]))
        filled(place, [last])
        while page["next"]:
            page = got(client, path, **asked, cursor=page["next"])
            seen += map(named, page["items"])
        after = set(map(named, every(client, path, **asked)))
        moved = {event for event, _ in days ^ dayed(client)}
    still = [item for item in seen if moved.isdisjoint(item)]
    assert len(still) == len(set(still)) > 10
    assert before & after <= set(seen)


def test_two_events_are_merged_and_parted_again(new: New) -> None:
    ready(place := new())
    with serving(place) as client:
        a, b, *_ = (r["id"] for r in every(client, "/api/events", type="ASSAULT", status="any"))
        before = every(client, "/api/events", status="any")
        answer = client.post("/api/judgements", json={"kind": "merge", "a": a, "b": b, **WHY})
        assert answer.status_code == 201
        (one,) = answer.json()["events"]
        assert one in (a, b)
        assert len(every(client, "/api/events", status="any")) == len(before) - 1
        told = got(client, "/api/judgements")["items"][0]
        assert (told["who"], told["why"], told["undone"]) == ("ana", WHY["why"], None)
        assert told["kind"] == "merge"
        for number in answer.json()["numbers"]:
            undone = client.post(f"/api/judgements/{number}/undo", json=WHY)
        assert set(undone.json()["events"]) == {a, b}
        assert every(client, "/api/events", status="any") == before
        last = got(client, "/api/judgements")["items"][0]
        assert (bool(last["undone"]), last["undone_by"], last["undone_why"]) == (
            True, WHY["who"], WHY["why"],
        )  # fmt: skip


CORRECTED: list[tuple[str, str, Callable[[Any], Any], Any]] = [
    ("status", "future", lambda e: e["status"], "future"),
    ("type", "assault.drone", lambda e: (e["type"], e["mode"]), ("ASSAULT", "drone")),
    ("place", "Zomba, HUN", lambda e: e["place"]["country"], "HUN"),
    ("place", "none", lambda e: e["place"], None),
    ("when", "2026-03-01/2026-03-02", lambda e: (e["first_day"], e["last_day"]),
     ("2026-03-01", "2026-03-02")),
]  # fmt: skip


def test_events_are_accepted_and_corrected_and_it_is_seen_at_once(tmp_path: Path) -> None:
    ready(place := str(tmp_path / "desk.db"))
    with serving(place) as client:
        before = disputed(client)
        accept = {"kind": "accept", "event": before["id"], **WHY}
        assert client.post("/api/judgements", json=accept).json()["events"] == [before["id"]]
        for field, value, seen, said in CORRECTED:
            ruling = {"kind": "correct", "event": before["id"], "field": field, "value": value}
            answer = client.post("/api/judgements", json={**ruling, **WHY})
            assert answer.status_code == 201, answer.text
            (event,) = answer.json()["events"]
            page = got(client, f"/api/events/{event}")
            assert seen(page) == said
            assert page["history"][-1]["what"].startswith(f"{field} corrected from ")
        kinds = [j["kind"] for j in page["history"]]
        assert kinds == ["accept", *("correct" for _ in CORRECTED)]
        for judged in page["history"]:
            client.post(f"/api/judgements/{judged['number']}/undo", json=WHY)
        after = got(client, f"/api/events/{event}")
        assert {**after, "history": []} == before


def test_a_rejected_event_is_of_no_list_until_that_is_undone(tmp_path: Path) -> None:
    ready(place := str(tmp_path / "desk.db"))
    with serving(place) as client:
        before = every(client, "/api/events", status="any")
        event = before[0]["id"]
        reject = {"kind": "correct", "event": event, "field": "rejected", "value": "yes", **WHY}
        ruled = client.post("/api/judgements", json=reject).json()
        assert ruled["events"] == []
        assert client.get(f"/api/events/{event}").status_code == 404
        assert every(client, "/api/events", status="any") == before[1:]
        client.post(f"/api/judgements/{ruled['numbers'][0]}/undo", json=WHY)
        assert every(client, "/api/events", status="any") == before


def test_a_report_says_what_its_versions_have_changed(tmp_path: Path) -> None:
    first, second, *_ = told()
    with Ledger(place := str(tmp_path / "desk.db")) as ledger:
        old, new = ledger.add(first), ledger.add(second)
    with serving(place) as client:
        page = got(client, f"/api/reports/{old}")
        assert [(v["report"], v["stands"]) for v in page["versions"]] == [
            (old, False), (new, True),
        ]  # fmt: skip
        changes = page["versions"][1]["changes"]
        assert any("six" in (c["after"] or "") for c in changes)
        assert [q["text"] for q in page["withdrawn"]] == ["arrested"]
        assert page["marks"]
        assert got(client, f"/api/reports/{new}")["withdrawn"] == []


def test_an_account_is_split_off(new: New) -> None:
    ready(place := new())
    with serving(place) as client:
        page = disputed(client)
        apart = page["accounts"][-1:]
        split = {"kind": "split", "event": page["id"], "accounts": apart, **WHY}
        answer = client.post("/api/judgements", json=split)
        assert len(answer.json()["events"]) == 2
        other = next(e for e in answer.json()["events"] if e != page["id"])
        assert got(client, f"/api/events/{other}")["accounts"] == apart
        whole = client.post("/api/judgements", json={**split, "accounts": page["accounts"][:-1]})
        assert (whole.status_code, whole.json()["error"]["code"]) == (400, "bad_request")
        split["accounts"] = ["none.e1"]
        assert client.post("/api/judgements", json=split).status_code == 404


def test_a_letter_is_seen_at_once(new: New) -> None:
    ready(place := new())
    with serving(place) as client:
        page = disputed(client)
        voice = page["origins"][0]["id"]
        rate = {"kind": "reliability", "source": voice, "letter": "B", **WHY}
        assert client.post("/api/judgements", json=rate).status_code == 201
        assert got(client, f"/api/events/{page['id']}")["letters"][voice] == "B"
        sources = got(client, "/api/sources")["items"]
        assert [s["letter"] for s in sources if s["letter"]] == ["B"]
        origins = got(client, "/api/origins", status="any")["items"]
        assert {o["id"]: o["letter"] for o in origins}[voice] == "B"


def test_a_judgement_waits_for_another_writer_and_is_told_who_it_is(new: New) -> None:
    ready(place := new())
    with serving(place, wait=0.3) as client, engine_at(place) as engine:
        a, b, *_ = (r["id"] for r in every(client, "/api/events", status="any"))
        merge = {"kind": "merge", "a": a, "b": b, **WHY}
        with writing(engine):
            answer = client.post("/api/judgements", json=merge)
            assert client.get("/api/events").status_code == 200
        error = answer.json()["error"]
        assert (answer.status_code, error["code"]) == (503, "busy")
        assert "being written by process" in error["what"]
        assert answer.headers["retry-after"]
        assert client.post("/api/judgements", json=merge).status_code == 201


def test_a_desk_to_be_read_takes_no_judgement(place: str) -> None:
    with serving(place, rules=Rules(read_only=True)) as client:
        assert got(client, "/api/desk")["reviewing"] is False
        assert client.post("/api/judgements", json={}).status_code == 403


# Who may ask.


def test_a_token_is_asked_for_and_a_page_may_keep_it(place: str) -> None:
    with serving(place, rules=Rules(token=TOKEN)) as client:
        for headers in ({}, {"authorization": "Bearer wrong"}, {"authorization": TOKEN},
                        {"cookie": "vedette=wrong"}, {"cookie": "=;;vedette"}):  # fmt: skip
            answer = client.get("/api/desk", headers=headers)
            assert (answer.status_code, answer.json()["error"]["code"]) == (401, "unauthorized")
        given = client.get("/api/desk", headers={"authorization": f"bearer {TOKEN}"})
        assert given.status_code == 200
        assert client.get("/?token=wrong").status_code == 401
        welcome = client.get(f"/?token={TOKEN}")
        assert (welcome.status_code, welcome.headers["location"]) == (303, "/")
        kept = welcome.headers["set-cookie"].lower()
        assert "httponly" in kept
        assert "samesite=strict" in kept
        assert client.get("/api/desk").status_code == 200


def test_any_name_needs_a_token() -> None:
    with pytest.raises(ValueError, match="token"):
        Rules(hosts=None)


@pytest.mark.parametrize("host", ["localhost", "127.0.0.1:8765", "[::1]:8765", "LOCALHOST:1"])
def test_a_desk_goes_by_the_names_of_this_machine(client: httpx.Client, host: str) -> None:
    assert client.get("/api/desk", headers={"host": host}).status_code == 200


def test_its_own_page_may_judge(client: httpx.Client) -> None:
    own = {"origin": str(client.base_url).rstrip("/"), "sec-fetch-site": "same-origin"}
    merge = {"kind": "merge", "a": "x", "b": "y", **WHY}
    assert client.post("/api/judgements", json=merge, headers=own).status_code == 404


PUBLIC = "https://desk.example.org"


@pytest.mark.parametrize(
    ("host", "origin", "status"),
    [
        ("desk.example.org", PUBLIC, 404),
        # A proxy that asks by the desk's own address.
        ("127.0.0.1:8765", PUBLIC, 404),
        ("127.0.0.1:8765", "http://127.0.0.1:8765", 404),
        ("desk.example.org", "http://desk.example.org", 403),
        ("desk.example.org", "https://evil.example.org", 403),
        ("evil.example.org", PUBLIC, 403),
    ],
)
def test_behind_a_proxy_the_page_may_judge_under_its_public_address(
    place: str, host: str, origin: str, status: int
) -> None:
    merge = {"kind": "merge", "a": "x", "b": "y", **WHY}
    given = {"authorization": f"Bearer {TOKEN}", "host": host, "origin": origin}
    with serving(place, rules=Rules(public=PUBLIC, token=TOKEN)) as client:
        answer = client.post("/api/judgements", json=merge, headers=given)
        welcome = client.get(f"/?token={TOKEN}", headers={"host": "desk.example.org"})
    assert answer.status_code == status, answer.text
    assert "secure" in welcome.headers["set-cookie"].lower()


@pytest.mark.parametrize(
    ("url", "origin"),
    [
        ("https://Desk.example.org/", PUBLIC),
        ("https://desk.example.org:443", PUBLIC),
        ("http://desk.example.org:8080", "http://desk.example.org:8080"),
        ("https://[2001:DB8::1]:444/", "https://[2001:db8::1]:444"),
    ],
)
def test_an_address_has_the_origin_that_browsers_send(url: str, origin: str) -> None:
    assert origin_of(url) == origin


def test_a_page_may_do_nothing_but_what_the_desk_wrote(client: httpx.Client) -> None:
    headers = client.get("/api/desk").headers
    policy = headers["content-security-policy"]
    assert "default-src 'self'" in policy
    assert "frame-ancestors 'none'" in policy
    assert "unsafe" not in policy
    assert headers["referrer-policy"] == "no-referrer"
    assert "access-control-allow-origin" not in headers
    assert "server" not in headers


def test_large_answers_are_packed(client: httpx.Client) -> None:
    assert client.get("/api/events").headers["content-encoding"] == "gzip"


# Many at a time.


def test_readers_see_whole_states_while_a_writer_adds(new: New) -> None:
    *first, last = harbour()
    filled(place := new(), first[:1])
    faults: list[str] = []
    done = threading.Event()

    with serving(place) as client:
        url = str(client.base_url)

        def read() -> None:
            with httpx.Client(base_url=url, timeout=30) as mine:
                while not done.is_set():
                    for path in ("/api/events?status=any", "/api/desk", "/api/claims"):
                        answer = mine.get(path)
                        if answer.status_code != 200:
                            faults.append(answer.text)

        readers = [threading.Thread(target=read) for _ in range(4)]
        for reader in readers:
            reader.start()
        filled(place, [*first, last])
        done.set()
        for reader in readers:
            reader.join()
        assert not faults
        with Ledger(place, make=False) as ledger:
            assert got(client, "/api/desk")["events"] == ledger.count()["events"]
