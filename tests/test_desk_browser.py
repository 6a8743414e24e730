"""The desk's page against a real server, in a real browser: journeys, and what no view may do."""

from __future__ import annotations

import base64
import gzip
import os
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest
from selenium import webdriver
from selenium.webdriver.common.by import By
from selenium.webdriver.common.keys import Keys
from selenium.webdriver.remote.webelement import WebElement
from selenium.webdriver.support.select import Select
from selenium.webdriver.support.wait import WebDriverWait
from serving import placed, serving
from test_alarms import ALARM
from test_ledger_storage import filled, harbour
from test_ledger_versions import told

from vedette.ledger import Ledger, alarms
from vedette.ledger.opening import engine_at
from vedette.ledger.store import Store
from vedette.ledger.transactions import writing
from vedette.records import Alarm, Reading, change
from vedette.serve.app import PAGE

ROOT = Path(__file__).parent.parent
AXE = ROOT / "web" / "node_modules" / "axe-core" / "axe.min.js"
PATIENCE = 30
"""Seconds that a busy machine may take to draw; nothing is measured here."""
MOST_BYTES = 1_200_000
HOSTILE = (
    "Boats <script>document.title = 'ran'</script>fired\u202edetrats<img src=x onerror=alert(1)>"
)
"""A title with what a browser would run, and with what turns text around."""

pytestmark = [
    pytest.mark.skipif(not PAGE.is_dir(), reason="the page is not built: make page"),
    pytest.mark.usefixtures("quiet"),
]


@pytest.fixture
def client(tmp_path: Path) -> Iterator[httpx.Client]:
    place = str(tmp_path / "desk.db")
    filled(place, [placed(reading) for reading in harbour()])
    with serving(place, every=0.2) as found:
        yield found


class Page:
    """The desk's page in a browser; what is looked for is waited for."""

    def __init__(self, chrome: webdriver.Chrome, client: httpx.Client) -> None:
        self.chrome, self.client = chrome, client
        self.base = str(client.base_url).rstrip("/")

    def open(self, view: str) -> None:
        # Another fragment alone would load nothing.
        self.chrome.get("about:blank")
        self.chrome.get(f"{self.base}/#/{view}")

    def until(self, found: Callable[[], Any], what: str) -> Any:
        return WebDriverWait(self.chrome, PATIENCE, ignored_exceptions=[Exception]).until(
            lambda _: found(), what
        )

    def find(self, selector: str, words: str = "") -> WebElement:
        """The first element of a selector in whose text some words are."""

        def found() -> WebElement | None:
            every = self.chrome.find_elements(By.CSS_SELECTOR, selector)
            return next((e for e in every if words in e.text), None)

        element: WebElement = self.until(found, f"no {selector} with {words!r}")
        return element

    def settled(self) -> None:
        """Nothing more is being asked for."""
        self.find("main h1")
        asking = ".waiting, [aria-busy=true]"
        busy = self.chrome.find_elements
        self.until(lambda: not busy(By.CSS_SELECTOR, asking), "the view goes on asking")

    def says(self, words: str) -> None:
        self.until(lambda: words in self.text, f"the page does not say {words!r}")

    @property
    def text(self) -> str:
        return self.chrome.find_element(By.TAG_NAME, "body").text

    def judge(self, title: str, button: str, **fields: str) -> None:
        """Open a form of the review, sign it and send it."""
        self.find(".judge > summary", title).click()
        for name, value in {"why": "one shelling", "who": "ana", **fields}.items():
            field = self.find(f".judge[open] [name={name}]")
            if field.tag_name != "select":
                field.clear()
            field.send_keys(value)
        self.find(".judge[open] button[type=submit]", button).click()


@pytest.fixture
def page(browser: webdriver.Chrome, client: httpx.Client) -> Page:
    return Page(browser, client)


@pytest.fixture
def quiet(browser: webdriver.Chrome) -> Iterator[None]:
    """Nothing may be left in the console, but for what the driver of WebGL says of itself."""
    browser.execute("getLog", {"type": "browser"})
    yield
    said = browser.execute("getLog", {"type": "browser"})["value"]
    assert [line for line in said if line["source"] != "rendering"] == []
    browser.get("about:blank")


def events(client: httpx.Client, **query: Any) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = client.get("/api/events", params=query).json()["items"]
    return found


# Journeys.


