"""Watches: each alarm once, in its own lane, corrected when the ledger is; and how it is sent."""

from __future__ import annotations

import hashlib
import hmac
import json
import random
import socket
import threading
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from email import message_from_bytes, policy
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import click.testing
import pytest
import told
from aiosmtpd.controller import Controller
from postgresql import New
from test_series import put

from vedette.brief.brief import brief
from vedette.brief.draft import judged
from vedette.brief.learnt import learnt
from vedette.brief.told import broke
from vedette.cli import main
from vedette.export.brief import to_markdown
from vedette.ledger import Ledger
from vedette.plans import BadPlan
from vedette.records import Alarm, Change, Dyad, Problem, Watch, change
from vedette.watch.alarms import settled
from vedette.watch.plan import Delivery, plan_of
from vedette.watch.send.feed import ATOM, send_feed
from vedette.watch.send.mail import send_mail
from vedette.watch.send.webhook import send_webhook, signature

MONDAY = date(2024, 1, 1)
WEEKS = 80
BROKEN = 70
WATCH = Watch(
    name="Russia and Ukraine",
    of=Dyad(a="RUS", b="UKR", statuses=("actual", "future", "negated")),
    by="week",
    per="reports",
    change=Change(kind="level", false_alarms_per_year=0.5),
)


def day(week: int) -> str:
    return (MONDAY + timedelta(weeks=week)).isoformat()


def quiet_then_war(status: str = "actual") -> tuple[Any, ...]:
    """Words for 70 weeks, then attacks, of a status; whatever it is, the quiet has happened."""
    draw = random.Random(5)
    words = [("V-CONF", -2.0), ("V-COOP", 2.0), ("V-CONF", -4.0), ("V-COOP", 4.0)]
    told = []
    for week in range(WEEKS):
        quad, score = draw.choice(words)
        told.append(("RUS/GOV", "UKR/GOV", day(week), day(week), score, quad, 2, "actual"))
        if week >= BROKEN:
            attack = ("RUS/MIL", "UKR/MIL", day(week), day(week), -10.0, "M-CONF", 2, status)
            told += [attack] * 4
    return tuple(told)


REPORTS = {day(week): 5 for week in range(WEEKS)}


@pytest.fixture
def ledger(new: New) -> Iterator[Ledger]:
    with Ledger(new(), clock=lambda: "2026-01-01T00:00:00+00:00") as found:
        put(found, quiet_then_war(), REPORTS)
        yield found


def test_an_alarm_says_what_changed_on_which_events_compared_with_what(ledger: Ledger) -> None:
    (alarm,) = ledger.settle_alarms(WATCH)
    assert (alarm.lane, alarm.kind, alarm.side, alarm.state) == (
        "actual", "level", "down", "standing",
    )  # fmt: skip
    assert alarm.since == day(BROKEN)
    assert day(BROKEN) <= alarm.until <= day(BROKEN + 2)
    assert "more conflict or less cooperation" in alarm.what
    assert f"{len(alarm.events)} events ({len(alarm.events)} of grade 2)" in alarm.what
    assert alarm.graded == {2: len(alarm.events)}
    known = {e.event.id: e.event for e in ledger.entries()}
    assert all(alarm.since <= known[e].when.start <= alarm.until for e in alarm.events)  # type: ignore[union-attr, operator]
    assert alarm.compared.startswith(f"From {day(0)} to")


def test_an_alarm_is_told_once_and_again_when_its_events_have_changed(ledger: Ledger) -> None:
    (first,) = ledger.settle_alarms(WATCH)
    assert ledger.settle_alarms(WATCH) == []
    gone = first.events[-1]
    with ledger._write() as store:
        store.replace_entries([gone], [])
    (second,) = ledger.settle_alarms(WATCH)
    assert (second.id, second.revision, second.state) == (first.id, 2, "corrected")
    assert second.why == f"no longer in it: {gone}"
    attacks = [e.event.id for e in ledger.entries() if e.event.quad == "M-CONF"]
    with ledger._write() as store:
        store.replace_entries(attacks, [])
    (third,) = ledger.settle_alarms(WATCH)
    assert (third.id, third.revision, third.state) == (first.id, 3, "withdrawn")
    assert ledger.settle_alarms(WATCH) == []
    assert [a.state for a in ledger.alarm(first.id)] == ["standing", "corrected", "withdrawn"]
    assert ledger.alarms() == [third]


