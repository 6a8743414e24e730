"""Watching sources, against a real server on loopback and a real ledger; only the reader is canned,
and the clock goes when somebody waits."""

from __future__ import annotations

import gzip
import itertools
import os
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from newssite import BEGIN, WORDS, Answer, Hours, Site, feed, in_turn, item, page, says, serving
from sqlalchemy import select

from vedette.feeds import Means, Plan, Source, Stop, Watch
from vedette.ledger import Ledger
from vedette.ledger.tables import feed_items
from vedette.records import Problem, Reading, Report, SourceState, Watched

LINES = "".join(f'{{"text": "{WORDS} No. {n}.", "title": "T{n}"}}\n' for n in range(4))


@pytest.fixture
def site() -> Iterator[Site]:
    with serving() as made:
        yield made


class Desk:
    """A ledger, and watches over it one after the other."""

    def __init__(self, place: Path, site: Site) -> None:
        self.place, self.site = place, site
        self.titles: list[str | None] = []
        self.problems: list[Problem] = []
        self.said: list[str] = []
        self.breaks: str | None = None
        self.stops: str | None = None

    def watch(self, *sources: Source, hours: float = 0, since: str = "", **plan: object) -> Watch:
        """Watch from where the clock stands for so many hours; 0 for once."""
        stop = Stop()
        begin = self.site.clock.at if self.site.clock is not None else BEGIN
        self.site.clock = Hours(stop, hours or 24, begin)

        def read(report: Report) -> Reading:
            if report.title == self.breaks:
                raise MemoryError
            stop.asked |= report.title == self.stops
            self.titles.append(report.title)
            return Reading(model="canned", report=report)

        means = Means(
            read=read,
            problem=lambda problem, source: self.problems.append(problem),
            say=lambda source, what: self.said.append(f"{source}: {what}"),
            clock=self.site.clock,
            stop=stop,
            since=since,
        )
        whole = Plan(sources=sources, private_hosts=("127.0.0.1",), **plan)  # type: ignore[arg-type]
        with Ledger(self.place) as ledger:
            watch = Watch(whole, ledger, means)
            watch.run(once=not hours)
        return watch

    def known(self, name: str = "Meridian") -> Watched:
        with Ledger(self.place) as ledger:
            return next(w for w in ledger.watched() if w.name == name)

    def states(self, name: str = "Meridian") -> list[SourceState]:
        with Ledger(self.place) as ledger:
            return [s.state for s in ledger.spells() if s.source == name]

    def reports(self) -> list[Report]:
        with Ledger(self.place) as ledger, ledger._read() as store:
            return [r.report for r in store.readings()]


@pytest.fixture
def desk(tmp_path: Path, site: Site) -> Desk:
    return Desk(tmp_path / "desk.db", site)


def meridian(site: Site, **fields: object) -> Source:
    given = {"name": "Meridian", "address": f"{site.base}/feed", **fields}
    return Source(**given)  # type: ignore[arg-type]


def test_a_feed_that_has_not_changed_is_not_sent_again(desk: Desk, site: Site) -> None:
    site.pages["/feed"] = says(feed(item("A"), item("B")), ETag='"one"')
    desk.watch(meridian(site), hours=1)
    assert sorted(map(str, desk.titles)) == ["A", "B"]
    tags = [sent.get("If-None-Match") for path, sent, _ in site.asked if path == "/feed"]
    assert tags == [None, *['"one"'] * 5]
    assert site.times("/feed") == [0, 600, 1200, 1800, 2400, 3000]


def test_what_is_known_is_not_read_again_by_a_later_watch(desk: Desk, site: Site) -> None:
    """Also where the server has no validators, and a later feed has one item more."""
    site.pages["/feed"] = in_turn(
        says(feed(item("A"), item("B"))), says(feed(item("C"), item("A"), item("B")))
    )
    desk.watch(meridian(site))
    assert site.clock is not None
    site.clock.wait(600)
    desk.watch(meridian(site))
    assert desk.titles == ["A", "B", "C"]


