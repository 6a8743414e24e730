"""The same article again, edited, is a new version of one report, and only the newest vouches."""

from __future__ import annotations

import itertools
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result
from postgresql import New
from serving import serving

from quality.gold import readings
from quality.sets import read_bundle
from vedette.cli import main
from vedette.fuse import fuse
from vedette.fuse.versions import identities, revisions
from vedette.ledger import Ledger, health
from vedette.records import WITHDRAWAL, Reading, Report, Revision, change, encode

WIRE = """\
=== t-001 | topic: test | region: none
--- 1 | 2024-03-05 | Meridian Wire | wire
S: [Rebels|reb] {shelled|e1} the fishing harbour of [Nkhata Bay|bay] on [Monday|t1], killing \
[four|n1], [the army|mil] {said|c1}.
> c1 CLAIM.assert actual by=mil about=e1
> e1 ASSAULT.heavy-weapons actual actor=reb where=bay when=t1 killed=n1
S: [Soldiers|sol] {arrested|e2} [two smugglers|smu] near the lighthouse the same night, \
[the army|mil] {said|c2}.
> c2 CLAIM.assert actual by=mil about=e2
> e2 COERCE.arrest actual actor=sol recipient=smu
S: Fishermen carried lanterns along the jetty while the ferry sounded its horn.
--- 2 | 2024-03-05 | Meridian Wire | wire
S: [Rebels|reb] {shelled|e1} the fishing harbour of [Nkhata Bay|bay] on [Monday|t2], killing \
[six|n2], [the army|mil] {said|c1}.
> c1 CLAIM.assert actual by=mil about=e1
> e1 ASSAULT.heavy-weapons actual actor=reb where=bay when=t2 killed=n2
S: Fishermen carried lanterns along the jetty while the ferry sounded its horn.
--- 3 | 2024-03-05 | Meridian Wire | wire
S: [The army|mil] {denied|c1} that [rebels|reb] had {shelled|e1} the fishing harbour of \
[Nkhata Bay|bay] on [Monday|t3].
> c1 CLAIM.deny actual by=mil about=e1
> e1 ASSAULT.heavy-weapons actual actor=reb where=bay when=t3
S: Fishermen carried lanterns along the jetty while the ferry sounded its horn.
--- 4 | 2024-03-06 | Lake Courier | own
S: [A nurse, Ruth Phiri,|nurse] {counted|c2} [six|n4] dead after [the rebels|reb] {fired|e1} \
shells into [Nkhata Bay|bay] on [Monday|t4].
> c2 CLAIM.assert actual by=nurse about=e1
> e1 ASSAULT.heavy-weapons actual actor=reb where=bay when=t4 killed=n4
@ reb GRP MWI/REB
@ mil ORG MWI/MIL
@ sol GRP MWI/MIL
@ smu GRP MWI/CRM
@ nurse PER MWI/MED
@ bay GPE MWI
@ n1 4
@ n2 6
@ n4 6
@ t1 1:2024-03-04
@ t2 2:2024-03-04
@ t3 3:2024-03-04
@ t4 4:2024-03-04
$ e1 status=corroborated roots=mil,nurse
"""
HARBOUR = Path(__file__).parent.parent / "examples" / "harbour.bundle.txt"
URL = "https://meridian.example/harbour-shelled"