def test_a_brief_tells_what_changed_in_the_alarms_own_words(ledger: Ledger) -> None:
    (alarm,) = ledger.settle_alarms(WATCH)
    then = datetime(2025, 12, 31, tzinfo=UTC)
    made = brief(learnt(ledger, then, then + timedelta(days=1), WATCH))
    (section,) = [s for s in made.sections if s.title == "What changed in the series"]
    (sentence,) = section.sentences
    assert "more conflict or less cooperation" in sentence.text
    assert sentence.ids[0] == alarm.id
    assert set(sentence.events) <= set(alarm.events)
    assert f"[{alarm.id}]" in to_markdown(made)
    assert learnt(ledger, then + timedelta(days=2), then, WATCH).changes == ()


TURNED = [
    # in the sentence, instead of it, what is found
    ("more conflict or less cooperation", "more cooperation or less conflict", "does not say"),
    ("score is −", "score is ", "."),
    ("Russia and Ukraine", "Russia and Poland", "Poland"),
    ("2025", "2024", "2024"),
    (".", ", and an invasion.", "invas"),
]


@pytest.mark.parametrize(("said", "instead", "found"), TURNED)
def test_a_sentence_on_an_alarm_says_nothing_that_the_alarm_does_not(
    ledger: Ledger, said: str, instead: str, found: str
) -> None:
    (alarm,) = ledger.settle_alarms(WATCH)
    text = broke(alarm, []).text
    [right] = judged(f"{text} [{alarm.id}]", ledger)
    assert right.faults == ()
    head, _, tail = text.rpartition(said)
    [wrong] = judged(f"{head}{instead}{tail} [{alarm.id}]", ledger)
    assert any(found in fault.what for fault in wrong.faults)


@pytest.mark.parametrize(
    ("status", "lane"), [("future", "ahead"), ("requested", None), ("negated", "denied")]
)
def test_what_has_not_happened_never_raises_an_alarm_of_what_has(
    new: New, status: str, lane: str | None
) -> None:
    with Ledger(new()) as ledger:
        put(ledger, quiet_then_war(status), REPORTS)
        found = ledger.settle_alarms(WATCH)
    assert {a.lane for a in found} == ({lane} if lane else set())


@pytest.mark.parametrize("kind", ["level", "count"])
def test_a_count_alarms_for_more_events(ledger: Ledger, kind: Any) -> None:
    watch = change(WATCH, change=Change(kind=kind))
    sides = {"level": "down", "count": "up"}
    assert [a.side for a in ledger.settle_alarms(watch)] == [sides[kind]]


ALARM = Alarm(
    id="0123456789ab", watch="A & <b>", at="2026-01-01T00:00:00+00:00", kind="level", side="down",
    since="2025-06-02", until="2025-06-08", what="More \x1b conflict.", compared="Than before.",
    events=("e1", "e2"), graded={2: 2},
)  # fmt: skip


@pytest.mark.parametrize(
    ("new", "states"),
    [
        ([ALARM], []),
        ([], ["withdrawn"]),
        ([change(ALARM, since="2025-06-01", id="other")], ["corrected"]),
        ([change(ALARM, since="2025-07-01", until="2025-07-07", id="other")],
         ["standing", "withdrawn"]),
        ([change(ALARM, lane="ahead", id="other")], ["standing", "withdrawn"]),
        ([change(ALARM, side="up", id="other")], ["standing", "withdrawn"]),
        ([change(ALARM, graded={2: 1, 3: 1})], ["corrected"]),
    ],
)  # fmt: skip
def test_an_alarm_is_the_same_where_lane_kind_and_side_are_and_days_overlap(
    new: list[Alarm], states: list[str]
) -> None:
    assert [a.state for a in settled(new, [ALARM], at="now")] == states