def test_what_its_source_lists_no_more_is_forgotten_after_a_year(desk: Desk, site: Site) -> None:
    site.pages["/feed"] = in_turn(
        says(feed(item("A"), item("B"))), says(feed(item("B"))), says(feed(item("B")))
    )
    for days, known in ((300, 2), (200, 2), (1, 1)):
        desk.watch(meridian(site))
        with Ledger(desk.place) as ledger, ledger._read() as store:
            assert len(store.db.execute(select(feed_items.c.item)).all()) == known
        assert site.clock is not None
        site.clock.wait(days * 86_400)
    assert desk.titles == ["A", "B"]


def test_an_item_that_only_sums_up_is_read_where_it_links_to(desk: Desk, site: Site) -> None:
    site.pages["/feed"] = says(feed(item("A", "In short.", link=f"{site.base}/a")))
    site.pages["/a"] = says(page("The whole of it"))
    desk.watch(meridian(site, outlet="Meridian Wire"))
    (report,) = desk.reports()
    assert report.title == "The whole of it"
    assert (report.outlet, report.url) == ("Meridian Wire", f"{site.base}/a")
    assert "It was the third time." in report.text


def test_a_day_that_is_none_leaves_its_feed_readable(desk: Desk, site: Site) -> None:
    site.pages["/feed"] = says(feed(item("A", pubDate="Mon, 30 Nov 2026 09:00:00 +99999999999999")))
    desk.watch(meridian(site))
    assert (desk.titles, desk.known().state) == (["A"], "ok")


def test_links_are_left_alone_where_the_file_says_so(desk: Desk, site: Site) -> None:
    site.pages["/feed"] = says(feed(item("A", WORDS, link=f"{site.base}/a")))
    desk.watch(meridian(site, links=False))
    assert site.paths() == ["/feed"]
    assert WORDS in desk.reports()[0].text


def test_an_edited_item_is_read_again_an_hour_later(desk: Desk, site: Site) -> None:
    site.pages["/feed"] = in_turn(
        says(feed(item("A", updated="2026-11-30T09:00:00Z", link=f"{site.base}/a"))),
        says(feed(item("A", updated="2026-11-30T09:30:00Z", link=f"{site.base}/a"))),
    )
    site.pages["/a"] = in_turn(says(page("First")), says(page("Second")))
    desk.watch(meridian(site), hours=3)
    assert desk.titles == ["First", "Second"]
    between = site.times("/a")[1]
    assert 3_600 <= between < 3_700


def test_an_item_whose_feed_changes_with_every_look_is_read_once_an_hour(
    desk: Desk, site: Site
) -> None:
    days = iter(range(1000))

    def feed_of_the_moment(handler: object) -> None:
        made = item("A", updated=f"2026-{next(days)}", link=f"{site.base}/a")
        says(feed(made))(handler)  # type: ignore[arg-type]

    site.pages["/feed"] = feed_of_the_moment
    site.pages["/a"] = says(page("Same"))
    desk.watch(meridian(site, every=1_200), hours=4)
    assert len(site.times("/a")) in (3, 4)


def test_a_host_is_asked_for_one_thing_at_a_time_with_a_pause(desk: Desk, site: Site) -> None:
    names = "ABCD"
    site.pages["/feed"] = says(feed(*(item(n, "x", link=f"{site.base}/{n}") for n in names)))
    site.pages |= {f"/{n}": says(page(n)) for n in names}
    desk.watch(meridian(site), pause=5)
    times = [at for _, _, at in site.asked]
    gaps = [(b - a).total_seconds() for a, b in itertools.pairwise(times)]
    assert gaps == [5] * 5  # robots.txt, the feed, four pages
    assert desk.titles == list(names)


def test_a_site_may_ask_for_longer_pauses(desk: Desk, site: Site) -> None:
    robots = "User-agent: *\nDisallow: /b\nCrawl-delay: 30\n"
    site.pages["/robots.txt"] = says(robots, kind="text/plain")
    site.pages["/feed"] = says(feed(item("A", "x", link=f"{site.base}/a")))
    site.pages["/a"] = says(page("A"))
    desk.watch(meridian(site))
    times = [at for _, _, at in site.asked]
    assert [(b - a).total_seconds() for a, b in itertools.pairwise(times)] == [30, 30]