def told(url: str | None = URL) -> list[Reading]:
    """Three versions of one article, each changed an hour after the one before, and another
    outlet's report."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "t-001.txt"
        path.write_text(WIRE, encoding="utf-8")
        read = [fuse(r) for r in readings(read_bundle(path))]
    hours = (f"2024-03-05T1{n}:00:00+00:00" for n in range(3))
    return [
        *(
            change(r, report=change(r.report, url=url, title="Harbour shelled", modified=hour))
            for r, hour in zip(read, hours, strict=False)
        ),
        read[3],
    ]


def exported(ledger: Ledger) -> bytes:
    return b"\n".join(map(encode, ledger.entries()))


def filled(place: str, read: list[Reading]) -> bytes:
    with Ledger(place) as ledger:
        for reading in read:
            ledger.add(reading)
        return exported(ledger)


def test_the_newest_version_stands_for_the_article(new: New) -> None:
    first, second, _, other = told()
    with Ledger(place := new()) as ledger:
        ids = [ledger.add(r) for r in (first, other, second)]
        entries = list(ledger.entries())
        (shelled,) = [e for e in entries if e.event.type == "ASSAULT"]
        assert {f.best for f in shelled.event.figures} == {6}
        assert {r.report for r in shelled.reports} == set(ids[1:])
        assert not [e for e in entries if e.event.type == "COERCE"]
        assert ledger.count()["reports"] == 3
    found = health(place)
    assert found is not None
    assert found.faults == ()


def test_what_comes_out_is_what_the_newest_alone_would_give(new: New) -> None:
    read = told()
    assert filled(new(), read) == filled(new(), read[2:])
    assert filled(new(), [*read, *read]) == filled(new(), read[2:])


@pytest.mark.parametrize("url", [URL, None])
def test_the_order_of_arrival_does_not_matter(new: New, url: str | None) -> None:
    found = {filled(new(), list(order)) for order in itertools.permutations(told(url))}
    assert len(found) == 1


@pytest.mark.parametrize("known", [{"url": URL}, {"guid": "urn:meridian:1"}, {"guid": "1"}])
def test_an_article_that_is_taken_back_tells_nothing(new: New, known: dict[str, str]) -> None:
    """In whatever order the two came; a guid of the outlet's own is of that outlet."""
    first, _, _, other = told(None)
    outlet = None if known.get("guid", "").startswith("urn:") else "Meridian Wire"
    taken_back = Report(
        id="b", text="canceled", kind=WITHDRAWAL, outlet=outlet,
        modified="2024-03-05T12:00:00+00:00", **known,  # type: ignore[arg-type]
    )  # fmt: skip
    article = change(first, report=change(first.report, **known))
    back = Reading(model=first.model, report=taken_back, sentences=((0, 8),))
    orders = itertools.permutations([article, back, other])
    assert {filled(new(), list(order)) for order in orders} == {filled(new(), [other])}
    with Ledger(new()) as ledger:
        name = ledger.add(article)
        ledger.add(back)
        was, now = ledger.versions(name)
        assert (was.stands, now.stands) == (False, True)
        assert len(was.withdrawn) == len(first.events)


def test_an_article_of_the_same_name_elsewhere_is_not_taken_back(new: New) -> None:
    first = told(None)[0]
    article = change(first, report=change(first.report, guid="1"))
    taken_back = Report(id="b", text="canceled", kind=WITHDRAWAL, guid="1", outlet="Lake Courier")
    back = Reading(model=first.model, report=taken_back, sentences=((0, 8),))
    assert filled(new(), [article, back]) == filled(new(), [article])


def digest(article: Reading, **fields: Any) -> Reading:
    """What another outlet has at an article's address, under its title, on its day, later."""
    fields = {"id": "d", "text": "Five things to know this morning.", "outlet": "Digest", **fields}
    report = change(article.report, modified="2024-03-05T23:00:00+00:00", **fields)
    return Reading(model=article.model, report=report, sentences=((0, len(report.text)),))


@pytest.mark.parametrize("known", [{"url": URL}, {"url": None, "guid": "urn:meridian:1"}])
def test_what_another_outlet_links_to_is_not_replaced_by_it(new: New, known: Any) -> None:
    first = told()[0]
    article = change(first, report=change(first.report, **known))
    for order in itertools.permutations([article, digest(article)]):
        with Ledger(new()) as ledger:
            names = [ledger.add(reading) for reading in order]
            assert [len(ledger.versions(name)) for name in names] == [1, 1]
            assert [e for e in ledger.entries() if e.event.type == "ASSAULT"]


