"""Many reports, one ledger: what is one event, who really knew, and that no order matters."""

from __future__ import annotations

import json
import random
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import click.testing
import pytest
from postgresql import New
from sqlalchemy import select

from quality.gold import readings
from quality.sets import read_bundle
from vedette import ingest, pipeline
from vedette.cli import main
from vedette.fuse import fuse
from vedette.fuse.clusters import Ruled, clusters
from vedette.fuse.joined import without_circles
from vedette.ledger import Ledger, Wanted, crowds, deriving, transactions
from vedette.ledger.ledger import report_id
from vedette.ledger.opening import engine_at
from vedette.ledger.tables import DERIVED, accounts
from vedette.records import Entry, Event, Problem, Reading, When, change, encode

HARBOUR = Path(__file__).parent.parent / "examples" / "harbour.bundle.txt"
TWO = """\
=== t-001 | topic: test | region: none
--- 1 | 2024-03-05 | Meridian Wire | wire
S: [Rebels|reb] {shelled|e1} [Nkhata Bay|bay] on [Monday|t1], killing [four|n1], \
[the army|mil] {said|c1}.
> c1 CLAIM.assert actual by=mil about=e1
> e1 ASSAULT.heavy-weapons actual actor=reb where=bay when=t1 killed=n1
--- 2 | 2024-03-06 | Lake Courier | own
S: [A nurse, Ruth Phiri,|nurse] {counted|c2} [six|n2] dead after [the rebels|reb] {fired|e1} \
shells into [Nkhata Bay|bay] on [Monday|t2].
> c2 CLAIM.assert actual by=nurse about=e1
> e1 ASSAULT.heavy-weapons actual actor=reb where=bay when=t2 killed=n2
@ reb GRP MWI/REB
@ mil ORG MWI/MIL
@ nurse PER MWI/MED
@ bay GPE MWI
@ n1 4
@ n2 6
@ t1 1:2024-03-04
@ t2 2:2024-03-04
$ e1 status=corroborated roots=mil,nurse
"""
Fused = Callable[[str], list[Reading]]


@pytest.fixture
def fused(tmp_path: Path) -> Fused:
    """Reports in the corpus's markup → their readings, fused one by one."""

    def run(bundle: str) -> list[Reading]:
        path = tmp_path / "t-001.txt"
        path.write_text(bundle, encoding="utf-8")
        return [fuse(r) for r in readings(read_bundle(path))]

    return run


@pytest.fixture
def ledger(new: New) -> Iterator[Ledger]:
    with Ledger(new(), clock=lambda: "2026-01-01T00:00:00+00:00") as found:
        yield found


def harbour() -> list[Reading]:
    return [fuse(r) for r in readings(read_bundle(HARBOUR))]


def filled(ledger: Ledger, read: list[Reading]) -> list[Entry]:
    for reading in read:
        ledger.add(reading)
    return list(ledger.entries())


def test_two_reports_of_one_happening_are_one_event(fused: Fused, ledger: Ledger) -> None:
    (entry,) = filled(ledger, fused(TWO))
    assert [r.outlet for r in entry.reports] == ["Meridian Wire", "Lake Courier"]
    assert {o.name for o in entry.origins} == {"army", "Ruth Phiri"}
    assert entry.event.grade.credibility == 2
    assert {(f.role, f.best) for f in entry.event.figures} == {("killed", 4), ("killed", 6)}
    assert ledger.why_one(entry.event.id)[0].score > 0


@pytest.mark.parametrize(("day", "grade"), [("2024-03-06", 5), ("2024-03-05", 6)])
def test_a_word_taken_back_on_a_later_day_is_taken_back(
    fused: Fused, ledger: Ledger, day: str, grade: int
) -> None:
    """On the same day nobody can tell which of the two came first."""
    told = f"""\
=== t-001 | topic: test | region: none
--- 1 | 2024-03-05 | Meridian Wire | wire
S: [Rebels|reb] {{shelled|e1}} [Nkhata Bay|bay] on [Monday|t1], [Ruth Phiri|nurse] {{said|c1}}.
> c1 CLAIM.assert actual by=nurse about=e1
> e1 ASSAULT.heavy-weapons actual actor=reb where=bay when=t1
--- 2 | {day} | Lake Courier | own
S: [Ruth Phiri|nurse] {{denies|c2}} that [rebels|reb] {{shelled|e1}} [Nkhata Bay|bay] [Monday|t2].
> c2 CLAIM.deny actual by=nurse about=e1
> e1 ASSAULT.heavy-weapons actual actor=reb where=bay when=t2
@ reb GRP MWI/REB
@ nurse PER MWI/MED
@ bay GPE MWI
@ t1 1:2024-03-04
@ t2 2:2024-03-04
$ e1 status=retracted roots=nurse
"""
    (entry,) = filled(ledger, fused(told))
    assert entry.event.grade.credibility == grade