def test_every_source_that_is_due_is_looked_at_before_anything_is_read(
    desk: Desk, site: Site
) -> None:
    site.pages |= {f"/{n}": says(feed(item(f"{n}1"), item(f"{n}2"))) for n in "ab"}
    named = [meridian(site, name=n, address=f"{site.base}/{n}") for n in "ab"]
    desk.watch(*named, pause=0)
    kinds = [
        "look" if "new or edited" in said else "read" for said in desk.said if "ok" not in said
    ]
    assert kinds == ["look", "look", "read", "read", "read", "read"]
    assert desk.titles == ["b1", "a1", "b2", "a2"]  # in turn


def test_robots_txt_is_asked_for_once_a_day(desk: Desk, site: Site) -> None:
    site.pages["/feed"] = says(feed(item("A")))
    desk.watch(meridian(site, every=4 * 3_600), hours=47)
    assert [round(at / 3_600) for at in site.times("/robots.txt")] == [0, 24]


def test_a_page_that_robots_txt_forbids_is_not_asked_for(desk: Desk, site: Site) -> None:
    """What the feed itself says is read, and the problem says so."""
    site.pages["/robots.txt"] = says("User-agent: vedette\nDisallow: /a\n", kind="text/plain")
    site.pages["/feed"] = says(feed(item("A", WORDS, link=f"{site.base}/a")))
    desk.watch(meridian(site))
    assert site.paths() == ["/feed"]
    assert WORDS in desk.reports()[0].text
    (problem,) = desk.problems
    assert problem.what == f"the robots.txt of {site.base} does not allow it"
    assert not problem.lost


def test_a_redirect_to_what_robots_txt_forbids_is_not_followed(desk: Desk, site: Site) -> None:
    site.pages["/robots.txt"] = says("User-agent: *\nDisallow: /closed\n", kind="text/plain")
    site.pages["/feed"] = says("", 302, Location="/closed/feed")
    site.pages["/closed/feed"] = says(feed(item("A")))
    desk.watch(meridian(site))
    assert "/closed/feed" not in site.paths()
    assert "does not allow it" in desk.known().why


CLOSED = [(says("", 503), True), (says("", 429), True), (says("", 404), False)]


@pytest.mark.parametrize(("answer", "closed"), CLOSED)
def test_a_site_whose_robots_txt_cannot_be_had_is_left_alone(
    desk: Desk, site: Site, answer: Answer, closed: bool
) -> None:
    """As RFC 9309 has it: where there is none, all is open; where nobody can tell, nothing."""
    site.pages["/robots.txt"] = answer
    site.pages["/feed"] = says(feed(item("A")))
    desk.watch(meridian(site))
    assert ("/feed" in site.paths()) is not closed
    assert desk.known().failures == int(closed)
    assert desk.known().why.startswith("the last try failed: the robots.txt of") is closed


WAITS: list[tuple[int, str, Callable[[list[float]], bool]]] = [
    (429, "7200", lambda at: at[1] == 7_200),
    (503, "Mon, 30 Nov 2026 13:00:02 GMT", lambda at: at[1] == 3 * 3_600),
    (429, "soon", lambda at: at[1] == 1_200),
    (503, "Mon, 30 Nov 2026 13:00:02 +99999999999999", lambda at: at[1] == 1_200),
    (503, "²", lambda at: at[1] == 1_200),
    (503, "-5", lambda at: at[1] == 1_200),
]


@pytest.mark.parametrize(("status", "wait", "right"), WAITS)
def test_a_server_that_asks_for_time_gets_it(
    desk: Desk, site: Site, status: int, wait: str, right: Callable[[list[float]], bool]
) -> None:
    """By seconds or by a date; what is neither is a fault like others, after which it waits twice
    its time."""
    site.pages["/feed"] = in_turn(says("", status, Retry_After=wait), says(feed(item("A"))))
    desk.watch(meridian(site), hours=5)
    assert right(site.times("/feed")), site.times("/feed")
    assert desk.titles == ["A"]