def test_another_outlet_that_takes_its_words_over_has_the_article(new: New) -> None:
    """As where one publisher's feed and page give it two names."""
    first, second = told()[:2]
    other = change(second, report=change(second.report, outlet="Meridian: World"))
    with Ledger(new()) as ledger:
        assert [len(ledger.versions(n)) for n in [ledger.add(first), ledger.add(other)]] == [2, 2]


BACK = [
    ("Digest", False),
    ("meridian wire", True),
    (None, True),
    ("meridian.example", True),
    ("example", False),
]


@pytest.mark.parametrize(("outlet", "taken"), BACK)
def test_only_its_publisher_takes_an_article_back(
    new: New, outlet: str | None, taken: bool
) -> None:
    """By its name, or by the domain of the article's address; or nobody else says that it does."""
    article = told()[0]
    back = digest(article, text="canceled", kind=WITHDRAWAL, outlet=outlet, date=None)
    for order in itertools.permutations([article, back]):
        with Ledger(new()) as ledger:
            for reading in order:
                ledger.add(reading)
            assert (list(ledger.entries()) == []) is taken


def test_a_rebuild_changes_no_byte(new: New) -> None:
    with Ledger(new()) as ledger:
        for reading in told():
            ledger.add(reading)
        before = exported(ledger)
        ledger.rebuild()
        assert exported(ledger) == before


def test_where_nobody_says_when_it_was_changed_the_last_seen_stands(new: New) -> None:
    first, second = (change(r, report=change(r.report, modified=None)) for r in told()[:2])
    for order in ((first, second), (second, first)):
        with Ledger(new()) as ledger:
            for hour, reading in enumerate(order):
                ledger.add(reading, seen=f"2024-03-05T1{hour}:00:00+00:00")
            (shelled,) = [e for e in ledger.entries() if e.event.type == "ASSAULT"]
            wanted = 6 if order[-1] is second else 4
            assert {f.best for f in shelled.event.figures} == {wanted}


def test_an_article_that_comes_to_deny_an_event_no_longer_vouches_for_it(new: New) -> None:
    first, _, denying, other = told()
    with Ledger(new()) as ledger:
        ledger.add(first)
        ledger.add(other)
        (before,) = [e for e in ledger.entries() if e.event.type == "ASSAULT"]
        assert len(before.origins) == 2
        ledger.add(denying)
        (after,) = [e for e in ledger.entries() if e.event.type == "ASSAULT"]
        assert [o.name for o in after.origins] == ["Ruth Phiri"]
        assert after.event.against
        assert after.event.grade.credibility > before.event.grade.credibility


def test_versions_say_what_they_changed_and_what_they_withdrew(new: New) -> None:
    with Ledger(new()) as ledger:
        first, second = (ledger.add(r) for r in told()[:2])
        found = ledger.versions(first)
        assert found == ledger.versions(second)
        assert ledger.versions("nothing") == ()
    assert [v.heading.report for v in found] == [first, second]
    assert [v.stands for v in found] == [False, True]
    assert found[0].withdrawn == (f"{first}.e2",)
    assert [told_of(c) for c in found[1].changes] == [("four", "six"), ("smugglers", "")]


def told_of(revision: Revision) -> tuple[str, str]:
    """A word by which each side of a change is known."""
    words = ("four", "six", "smugglers")
    sides = (revision.before or "", revision.after or "")
    first, second = (next((w for w in words if w in side), "") for side in sides)
    return first, second


def text_reading(*sentences: str) -> Reading:
    """A reading of one sentence a line."""
    ends = list(itertools.accumulate(len(s) + 1 for s in sentences))
    spans = [(end - 1 - len(s), end - 1) for end, s in zip(ends, sentences, strict=True)]
    return Reading(
        model="m", report=Report(id="r", text="\n".join(sentences)), sentences=tuple(spans)
    )