class Hook(BaseHTTPRequestHandler):
    """Answers with the statuses that it was given, then 204; keeps what it got."""

    answers: list[int]
    got: list[tuple[dict[str, str], bytes]]

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["Content-Length"]))
        self.got.append((dict(self.headers), body))
        self.send_response(self.answers.pop(0) if self.answers else 204)
        self.end_headers()

    def log_message(self, *_: object) -> None:
        """Says nothing."""


@pytest.fixture
def hook() -> Iterator[tuple[Delivery, type[Hook]]]:
    handler = type("OneHook", (Hook,), {"answers": [], "got": []})
    server = HTTPServer(("127.0.0.1", 0), handler)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    url = f"http://127.0.0.1:{server.server_port}/alarms"
    yield Delivery(name="hook", kind="webhook", url=url, secret="HOOK_KEY"), handler
    server.shutdown()
    thread.join()
    server.server_close()


@pytest.mark.parametrize(
    ("answers", "tries", "said"),
    [
        ([], 1, None),
        ([503, 429], 3, None),
        ([500] * 9, 4, "answers 500"),
        ([400], 1, "answers 400"),
        ([302], 1, "answers 302"),
    ],
)
def test_a_webhook_is_signed_tried_again_and_told_what_it_has_had(
    hook: tuple[Delivery, type[Hook]], monkeypatch: pytest.MonkeyPatch,
    answers: list[int], tries: int, said: str | None,
) -> None:  # fmt: skip
    delivery, handler = hook
    handler.answers += answers
    monkeypatch.setenv("HOOK_KEY", "s3cret")
    pauses: list[float] = []
    problem = send_webhook(ALARM, delivery, pause=pauses.append)
    assert (problem is None) == (said is None)
    assert problem is None or said in problem.what  # type: ignore[operator]
    assert len(handler.got) == tries
    assert pauses == sorted(pauses)
    assert {headers["Idempotency-Key"] for headers, _ in handler.got} == {"0123456789ab.1"}
    for headers, body in handler.got:
        at, _, signed = headers["Vedette-Signature"].removeprefix("t=").partition(",v1=")
        right = hmac.new(b"s3cret", f"{at}.".encode() + body, hashlib.sha256).hexdigest()
        assert hmac.compare_digest(signed, right)
        assert json.loads(body)["alarm"]["events"] == ["e1", "e2"]


def test_a_signature_hangs_on_the_body_the_key_and_the_time() -> None:
    made = {signature(b, k, t) for b in (b"a", b"b") for k in ("k", "l") for t in (1, 2)}
    assert len(made) == 8


def test_a_webhook_without_its_key_is_not_sent(hook: tuple[Delivery, type[Hook]]) -> None:
    problem = send_webhook(ALARM, hook[0])
    assert problem is not None
    assert "the environment has no HOOK_KEY" in problem.what
    assert hook[1].got == []


class Inbox:
    """Keeps the mail that comes."""

    def __init__(self) -> None:
        self.got: list[bytes] = []

    async def handle_DATA(self, server: Any, session: Any, envelope: Any) -> str:
        self.got.append(envelope.content)
        return "250 OK"


def test_an_alarm_goes_by_mail_and_its_correction_answers_it() -> None:
    inbox = Inbox()
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    controller = Controller(inbox, hostname="127.0.0.1", port=port)
    controller.start()
    try:
        delivery = Delivery(
            name="mail", kind="mail", host="127.0.0.1", port=port, tls="none",
            sender="desk@example.org", to=("one@example.org", "two@example.org"),
        )  # fmt: skip
        later = change(ALARM, revision=2, state="withdrawn", why="nothing is left")
        assert send_mail(ALARM, delivery) is None
        assert send_mail(later, delivery) is None
    finally:
        controller.stop()
    first, second = (message_from_bytes(m, policy=policy.default) for m in inbox.got)
    assert first["Subject"] == "A & <b>: level down since 2025-06-02"
    assert first["To"] == "one@example.org, two@example.org"
    assert "Events: e1, e2" in first.get_content()
    assert second["In-Reply-To"] == first["Message-ID"]
    assert second.get_content().startswith("Withdrawn: nothing is left.")


def test_a_mail_server_that_is_not_there_is_a_problem() -> None:
    delivery = Delivery(
        name="mail", kind="mail", host="127.0.0.1", port=1, sender="a@b", to=("c@d",)
    )
    problem = send_mail(ALARM, delivery)
    assert isinstance(problem, Problem)
    assert problem.where == "deliver.mail"