def test_a_later_watch_still_gives_a_server_the_time_that_it_asked_for(
    desk: Desk, site: Site
) -> None:
    site.pages["/feed"] = says("", 429, Retry_After="7200")
    desk.watch(meridian(site))
    desk.watch(meridian(site), hours=1)
    assert site.times("/feed") == [0]


def test_a_server_that_fails_is_asked_ever_less_until_it_answers(desk: Desk, site: Site) -> None:
    failing = [says("", 500)] * 6
    site.pages["/feed"] = in_turn(*failing, says(feed(item("A"))))
    desk.watch(meridian(site), hours=24)
    at = site.times("/feed")
    assert [b - a for a, b in itertools.pairwise(at[:7])] == [
        1_200, 2_400, 4_800, 9_600, 19_200, 21_600
    ]  # fmt: skip
    assert desk.states() == ["lagging", "down", "ok"]
    with Ledger(desk.place) as ledger:
        down = next(s for s in ledger.spells() if s.state == "down")
    assert down.why == "the last 3 tries failed: the server answers 500 Internal Server Error"
    assert down.until is not None
    assert down.since < down.until


def test_a_feed_that_is_gone_is_asked_for_once_a_day(desk: Desk, site: Site) -> None:
    site.pages["/feed"] = says("", 410)
    desk.watch(meridian(site), hours=49)
    assert [round(at / 3_600) for at in site.times("/feed")] == [0, 24, 48]
    assert (desk.known().state, desk.known().why) == (
        "down",
        "its server says that it is gone for good (410)",
    )


def test_a_feed_that_has_moved_is_asked_there_from_then_on(desk: Desk, site: Site) -> None:
    site.pages["/feed"] = says("", 301, Location="/new")
    site.pages["/new"] = says(feed(item("A")))
    desk.watch(meridian(site))
    assert (desk.known().address, desk.known().listed) == (f"{site.base}/new", f"{site.base}/feed")
    assert f"Meridian: it is asked at {site.base}/new from now on" in desk.said
    assert site.clock is not None
    site.clock.wait(600)
    desk.watch(meridian(site))
    assert site.paths() == ["/feed", "/new", "/new"]


def test_a_feed_whose_new_place_is_down_is_looked_for_at_the_old_one(
    desk: Desk, site: Site
) -> None:
    site.pages["/feed"] = in_turn(says("", 301, Location="/new"), says(feed(item("B"))))
    site.pages["/new"] = in_turn(says(feed(item("A"))), says("", 500))
    desk.watch(meridian(site), hours=6)
    assert desk.titles == ["A", "B"]
    assert desk.known().address == f"{site.base}/feed"


def test_another_address_in_the_file_begins_anew(desk: Desk, site: Site) -> None:
    site.pages["/feed"] = says(feed(item("A")), ETag='"one"')
    site.pages["/other"] = says(feed(item("B")))
    desk.watch(meridian(site))
    desk.watch(meridian(site, address=f"{site.base}/other"))
    assert desk.titles == ["A", "B"]
    assert "If-None-Match" not in site.asked[-1][1]


UNREADABLE = [
    (says("", 302, Location="http://10.0.0.1/feed"), "which is not a public address"),
    (says(gzip.compress(b"\0" * 20_000_000), Content_Encoding="gzip"), "it is larger than"),
    (says(page("A page")), "it is no feed, but <html>"),
    (says("{}"), "it is not XML"),
    (says("<!DOCTYPE a [<!ENTITY b 'c'>]><rss>&b;</rss>", kind="text/xml"), "entities of its own"),
]


@pytest.mark.parametrize(("answer", "what"), UNREADABLE)
def test_what_cannot_be_read_is_a_problem_and_stops_nobody_else(
    desk: Desk, site: Site, answer: Answer, what: str
) -> None:
    site.pages["/feed"] = answer
    site.pages["/good"] = says(feed(item("A")))
    good = meridian(site, name="Good", address=f"{site.base}/good")
    tally = desk.watch(meridian(site), good).tally
    assert desk.titles == ["A"]
    assert what in desk.problems[0].what
    assert what in desk.known().why
    assert (tally.looks, tally.failed, tally.reports) == (2, 1, 1)
    assert [desk.known(n).state for n in ("Meridian", "Good")] == ["lagging", "ok"]