def test_a_sentence_is_told_with_the_next_one_that_is_like_it() -> None:
    before = text_reading("All fell.", "Four men were hurt.", "It rained.", "Boats left at noon.")
    after = text_reading("Five men were hurt.", "Boats left at ten.", "Nobody knows why.")
    assert [(r.before, r.after) for r in revisions(before, after)] == [
        ("All fell.", None),
        ("Four men were hurt.", "Five men were hurt."),
        ("It rained.", None),
        ("Boats left at noon.", "Boats left at ten."),
        (None, "Nobody knows why."),
    ]


def test_a_sentence_that_only_moved_is_one_that_is_gone_and_one_that_is_new() -> None:
    before = text_reading("Boats left.", "It rained.", "It rained.", "Four fell.")
    after = text_reading("It rained.", "It rained.", "It rained.", "Four fell.", "Boats left.")
    assert [(r.before, r.after) for r in revisions(before, after)] == [
        ("Boats left.", None),
        (None, "It rained."),
        (None, "Boats left."),
    ]


LONG: dict[str, Callable[[str, int], str]] = {
    "all is new": lambda word, n: f"{word} {word}{n} went.",
    "all is the same": lambda word, n: "Nobody went.",
    "every second is new": lambda word, n: f"{word if n % 2 else ''} {n} went there.",
}