def test_a_feed_has_each_alarm_once_the_last_told_first(tmp_path: Path) -> None:
    delivery = Delivery(name="feed", kind="feed", path=str(tmp_path / "alarms.atom"))
    other = change(ALARM, id="ba9876543210")
    later = change(ALARM, revision=2, at="2026-02-01T00:00:00+00:00", state="corrected", why="x")
    for alarm in (ALARM, other, later):
        assert send_feed(alarm, delivery) is None
    feed = ElementTree.parse(delivery.path).getroot()
    name = {"a": ATOM}
    ids = [e.findtext("a:id", namespaces=name) for e in feed.findall("a:entry", name)]
    assert ids == ["urn:vedette:alarm:0123456789ab", "urn:vedette:alarm:ba9876543210"]
    titles = [e.findtext("a:title", namespaces=name) for e in feed.findall("a:entry", name)]
    assert titles[0] == "A & <b>: level down since 2025-06-02 (corrected)"
    assert feed.findtext("a:updated", namespaces=name) == later.at


PLAN = """
[[watch]]
name = "Russia and Ukraine"
actors = ["RUS", "UKR"]
min_grade = 3
change = { kind = "level", false_alarms_per_year = 0.5 }
deliver = ["terminal", "log"]

[deliver.log]
kind = "file"
path = "alarms.jsonl"
"""


@pytest.mark.parametrize(
    ("plan", "said"),
    [
        ("", "watches are written as [[watch]], one at least"),
        ("[[watch]]\nactors = ['RUS']", "watch 1: it has no name"),
        ("[[watch]]\nname = 'x'", "it watches everything"),
        ("[[watch]]\nname = 'x'\nactors = ['A', 'B', 'C']", "actors is one or two actors, not ['A"),
        ("[[watch]]\nname = 'x'\ntypes = ['WAR']", "types: "),
        ("[[watch]]\nname = 'x'\nplaces = ['Russia']", "places: 'Russia' is no code"),
        ("[[watch]]\nname = 'x'\nactors = ['A']\nmin_grade = 6", "min_grade is a whole number"),
        ("[[watch]]\nname = 'x'\nactors = ['A']\nstatuses = ['historical']", "statuses is one of"),
        ("[[watch]]\nname = 'x'\nactors = ['A']\nchange = { kind = 'odd' }", "change: a change is"),
        ("[[watch]]\nname = 'x'\nactors = ['A']\nchange = { false_alarms_per_year = 0 }",
         "false_alarms_per_year is a number above 0"),
        ("[[watch]]\nname = 'x'\nactors = ['A']\ncolour = 'red'", "it knows no colour"),
        ("[[watch]]\nname = 'x'\nactors = ['A']\ndeliver = ['y']", "there is no [deliver.y]"),
        (PLAN + PLAN.split("[deliver")[0], "two watches are called Russia and Ukraine"),
        (PLAN + "[deliver.a]\nkind = 'pigeon'", "deliver.a: its kind is one of"),
        (PLAN + "[deliver.a]\nkind = 'mail'\nhost = 'h'", "a mail needs sender"),
        (PLAN + "[deliver.a]\nkind = 'webhook'\nurl = 'ftp://x'\nsecret = 'S'",
         "url is an http or https address"),
        ("watch = 1\n[", "is not TOML"),
    ],
)  # fmt: skip
def test_what_is_wrong_with_a_file_of_watches_is_told(tmp_path: Path, plan: str, said: str) -> None:
    file = tmp_path / "watches.toml"
    file.write_text(plan, encoding="utf-8")
    with pytest.raises(BadPlan, match=r"watches\.toml") as fault:
        plan_of(file)
    assert said in str(fault.value)


def test_a_file_of_watches_is_read(tmp_path: Path) -> None:
    (tmp_path / "watches.toml").write_text(PLAN, encoding="utf-8")
    plan = plan_of(tmp_path / "watches.toml")
    (watch,) = plan.watches
    assert (watch.of.a, watch.of.b, watch.of.grades) == ("RUS", "UKR", (1, 2, 3))
    assert watch.change.false_alarms_per_year == 0.5
    assert plan.deliveries["log"].path == str(tmp_path / "alarms.jsonl")