def test_a_slow_server_costs_its_own_time_only(desk: Desk, site: Site) -> None:
    over = threading.Event()

    def never(_: object) -> None:
        over.wait(30)

    site.pages["/feed"] = never
    site.pages["/good"] = says(feed(item("A")))
    good = meridian(site, name="Good", address=f"{site.base}/good")
    desk.watch(meridian(site), good, timeout=3)
    over.set()
    assert desk.titles == ["A"]
    assert desk.known().why == "the last try failed: no full answer came within 3 s"


def test_a_broken_feed_is_mended_and_its_broken_item_is_told(desk: Desk, site: Site) -> None:
    """An item without words, one in French, one that is sound; and the end is missing."""
    french = (
        "Le ministre a déclaré lundi que les deux parties se rencontreront de nouveau, selon un"
        " communiqué publié par le gouvernement."
    )
    whole = feed(item("empty", ""), item("French", french), item("A"))
    site.pages["/feed"] = says(whole.removesuffix("</channel></rss>"), kind="text/xml")
    desk.watch(meridian(site))
    assert desk.titles == ["A"]
    mended, empty, foreign = desk.problems
    assert mended.what.startswith("it is not well-formed XML")
    assert empty.what == "the item has no text of its own"
    assert b"<guid" in empty.raw
    assert foreign.what == "the report is in French (fr); Vedette reads English"


def test_a_page_that_fails_is_tried_again_before_the_summary_is_read(
    desk: Desk, site: Site
) -> None:
    site.pages["/feed"] = says(feed(*(item(n, WORDS, link=f"{site.base}/{n}") for n in "ab")))
    site.pages["/a"] = in_turn(says("", 502), says("", 502), says(page("The whole")))
    site.pages["/b"] = says("", 500)
    desk.watch(meridian(site), hours=2)
    assert desk.titles == ["The whole", "b"]
    assert len(site.times("/b")) == 4
    (problem,) = desk.problems
    assert problem.why == "the feed's own summary is read in its place"


def test_where_all_is_done_once_a_page_that_fails_is_left_to_the_next_watch(
    desk: Desk, site: Site
) -> None:
    """Its time comes while others are read, and it is not tried again then."""
    site.pages["/feed"] = says(feed(*(item(n, WORDS, link=f"{site.base}/{n}") for n in "abcd")))
    site.pages |= {f"/{n}": says(page(n)) for n in "bcd"} | {"/a": says("", 502)}
    desk.watch(meridian(site), pause=70)
    assert (desk.titles, len(site.times("/a")), desk.known().waiting) == (["b", "c", "d"], 1, 1)
    assert site.clock is not None
    site.clock.wait(300)
    desk.watch(meridian(site), pause=70)
    assert len(site.times("/a")) == 2


def test_what_was_seen_is_read_though_the_process_ended_between(desk: Desk, site: Site) -> None:
    """The feed has not changed since, and would not show it again."""
    site.pages["/feed"] = says(feed(item("A"), item("B"), item("C")), ETag='"one"')
    desk.stops = "A"
    desk.watch(meridian(site))
    assert desk.titles == ["A"]
    assert desk.known().waiting == 2
    desk.stops = None
    desk.watch(meridian(site))
    assert desk.titles == ["A", "B", "C"]
    assert desk.known().waiting == 0
    assert site.paths() == ["/feed"]


def test_an_item_that_ends_the_process_is_given_up(desk: Desk, site: Site) -> None:
    site.pages["/feed"] = says(feed(item("A"), item("B")), ETag='"one"')
    desk.breaks = "A"
    for _ in range(4):
        with pytest.raises(MemoryError):
            desk.watch(meridian(site))
    desk.watch(meridian(site))
    assert desk.titles[-1:] == ["B"]
    assert [p.what for p in desk.problems] == ["reading it has broken off 4 times"]