def test_two_of_one_report_are_two_though_they_are_called_alike(
    fused: Fused, ledger: Ledger
) -> None:
    told = """\
=== t-001 | topic: test | region: none
--- 1 | 2024-03-05 | Meridian Wire | wire
S: [Ukrainian intelligence|spy] {said|c1} and [Ukrainian forces|mil] {said|c2} that \
[the enemy|ene] had {shelled|e1} [Sumy|sum].
> c1 CLAIM.assert actual by=spy about=e1
> c2 CLAIM.assert actual by=mil about=e1
> e1 ASSAULT.heavy-weapons actual actor=ene where=sum
@ spy ORG UKR/SPY
@ mil GRP UKR/MIL
@ ene GRP RUS/MIL
@ sum GPE UKR
$ e1 status=corroborated roots=spy,mil
"""
    (one,) = filled(ledger, fused(told))
    assert {o.name for o in one.origins} == {"Ukrainian intelligence", "Ukrainian forces"}


def test_the_next_day_is_another_event(fused: Fused, ledger: Ledger) -> None:
    """Two bombings of one town on consecutive days stay two."""
    tuesday = TWO.replace("[Monday|t2]", "[Tuesday|t2]").replace("2:2024-03-04", "2:2024-03-05")
    assert len(filled(ledger, fused(tuesday))) == 2


def test_the_order_of_arrival_does_not_matter(new: New) -> None:
    read, found = harbour(), []
    for seed in range(3):
        random.Random(seed).shuffle(read)
        with Ledger(new()) as ledger:
            found.append([encode(e) for e in filled(ledger, read)])
    assert found[0] == found[1] == found[2]