def test_a_reader_finds_why_an_event_has_grade_2(page: Page, client: httpx.Client) -> None:
    """From the ledger, by the filter of credibility 2, to the rule, the words and the report."""
    wanted = next(e for e in events(client, grade=2) if e["type"] == "MOBILIZE")
    page.open("ledger")
    page.find(".grades button[aria-pressed=false]:nth-of-type(2)").click()
    page.until(lambda: "grade=2" in page.chrome.current_url, "the filter is not in the address")
    page.find("main .row-line", wanted["line"]).click()
    page.find("h2", "Why credibility 2")
    page.says(wanted["grade"]["rule"])
    assert "independence cannot be shown" in page.find(".rule").text
    marked = {m.text for m in page.chrome.find_elements(By.CSS_SELECTOR, ".telling .mark-trigger")}
    assert marked
    page.find(".why blockquote a", "in the report").click()
    here = page.find(".mark-here").text
    assert here in client.get(f"/api/events/{wanted['id']}").text


def test_a_reviewer_merges_two_events_and_takes_it_back(page: Page, client: httpx.Client) -> None:
    """The ledger afterwards is what it was before."""
    one, other, *_ = (e for e in events(client, type="ASSAULT") if e["reports"] > 1)
    before = client.get("/api/events", params={"status": "any", "limit": 100}).json()
    page.open(f"events/{one['id']}")
    page.judge("Merge", "These are one event", id=other["id"])
    page.says("Merge: recorded as judgement")
    page.says("Ruled to be one event")
    assert (
        len(events(client, type="ASSAULT", status="actual"))
        == len([e for e in before["items"] if e["type"] == "ASSAULT" and e["status"] == "actual"])
        - 1
    )
    page.judge("Undo", "Take it back", why="two places after all")
    page.says("taken back")
    after = client.get("/api/events", params={"status": "any", "limit": 100}).json()
    assert after == before


def test_a_reviewer_corrects_an_event_accepts_it_and_rejects_it(
    page: Page, client: httpx.Client
) -> None:
    """What was found stands beside the event, with who and why; a rejected one is in no list."""
    one = next(e for e in events(client, type="ASSAULT") if e["reports"] > 1)
    page.open(f"events/{one['id']}")
    page.judge("Correct", "Record the correction", value="planned", why="an exercise")
    page.find(".reviewed li", "status corrected from actual to future by ana")
    page.find(".event .tag", "planned")
    page.judge("Accept", "Accept as it stands", why="seen on video")
    page.find(".reviewed li", "accepted as it is by ana")
    kinds = [j["kind"] for j in client.get(f"/api/events/{one['id']}").json()["history"]]
    assert kinds == ["correct", "accept"]
    page.judge("Reject", "There is no such event", why="a film was shot")
    page.says("Reject: recorded as judgement 3. “vedette undo” takes it back.")
    page.find("h1", "Ledger")
    assert one["id"] not in {e["id"] for e in events(client, status="any", limit=200)}


def test_a_place_that_is_not_known_is_refused_in_words(page: Page, client: httpx.Client) -> None:
    page.open(f"events/{events(client, type='ASSAULT')[0]['id']}")
    page.find(".judge > summary", "Correct").click()
    Select(page.find(".judge[open] [name=field]")).select_by_visible_text("place")
    field = page.find(".judge[open] input[name=value]")
    field.clear()
    field.send_keys("Nowhereville-on-Sea")
    for name in ("why", "who"):
        page.find(f".judge[open] [name={name}]").send_keys("ana")
    page.find(".judge[open] button[type=submit]").click()
    page.says("the gazetteer has no place Nowhereville-on-Sea")
    # The browser itself tells of every answer that is no success.
    (told_,) = page.chrome.execute("getLog", {"type": "browser"})["value"]
    assert "400 (Bad Request)" in told_["message"]


def test_a_report_shows_what_an_edit_has_changed(page: Page, client: httpx.Client) -> None:
    with Ledger(client.get("/api/desk").json()["ledger"]) as ledger:
        old, new = (ledger.add(reading) for reading in told()[:2])
    page.open(f"reports/{old}")
    page.find("h2", "Versions of the article")
    page.says("Withdrawn in a later version: “arrested”.")
    assert "six" in page.find(".changes ins", "six").text
    page.find(".versions a").click()
    page.until(lambda: new in page.chrome.current_url, "the link leads elsewhere")