def test_a_file_of_many_reports_goes_on_where_it_was_stopped(
    desk: Desk, site: Site, tmp_path: Path
) -> None:
    drop = folder(tmp_path, {"many.jsonl": LINES})
    desk.stops = "T1"
    desk.watch(drop)
    assert desk.titles == ["T0", "T1"]
    desk.stops = None
    desk.watch(drop)
    assert desk.titles == ["T0", "T1", "T2", "T3"]


def test_a_file_may_be_stopped_as_often_as_it_has_reports(
    desk: Desk, site: Site, tmp_path: Path
) -> None:
    lines = "".join(f'{{"text": "{WORDS} No. {n}.", "title": "T{n}"}}\n' for n in range(8))
    drop = folder(tmp_path, {"many.jsonl": lines})
    for n in range(8):
        desk.stops = f"T{n}"
        desk.watch(drop)
    assert desk.titles == [f"T{n}" for n in range(8)]
    assert (desk.problems, desk.known("Drop").waiting) == ([], 0)


def test_only_a_report_that_breaks_off_four_times_ends_its_file(
    desk: Desk, site: Site, tmp_path: Path
) -> None:
    """What broke off at earlier reports of the file is not counted against a later one, nor is
    that it was stopped there."""
    drop = folder(tmp_path, {"many.jsonl": LINES})
    desk.stops = "T0"
    desk.watch(drop)
    desk.stops = None
    for title, times in (("T1", 3), ("T2", 4)):
        desk.breaks = title
        for _ in range(times):
            with pytest.raises(MemoryError):
                desk.watch(drop)
    assert desk.known("Drop").waiting == 1
    desk.watch(drop)
    assert desk.titles == ["T0", "T1"]
    assert [p.what for p in desk.problems] == ["reading it has broken off 4 times"]


def folder(tmp_path: Path, files: dict[str, str], age: float = 60) -> Source:
    place = tmp_path / "drop"
    place.mkdir(exist_ok=True)
    for name, text in files.items():
        written(place / name, text, age)
    return Source(name="Drop", kind="folder", address=str(place), every=60)


def written(path: Path, text: str, age: float) -> None:
    path.write_text(text, encoding="utf-8")
    at = BEGIN.timestamp() - age
    os.utime(path, (at, at))


def test_a_folder_gives_what_is_new_or_changed_in_it(
    desk: Desk, site: Site, tmp_path: Path
) -> None:
    drop = folder(tmp_path, {"a.txt": f"First\n\n{WORDS}"})
    written(tmp_path / "drop" / "b.txt", f"Half\n\n{WORDS}", age=5)
    desk.watch(drop)
    assert desk.titles == ["First"]  # somebody may still be writing the other
    assert site.clock is not None
    site.clock.wait(60)
    desk.watch(drop)
    assert desk.titles == ["First", "Half"]
    written(tmp_path / "drop" / "a.txt", f"Edited\n\n{WORDS}", age=30)
    site.clock.wait(60)
    desk.watch(drop)
    assert desk.titles == ["First", "Half", "Edited"]


def test_a_folder_that_is_not_there_is_said_to_be_missing(
    desk: Desk, site: Site, tmp_path: Path
) -> None:
    desk.watch(Source(name="Drop", kind="folder", address=str(tmp_path / "none")))
    assert desk.known("Drop").why == "the last try failed: there is no such file or folder"


@pytest.mark.parametrize(
    ("parent", "why"), [("a" * 300, "File name too long"), ("closed", "Permission denied")]
)
def test_a_folder_that_cannot_be_looked_at_is_down_alone(
    desk: Desk, site: Site, tmp_path: Path, parent: str, why: str
) -> None:
    if parent == "closed" and os.geteuid() == 0:
        pytest.skip("nothing is closed to root")
    (tmp_path / "closed").mkdir(mode=0)
    shut = Source(name="Shut", kind="folder", address=str(tmp_path / parent / "drop"))
    desk.watch(shut, folder(tmp_path, {"a.txt": f"First\n\n{WORDS}"}))
    assert desk.known("Shut").why == f"the last try failed: it cannot be opened: {why}"
    assert [p.where for p in desk.problems] == [shut.address]
    assert desk.titles == ["First"]