def test_a_crowd_is_cut_where_its_pairs_are_less_sure(
    fused: Fused, new: New, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(crowds, "CROWD", 2)
    rng = random.Random(1)
    read = [r for turn in range(4) for r in varied(fused(TWO), turn)]
    exports, cuts = set(), set()
    for _ in range(3):
        rng.shuffle(read)
        with Ledger(place := new()) as found:
            exports.add(b"\n".join(encode(e) for e in filled(found, read)))
        cuts.add(tuple(sorted(marked(place))))
    assert len(exports) == len(cuts) == 1
    assert max(n for _, n in cuts.pop()) > 0


@pytest.mark.parametrize("batch", [2, 5, 100])
def test_many_at_a_time_leave_what_one_by_one_leaves(batch: int, fused: Fused, new: New) -> None:
    """Of a story, with rewrites of it, an edited version that replaces one of the same batch, and
    one that came before it."""
    read = [r for turn in range(3) for r in varied(fused(TWO), turn)]
    first = read[0].report
    for n, (place, hour) in enumerate(((0, 9), (1, 12), (4, 7)), 1):
        url, at = "https://example.org/a/story", f"2024-03-05T{hour:02}:00:00+00:00"
        edited = change(first, text=first.text + " Later" * n, url=url, modified=at)
        read.insert(place, change(read[-2], report=edited))
    with Ledger(one := new()) as ledger:
        filled(ledger, read)
    with Ledger(many := new()) as ledger:
        for start in range(0, len(read), batch):
            ledger.add_all(read[start : start + batch], seen="2024-03-07T00:00:00+00:00")
    assert derived(one)["articles"]
    assert derived(one) == derived(many)


def derived(place: str) -> dict[str, list[Any]]:
    """Every row that is derived, but for when it changed."""
    with engine_at(place) as engine, transactions.reading(engine) as db:
        return {
            table.name: sorted(map(tuple, db.execute(select(table))), key=repr)
            for table in DERIVED
            if table.name != "touched"
        }


def test_a_story_of_more_reports_than_are_compared_is_one_event(
    fused: Fused, ledger: Ledger, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(deriving, "NEAREST", 3)
    read = [r for turn in range(10) for r in varied(fused(TWO), turn)]
    (one,) = [e for e in filled(ledger, read) if e.event.type == "ASSAULT"]
    assert len(one.reports) == 20


def varied(read: list[Reading], turn: int) -> Iterator[Reading]:
    """The reports again as other outlets' of the same days."""
    for r in read:
        yield change(r, report=change(r.report, outlet=f"{r.report.outlet} {turn}"))


def marked(place: str) -> Iterator[tuple[str, int]]:
    with engine_at(place) as engine, transactions.reading(engine) as db:
        yield from (tuple(row) for row in db.execute(select(accounts.c.id, accounts.c.cuts)))


def test_the_same_report_again_is_nothing(ledger: Ledger) -> None:
    read = harbour()
    before = filled(ledger, read)
    assert filled(ledger, read) == before
    assert ledger.count()["reports"] == len(read)


def test_what_is_derived_can_be_rebuilt(ledger: Ledger) -> None:
    before = filled(ledger, harbour())
    ledger.rebuild()
    assert list(ledger.entries()) == before


def test_a_judgement_wins_and_can_be_undone(ledger: Ledger) -> None:
    before = filled(ledger, harbour())
    one, other = before[0].event.id, before[-1].event.id
    numbers = ledger.merge(one, other, why="the same night", who="desk")
    joined = list(ledger.entries())
    assert len(joined) == len(before) - 1
    for number in numbers:
        ledger.undo(number)
    assert list(ledger.entries()) == before
    with pytest.raises(KeyError, match="no judgement"):
        ledger.undo(numbers[0])


def test_an_event_can_be_split_and_undone(fused: Fused, ledger: Ledger) -> None:
    before = filled(ledger, fused(TWO))
    event = before[0].event.id
    apart = [a for a in ledger.accounts(event) if a != event]
    numbers = ledger.split(event, apart, why="another street", who="desk")
    assert [len(e.reports) for e in ledger.entries()] == [1, 1]
    for number in numbers:
        ledger.undo(number)
    assert list(ledger.entries()) == before
    with pytest.raises(KeyError, match="no event"):
        ledger.merge("nothing.e1", event, why="the same", who="desk")


def test_a_reprint_under_another_name_raises_no_grade(ledger: Ledger, new: New) -> None:
    read = harbour()
    before = {e.event.id: e.event.grade.credibility for e in filled(ledger, read)}
    again = [change(r, report=change(r.report, outlet="Echo Daily")) for r in harbour()]
    with Ledger(new()) as more:
        after = filled(more, [*read, *again])
    named = {e.event.id: e.event.grade.credibility for e in after}
    assert all(named[i] >= grade for i, grade in before.items() if i in named)


def test_clusters_need_a_fit_with_the_whole_group() -> None:
    """c is like b and quite unlike a."""
    reports = {"1.a": "1", "2.b": "2", "3.c": "3", "3.d": "3"}
    scores = {("1.a", "2.b"): 2.0, ("2.b", "3.c"): 1.0, ("1.a", "3.c"): -5.0, ("1.a", "3.d"): 1.0}
    assert clusters(reports, scores, Ruled()) == (("1.a", "2.b"), ("3.c",), ("3.d",))
    one = Ruled(one=frozenset({("1.a", "3.d")}))
    assert ("1.a", "3.d") in clusters(reports, {}, one)
    two = Ruled(two=frozenset({("1.a", "2.b")}))
    assert ("1.a",) in clusters({"1.a": "1", "2.b": "2"}, scores, two)


def test_a_circle_is_broken_at_the_earliest() -> None:
    """A cites B, B cites C, C cites A: whoever wrote first is where it began."""
    rests = {"A": {"B"}, "B": {"C"}, "C": {"A"}, "D": {"B"}}
    seen = {"A": ("2024-01-02", "2"), "B": ("2024-01-01", "1"), "C": ("2024-01-03", "3")}
    assert without_circles(rests, seen) == {"A": ("B",), "B": (), "C": ("A",), "D": ("B",)}


def run(*arguments: str) -> click.testing.Result:
    return click.testing.CliRunner().invoke(main, list(arguments))


@pytest.fixture
def desk(new: New, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    """A ledger with the harbour's reports, read by a canned reader."""
    place = new()
    monkeypatch.setattr(pipeline, "read_all", lambda reports: list(reports) and harbour())
    report = tmp_path / "one.txt"
    report.write_text("Lilongwe, 10 March 2026 - Tanzanian boats fired on a harbour.\n")
    assert run("fuse", str(report), "--ledger", place).exit_code == 0
    return place


def test_the_verbs_of_a_ledger(desk: str, new: New) -> None:
    with Ledger(desk) as ledger:
        entry = max(ledger.entries(), key=lambda e: len(e.reports))
    event = entry.event.id
    assert event in run("show", event, "--ledger", desk).output
    told = run("why", event, "--ledger", desk).output
    assert entry.event.grade.rule.split(":")[0] in told
    assert "Meridian Wire" in told
    assert run("why", "nothing", "--ledger", desk).exit_code == 2
    assert run("undo", "7", "--ledger", desk).exit_code == 2
    assert "there is no ledger" in run("show", event, "--ledger", new()).output


def test_events_are_listed_the_newest_first(desk: str) -> None:
    with Ledger(desk) as ledger:
        every = [e.event.id for e in ledger.entries(Wanted(newest_first=True))]
        attacks = {e.event.id for e in ledger.entries(Wanted(types=("ASSAULT",)))}

    def listed(*asked: str) -> list[str]:
        told = run("events", "--ledger", desk, "--format", "jsonl", *asked)
        return [json.loads(line)["id"] for line in told.stdout.splitlines()]

    assert listed() == every
    assert listed("--limit", "2") == every[:2]
    assert "shows more" in run("events", "--ledger", desk, "--limit", "2").stderr
    assert 0 < len(attacks) < len(every)
    assert set(listed("--type", "ASSAULT")) == attacks
    assert set(listed("--words", "Nkhata")) == set(every)
    assert every[0] in run("events", "--ledger", desk).output
    nothing = run("events", "--ledger", desk, "--country", "ISL")
    assert (nothing.exit_code, nothing.output) == (1, "no event of the ledger is so\n")


def test_fuse_prints_what_its_reports_tell(
    desk: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    one = harbour()[0]
    monkeypatch.setattr(pipeline, "read_all", lambda reports: list(reports) and [one])
    told = run("fuse", str(tmp_path / "one.txt"), "--ledger", desk, "--format", "jsonl")
    rows = [json.loads(line) for line in told.stdout.splitlines()]
    with Ledger(desk) as ledger:
        assert 0 < len(rows) < ledger.count()["events"]
        (report,) = ledger.reports(report_id(one.report))
        assert {row["id"] for row in rows} == set(ledger.events_in(report))


def test_a_problem_does_not_act_on_the_terminal(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    gone = Problem(where="gone\u202e", what="no such file", why="it was not read")
    monkeypatch.setattr(ingest, "ingest", lambda *_, **more: [gone])
    told = run("fuse", "gone", "--ledger", str(tmp_path / "desk.db"))
    assert told.exit_code == 1
    assert "no such file" in told.stderr
    assert "\u202e" not in told.stderr


def test_only_what_is_wanted_comes_out(ledger: Ledger) -> None:
    every = filled(ledger, harbour())

    def found(**asked: Any) -> list[str]:
        return [e.event.id for e in ledger.entries(Wanted(**asked))]

    def those(test: Callable[[Event], bool]) -> list[str]:
        return [e.event.id for e in every if test(e.event)]

    assert found() == those(lambda e: True)
    assert found(types=("ASSAULT",)) == those(lambda e: e.type == "ASSAULT")
    assert found(types=("ASSAULT.firearms", "AID")) == those(
        lambda e: e.type == "AID" or e.mode == "firearms"
    )
    assert found(grades=(3,)) == those(lambda e: e.grade.credibility == 3)
    assert found(statuses=("actual",)) == those(lambda e: e.status == "actual")
    assert set() < set(found(actors=("Tanzanian patrol boats",))) < set(found(actors=("tza/mil",)))
    assert set(found(actors=("TZA/MIL",))) < set(found(actors=("TZA",)))
    assert found(actors=("TZ",)) == []
    assert found(countries=("MWI",)) == those(
        lambda e: e.place is not None and e.place.country == "MWI"
    )
    day = "2026-03-09"
    assert found(since=day, until=day) == those(
        lambda e: e.when is not None and e.when.start == day
    )


def test_a_day_that_is_open_on_one_side_reaches_all_there(ledger: Ledger) -> None:
    (open_end,) = [e for e in filled(ledger, harbour()) if e.event.id.endswith("e1")][:1]
    for start, end, since, until, wanted in (
        ("2020-01-01", None, "2025-01-01", None, True),
        ("2020-01-01", None, None, "2019-12-31", False),
        (None, "2020-01-01", None, "1990-01-01", True),
        (None, "2020-01-01", "2020-01-02", None, False),
        (None, None, "1900-01-01", None, False),
    ):
        when = When(start=start, end=end, precision="day", raw="")
        event = change(open_end.event, when=when)
        with ledger._write() as store:
            store.replace_entries([event.id], [change(open_end, event=event)])
        asked = Wanted(since=since, until=until)
        assert (event.id in [e.event.id for e in ledger.entries(asked)]) is wanted


def test_why_tells_a_reprint_with_the_paper_that_printed_it(fused: Fused, new: New) -> None:
    first, other = fused(TWO)
    text = f"{first.report.text} (Meridian Wire)"
    credit = (len(first.report.text) + 1, len(text))
    reprint = change(other.report, text=text, credit=credit, outlet="Zambezi Morning Post")
    place = new()
    with Ledger(place) as ledger:
        filled(ledger, [first, fuse(change(first, report=reprint))])
        (entry,) = ledger.entries()
        (copy,) = ledger.copies([r.report for r in entry.reports])
    told = run("why", entry.event.id, "--ledger", place).output
    assert "Zambezi Morning Post (Meridian Wire)" in told
    assert copy.why in told