def alarms(*arguments: str) -> click.testing.Result:
    return click.testing.CliRunner().invoke(main, ["alarms", *arguments])


def test_the_command_tells_each_alarm_once_and_writes_its_page(tmp_path: Path) -> None:
    place, file = str(tmp_path / "desk.db"), tmp_path / "watches.toml"
    file.write_text(PLAN, encoding="utf-8")
    with Ledger(place) as ledger:
        put(ledger, quiet_then_war(), REPORTS)
    asked = (str(file), "--ledger", place, "--since", "2025-01-01")
    preview = alarms(*asked, "--dry-run")
    assert preview.stdout.startswith("Russia and Ukraine: level down since")
    first = alarms(*asked, "--pages", str(tmp_path / "pages"))
    assert first.exit_code == 0, first.output
    assert "more conflict or less cooperation" in first.stdout
    assert "1 alarms stand" in first.stderr
    again = alarms(*asked)
    assert (again.exit_code, again.stdout) == (0, "")
    (line,) = (tmp_path / "alarms.jsonl").read_text(encoding="utf-8").splitlines()
    told = json.loads(line)
    (page,) = (tmp_path / "pages").iterdir()
    assert page.stem == told["id"]
    html = page.read_text(encoding="utf-8")
    assert "default-src &#39;none&#39;" in html
    assert all(f'id="{event}"' in html for event in told["events"])
    assert "Russian army" in html


def test_old_alarms_are_kept_and_not_told(tmp_path: Path) -> None:
    place, file = str(tmp_path / "desk.db"), tmp_path / "watches.toml"
    file.write_text(PLAN, encoding="utf-8")
    with Ledger(place) as ledger:
        put(ledger, quiet_then_war(), REPORTS)
    done = alarms(str(file), "--ledger", place)
    assert done.stdout == ""
    assert "1 alarms stand in 1 watches, 1 of them from before" in done.stderr


def test_a_delivery_that_fails_is_told_and_tried_again(tmp_path: Path) -> None:
    place, file = str(tmp_path / "desk.db"), tmp_path / "watches.toml"
    file.write_text(PLAN.replace("alarms.jsonl", "not/there.jsonl"), encoding="utf-8")
    with Ledger(place) as ledger:
        put(ledger, quiet_then_war(), REPORTS)
    asked = (str(file), "--ledger", place, "--since", "2025-01-01")
    failed = alarms(*asked)
    assert failed.exit_code == 1
    assert "not/there.jsonl cannot be written" in failed.stderr
    (tmp_path / "not").mkdir()
    assert alarms(*asked).exit_code == 0
    assert (tmp_path / "not" / "there.jsonl").exists()


def test_a_page_quotes_each_report_of_an_event_to_the_letter(ledger: Ledger) -> None:
    from vedette.export.alarm import MOST, quotes, to_page

    entry = told.entry()
    texts = {report: f"{told.HOSTILE} {report}" for report, *_ in told.REPORTS}
    claims = tuple(change(c, quote=(0, len(texts[c.report]))) for c in entry.claims)
    entry = change(entry, claims=claims)
    found = quotes(entry, texts)
    assert [q.report for q in found] == list(dict.fromkeys(c.report for c in claims))[:MOST]
    page = to_page([ALARM], [entry], ledger.series(WATCH.of), texts)
    main_ = page[page.index("<main>") : page.index("</main>")]
    shown = ElementTree.fromstring(f"{main_}</main>")
    said = ["".join(q.itertext()) for q in shown.iter("q")]
    assert sorted(said) == sorted(q.text for q in found)
    assert quotes(entry, {}) == ()


def test_a_page_lets_no_words_act_as_markup(ledger: Ledger) -> None:
    from vedette.export.alarm import to_page

    series = ledger.series(WATCH.of)
    made = to_page([change(ALARM, watch="<script>alert(1)</script>", why="<b>")], [], series, {})
    assert "<script" not in made
    assert "&lt;script&gt;" in made
    assert "No longer in the ledger under these ids: e1, e2" in made