@pytest.mark.parametrize("kind", LONG)
def test_the_versions_of_a_long_text_are_compared_soon(kind: str) -> None:
    """Ten times as many sentences take ten times as long, not a hundred times."""
    took = []
    for many in (400, 4_000):
        old, new = ([LONG[kind](word, n) for n in range(many)] for word in ("Old", "New"))
        began = time.process_time()
        found = revisions(text_reading(*old), text_reading(*new))
        took.append(time.process_time() - began)
        assert len(found) == {"all is new": 2 * many, "all is the same": 0}.get(kind, many // 2)
    assert took[1] < 20 * took[0] + 0.3


def test_an_id_of_an_earlier_version_leads_to_what_the_newest_tells(new: New) -> None:
    with Ledger(new()) as ledger:
        first, second = (ledger.add(r) for r in told()[:2])
        (found,) = ledger.find(f"{first}.e1")
        assert found.event.id == f"{second}.e1"
        assert ledger.find(f"{first}.e2") == []


def test_a_judgement_of_an_earlier_version_holds_for_the_newest(new: New) -> None:
    first, second, _, other = told()
    with Ledger(new()) as ledger:
        one, two = ledger.add(first), ledger.add(other)
        event = ledger.find(f"{one}.e1")[0].event.id
        numbers = ledger.split(event, [f"{two}.e1"], why="another night", who="desk")
        ledger.add(second)
        assert len([e for e in ledger.entries() if e.event.type == "ASSAULT"]) == 2
        for number in numbers:
            ledger.undo(number)
        assert len([e for e in ledger.entries() if e.event.type == "ASSAULT"]) == 1


def test_whoever_repeats_an_earlier_version_repeats_the_article(new: New) -> None:
    first, second, *_ = told()
    copy = change(first, report=change(first.report, outlet="Echo", url=None, date="2024-03-06"))
    found = set()
    for order in itertools.permutations((first, second, copy)):
        with Ledger(new()) as ledger:
            ids = {r.report.text + (r.report.outlet or ""): ledger.add(r) for r in order}
            names = [ids[r.report.text + (r.report.outlet or "")] for r in (second, copy)]
            assert [(c.report, c.of) for c in ledger.copies(names)] == [(names[1], names[0])]
            found.add(exported(ledger))
    assert len(found) == 1


def report(**fields: Any) -> Report:
    return Report(id="r", **{"text": "Rebels shelled the port.", "date": "2024-03-05", **fields})


SAME = [
    ({"url": "https://www.a.example/x/?utm_source=feed#top"}, {"url": "http://a.example/x"}, True),
    ({"url": "https://a.example/x?id=1"}, {"url": "https://a.example/x?id=2"}, False),
    ({"url": "https://a.example/"}, {"url": "https://a.example/"}, False),
    ({"url": "http://[bad"}, {"url": "http://[bad"}, False),
    ({"guid": "7", "outlet": "A"}, {"guid": "7", "outlet": "A"}, True),
    ({"guid": "7", "outlet": "A"}, {"guid": "7", "outlet": "B"}, False),
    ({"title": "T", "outlet": "A"}, {"title": "t", "outlet": "A"}, True),
    ({"title": "T", "outlet": "A"}, {"title": "T", "outlet": "A", "date": "2024-03-06"}, False),
    ({"title": "T"}, {"title": "T"}, False),
]


@pytest.mark.parametrize(("one", "other", "same"), SAME)
def test_what_an_article_is_known_by(one: Any, other: Any, same: bool) -> None:
    first, second = ({i.key for i in identities(report(**fields))} for fields in (one, other))
    assert bool(first & second) is same


def test_one_address_with_nothing_else_in_common_is_no_article(new: New) -> None:
    """A front page or a bulletin at one address tells other things every day."""
    first = told()[0]
    other = fuse(readings(read_bundle(HARBOUR))[0])
    at = [
        change(r, report=change(r.report, url=URL, title="Today", date=f"2024-03-0{5 + n}"))
        for n, r in enumerate((first, other))
    ]
    with Ledger(new()) as ledger:
        names = [ledger.add(r) for r in at]
        assert all(len(ledger.versions(n)) == 1 for n in names)


def test_the_words_of_an_earlier_version_are_not_found(new: New) -> None:
    with Ledger(new()) as ledger:
        for reading in told()[:2]:
            ledger.add(reading)
        assert ledger.search("smugglers") == []
        assert len(ledger.search("lanterns")) == 1


def test_an_event_says_that_its_report_was_edited_and_one_that_is_gone_why(new: New) -> None:
    with Ledger(place := new(), clock=lambda: "2024-03-05T13:00:00+00:00") as ledger:
        first, second = (ledger.add(r) for r in told()[:2])

    def show(event: str) -> Result:
        return CliRunner().invoke(main, ["show", event, "--ledger", place])

    said = " ".join(show(f"{first}.e1").stdout.split())
    assert (
        f"report {second} edited: the last of two versions, changed 2024-03-05T11:00:00+00:00;"
        f" two sentences not as in the version before; one event of that withdrawn ({first}.e2)"
    ) in said
    gone = show(f"{first}.e2")
    assert gone.exit_code == 2
    assert f"withdrawn: a later version of its report ({second}) tells it no more" in gone.stderr
    with serving(place) as client:
        page = client.get(f"/api/events/{second}.e1").json()
        assert [t["edited"][:7] for t in page["told_by"]] == ["edited:"]
        fault = client.get(f"/api/events/{first}.e2").json()["error"]
        assert "tells it no more" in fault["what"]


def test_the_verb_tells_a_report_with_all_its_versions(new: New) -> None:
    with Ledger(place := new(), clock=lambda: "2024-03-05T13:00:00+00:00") as ledger:
        first, second = (ledger.add(r) for r in told()[:2])
    said = CliRunner().invoke(main, ["report", first[:6], "--ledger", place]).stdout
    for words in (
        f"{first}  Meridian Wire · 2024-03-05 · “Harbour shelled”",
        f"address  {URL}",
        "changed  2024-03-05T10:00:00+00:00",
        "stands   no",
        f"{first}.e2  COERCE.arrest  withdrawn in a later version",
        f"{first}.e1  ASSAULT.heavy-weapons  actual, of event {second}.e1",
        "killing [-four,-] {+six,+}",
        "- Soldiers arrested two smugglers",
    ):
        assert words in said, said
    told_ = CliRunner().invoke(main, ["report", "nothing", "--ledger", place])
    assert (told_.exit_code, "no report nothing" in told_.stderr) == (2, True)