def test_a_picked_place_lists_its_own_events(page: Page, client: httpx.Client) -> None:
    page.open("map?place=geonames:924572")
    page.find(".beside h2", "Nkhata Bay")
    page.find(".beside .row-line")
    shown = page.chrome.find_elements(By.CSS_SELECTOR, ".beside .row-line")
    there = events(client, place="geonames:924572", status="any", limit=100)
    assert len(shown) == len(there) > 0
    page.find(".beside button", "All places").click()
    page.find(".beside h2", "Latest")


def test_a_reader_follows_an_alarm_to_its_words(page: Page, client: httpx.Client) -> None:
    """From the alarm to the events that it rests on, and to the words of a report."""
    attack = next(e for e in events(client, type="ASSAULT") if e["reports"] > 1)
    raised(client, change(ALARM, what="Conflict rose.", events=(attack["id"],)))
    page.open("alarms")
    page.find("main .row-line", "Conflict rose.").click()
    page.says(ALARM.compared)
    (shown,) = client.get(f"/api/alarms/{ALARM.id}").json()["evidence"]
    page.find("main blockquote", shown["quotes"][0]["text"])
    page.find("main .row-line", attack["line"]).click()
    page.find("h2", "In whose words")
    words = page.find(".telling .mark-trigger").text
    page.find(".telling h3 a").click()
    page.find(".text mark", words)


def raised(client: httpx.Client, alarm: Alarm) -> None:
    """Append an alarm to the desk's ledger, as `vedette alarms` does."""
    place = client.get("/api/desk").json()["ledger"]
    with engine_at(place) as engine, writing(engine) as db:
        alarms.add(db, [alarm])
        Store(db).count_change()


def test_an_alarm_that_is_raised_meanwhile_is_told(page: Page, client: httpx.Client) -> None:
    page.open("ledger")
    page.find("main .row-line")
    attack = events(client, type="ASSAULT")[0]
    raised(client, change(ALARM, what="Conflict fell.", events=(attack["id"],)))
    page.find("[role=alert] a", "Conflict fell.").click()
    page.find("h1", "Conflict fell.")


def test_a_judgement_without_an_event_is_refused_in_words(page: Page, client: httpx.Client) -> None:
    event = events(client, type="ASSAULT")[0]
    page.open(f"events/{event['id']}")
    page.judge("Merge", "These are one event")
    page.says("Choose the event that is the same.")
    page.find(".judge[open] [name=id]").send_keys(event["id"])


# What no view may do.

VIEWS = (
    "map", "ledger", "events", "reports", "search?q=harbour", "series", "series?a=TZA&b=MWI",
    "network", "alarms", "brief", "sources",
)  # fmt: skip


def address(view: str, client: httpx.Client) -> str:
    if view == "events":
        return f"events/{events(client, type='ASSAULT')[0]['id']}"
    if view == "reports":
        return f"reports/{client.get('/api/reports').json()['items'][0]['id']}"
    return view


FAULTS = """
const done = arguments[arguments.length - 1];
axe.run(document, {resultTypes: ["violations"]}).then(({violations}) => done(
  violations.filter(v => ["serious", "critical"].includes(v.impact))
    .map(v => `${v.id}: ${v.help}: ${v.nodes.slice(0, 3).map(n => n.html).join(" ")}`)));
"""


PLAIN = str.maketrans("?&=", "---")
WIDTHS = (390, 1280)
LIGHTS = ("light", "dark")


@pytest.fixture(scope="module")
def still(tmp_path_factory: pytest.TempPathFactory) -> Iterator[httpx.Client]:
    """A desk that nobody changes."""
    place = str(tmp_path_factory.mktemp("still") / "desk.db")
    filled(place, [placed(reading) for reading in harbour()])
    with serving(place) as found:
        yield found


@pytest.fixture
def screen(browser: webdriver.Chrome) -> Iterator[Callable[[int, str], None]]:
    """Sets the width of the screen and whether it is light or dark."""

    def as_on(width: int, light: str) -> None:
        size = {"width": width, "height": 900, "deviceScaleFactor": 1, "mobile": width < 500}
        browser.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", size)
        features = [{"name": "prefers-color-scheme", "value": light}]
        browser.execute_cdp_cmd("Emulation.setEmulatedMedia", {"features": features})

    yield as_on
    browser.execute_cdp_cmd("Emulation.clearDeviceMetricsOverride", {})
    browser.execute_cdp_cmd("Emulation.setEmulatedMedia", {"features": []})