def test_of_a_folder_of_web_archives_nothing_else_is_read(
    desk: Desk, site: Site, tmp_path: Path
) -> None:
    http = f"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n{page('Archived')}"
    head = "WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: http://x.example/\r\n"
    record = f"{head}Content-Length: {len(http)}\r\n\r\n{http}\r\n\r\n"
    drop = folder(tmp_path, {"notes.txt": WORDS})
    (tmp_path / "drop" / "news.warc.gz").write_bytes(gzip.compress(record.encode()))
    os.utime(tmp_path / "drop" / "news.warc.gz", (0, 0))
    desk.watch(Source(name="Archive", kind="warc", address=drop.address))
    assert desk.titles == ["Archived"]


def test_a_page_is_a_report_whenever_its_words_change(desk: Desk, site: Site) -> None:
    site.pages["/live"] = in_turn(says(page("One")), says(page("One")), says(page("Two")))
    live = meridian(site, kind="page", address=f"{site.base}/live", outlet="Wire")
    desk.watch(live, hours=3)
    assert desk.titles == ["One", "Two"]
    assert [r.date for r in desk.reports()] == ["2026-11-30", "2026-11-30"]


def test_older_reports_are_left_out(desk: Desk, site: Site) -> None:
    days = {"old": "Mon, 26 Oct 2026 10:00:00 GMT", "new": "Mon, 30 Nov 2026 09:00:00 GMT"}
    site.pages["/feed"] = says(feed(*(item(n, f"{WORDS} {n}", pubDate=d) for n, d in days.items())))
    desk.watch(meridian(site), since="2026-11-01")
    assert desk.titles == ["new"]


def test_a_source_is_empty_then_ok_then_stale(desk: Desk, site: Site) -> None:
    site.pages["/feed"] = in_turn(says(feed()), says(feed(item("A")), ETag='"one"'))
    desk.watch(meridian(site, expect=7_200), hours=4)
    assert desk.states() == ["empty", "ok", "stale"]
    assert desk.known().why.endswith("expected within 2 hours")


def test_a_feed_that_was_silent_long_before_is_stale_at_once(desk: Desk, site: Site) -> None:
    site.pages["/feed"] = says(feed(item("A", pubDate="Mon, 26 Oct 2026 10:00:00 GMT")))
    desk.watch(meridian(site))
    assert desk.known().state == "stale"


def test_a_time_without_a_watch_is_told_as_such(desk: Desk, site: Site) -> None:
    site.pages["/feed"] = says(feed(item("A")))
    desk.watch(meridian(site))
    assert site.clock is not None
    site.clock.wait(10 * 3_600)
    desk.watch(meridian(site))
    with Ledger(desk.place) as ledger:
        first, missed, again = ledger.spells()
    assert (first.state, missed.state, again.state) == ("ok", "unwatched", "ok")
    assert (missed.since, missed.until) == (
        "2026-11-30T10:10:02+00:00",
        "2026-11-30T20:00:04+00:00",
    )
    assert again.until is None


def test_a_source_that_the_file_lists_no_more_is_unwatched_until_it_does(
    desk: Desk, site: Site
) -> None:
    site.pages["/feed"] = says(feed(item("A")))
    other = meridian(site, name="Other", address=f"{site.base}/other")
    desk.watch(meridian(site), other)
    desk.watch(other)
    desk.watch(other)
    assert (desk.known().state, desk.known().why) == (
        "unwatched",
        "it is no longer in the file of sources",
    )
    desk.watch(meridian(site), other)
    assert desk.states() == ["ok", "unwatched", "ok"]


def test_a_source_with_a_contact_and_an_agent_says_who_asks(desk: Desk, site: Site) -> None:
    site.pages["/feed"] = says(feed(item("A")))
    desk.watch(meridian(site), contact="desk@example.org")
    assert {sent["User-Agent"] for _, sent, _ in site.asked} == {"vedette (desk@example.org)"}