def keep(browser: webdriver.Chrome, name: str) -> None:
    """A picture of the whole view, where pictures are asked for (`make shots`)."""
    folder = os.environ.get("VEDETTE_SHOTS")
    if folder is not None:
        drawn = browser.execute_cdp_cmd("Page.captureScreenshot", {"captureBeyondViewport": True})
        path = Path(folder) / f"{name}.png"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(base64.b64decode(drawn["data"]))


@pytest.mark.parametrize("view", VIEWS)
def test_a_view_shuts_nobody_out(
    browser: webdriver.Chrome,
    still: httpx.Client,
    screen: Callable[[int, str], None],
    view: str,
) -> None:
    """Broad and narrow, light and dark: no serious fault, and nothing wider than the screen."""
    page = Page(browser, still)
    page.open(address(view, still))
    page.settled()
    browser.execute_script(AXE.read_text(encoding="utf-8"))
    for width in WIDTHS:
        for light in LIGHTS:
            screen(width, light)
            if view == "map":
                page.find(".map[data-drawn]")
            keep(browser, f"{view.translate(PLAIN)}-{width}-{light}")
            assert browser.execute_async_script(FAULTS) == [], (width, light)
        assert browser.execute_script("return document.documentElement.scrollWidth") <= width


def hostile() -> Reading:
    """A report whose heading is an attack."""
    read = placed(harbour()[0])
    report = change(read.report, title=HOSTILE, outlet="<b>Post</b>", date="2026-03-11")
    return change(read, report=report)


def test_a_report_that_attacks_is_shown_as_it_is(page: Page, client: httpx.Client) -> None:
    with Ledger(client.get("/api/desk").json()["ledger"]) as ledger:
        name = ledger.add(hostile())
    page.open(f"reports/{name}")
    page.find("h1", "<script>document.title = 'ran'</script>")
    assert page.find("h1 .hidden").text == "U+202E right-to-left override"
    page.says("<b>Post</b>")
    assert page.chrome.title == "Report · Vedette"
    assert page.chrome.execute_script("return document.images.length") == 0


def test_what_is_new_waits_until_it_is_asked_for(page: Page, client: httpx.Client) -> None:
    page.open("ledger")
    page.find("main .row-line")
    rows = len(page.chrome.find_elements(By.CSS_SELECTOR, "main .row-line"))
    with Ledger(client.get("/api/desk").json()["ledger"]) as ledger:
        ledger.add(hostile())
    bar = page.find(".news", "1 new report")
    assert len(page.chrome.find_elements(By.CSS_SELECTOR, "main .row-line")) == rows
    bar.find_element(By.TAG_NAME, "button").click()
    page.says("from 6 reports")


def test_the_map_is_drawn_from_the_page_alone(page: Page) -> None:
    page.open("map")
    page.find(".map[data-drawn]")
    asked = page.chrome.execute_script(
        "return performance.getEntriesByType('resource').map(e => new URL(e.name).origin)"
    )
    assert set(asked) == {page.base}
    page.find("summary", "1 place")


def test_the_keyboard_goes_everywhere(page: Page) -> None:
    page.open("ledger")
    page.find("main .row-line")
    body = page.chrome.find_element(By.TAG_NAME, "body")
    body.send_keys("j")
    first = page.chrome.switch_to.active_element
    assert first.get_attribute("class") == "row-line"
    first.send_keys("j")
    second = page.chrome.switch_to.active_element
    assert second != first
    second.send_keys(Keys.ENTER)
    page.find("h2", "Review")
    page.chrome.switch_to.active_element.send_keys("?")
    page.find("dialog[open] h2", "Keys")
    page.chrome.switch_to.active_element.send_keys(Keys.ESCAPE)
    page.chrome.find_element(By.TAG_NAME, "body").send_keys("go")
    page.find("h1", "Sources")


def test_the_page_is_small() -> None:
    """As it goes over the wire, with its map: under 1.2 MB."""
    files = [path for path in PAGE.rglob("*") if path.is_file()]
    assert sum(len(gzip.compress(path.read_bytes())) for path in files) < MOST_BYTES


def test_what_is_not_there_is_said(page: Page) -> None:
    page.open("nowhere")
    page.says("There is no view of this name.")
    page.open("ledger?country=ISL")
    page.says("No event passes these filters.")
