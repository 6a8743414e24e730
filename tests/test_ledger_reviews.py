"""A person accepts and corrects events: it wins, it lasts, and it can be undone."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from postgresql import New
from serving import serving
from test_ledger_versions import told

from quality.gold import readings
from quality.sets import read_bundle
from vedette.cli import main
from vedette.fuse import fuse
from vedette.fuse.corrections import checked
from vedette.ledger import Ledger, health
from vedette.records import Entry, Place, encode

HARBOUR = Path(__file__).parent.parent / "examples" / "harbour.bundle.txt"
ZOMBA = Place(
    name="Zomba", lat=-15.4, lon=35.3, country="MWI", gazetteer_id="geonames:923295",
    precision="town", reason="a person has ruled so",
)  # fmt: skip


@pytest.fixture
def ledger(new: New) -> Iterator[Ledger]:
    with Ledger(new(), clock=lambda: "2026-01-01T00:00:00+00:00") as found:
        for reading in readings(read_bundle(HARBOUR)):
            found.add(fuse(reading))
        yield found


def shelled(ledger: Ledger) -> Entry:
    """The event that most reports tell."""
    return max(ledger.entries(), key=lambda e: len(e.reports))


def exported(ledger: Ledger) -> list[bytes]:
    return [encode(e) for e in ledger.entries()]


CORRECTIONS = [
    ("type", "assault.DRONE", "ASSAULT.drone"),
    ("status", "future", "future"),
    ("place", ZOMBA, "Zomba"),
    ("place", "none", "none"),
    ("when", "2026-03-01/2026-03-02", "2026-03-01/2026-03-02"),
]


@pytest.mark.parametrize(("field", "value", "said"), CORRECTIONS)
def test_a_correction_wins_survives_a_rebuild_and_can_be_undone(
    ledger: Ledger, field: str, value: str | Place, said: str
) -> None:
    before = exported(ledger)
    event = shelled(ledger).event.id
    number = ledger.correct(event, field, value, why="seen on video", who="desk")
    entry = ledger.entry(event)
    assert entry is not None
    e = entry.event
    found = {
        "type": f"{e.type}.{e.mode}",
        "status": e.status,
        "place": e.place.name if e.place else "none",
        "when": f"{e.when.start}/{e.when.end}" if e.when else "",
    }
    assert found[field] == said
    (review,) = entry.reviews
    assert (review.number, review.kind, review.who) == (number, "correct", "desk")
    assert review.what.startswith(f"{field} corrected from ")
    assert review.what.endswith(f" to {said}")
    corrected = exported(ledger)
    ledger.rebuild()
    assert exported(ledger) == corrected
    ledger.undo(number, why="it was another film", who="ana")
    assert exported(ledger) == before
    (kept,) = ledger.history(event)
    assert (kept.undone is not None, kept.undone_by) == (True, "ana")
    assert kept.undone_why == "it was another film"
    assert ledger.judgements() == (kept,)


def test_what_follows_from_a_corrected_field_is_worked_out_anew(ledger: Ledger) -> None:
    before = shelled(ledger).event
    ledger.correct(before.id, "type", "AID", why="a drill", who="desk")
    after = shelled(ledger).event
    assert (before.quad, after.quad) == ("M-CONF", "M-COOP")
    assert after.cameo != before.cameo


def test_the_latest_correction_of_a_field_stands_until_it_is_undone(ledger: Ledger) -> None:
    event = shelled(ledger).event.id
    numbers = [
        ledger.correct(event, "status", s, why="try", who="desk") for s in ("future", "requested")
    ]
    assert shelled(ledger).event.status == "requested"
    ledger.undo(numbers[1])
    assert shelled(ledger).event.status == "future"
    with pytest.raises(KeyError, match="no judgement"):
        ledger.undo(numbers[1])


def test_the_desk_tells_the_reviews_of_an_event_in_words(new: New) -> None:
    with Ledger(place := new()) as ledger:
        for reading in readings(read_bundle(HARBOUR)):
            ledger.add(fuse(reading))
        event = shelled(ledger).event.id
        was = shelled(ledger).event.status
        ledger.correct(event, "status", "future", why="only planned", who="ana")
    with serving(place) as client:
        (told_,) = client.get(f"/api/events/{event}").json()["history"]
        assert (told_["kind"], told_["who"], told_["why"]) == ("correct", "ana", "only planned")
        assert told_["what"] == f"status corrected from {was} to future"
        (listed,) = client.get("/api/judgements").json()["items"]
        assert listed == told_


def test_a_rejected_event_is_gone_but_for_its_history(ledger: Ledger, new: New) -> None:
    before = exported(ledger)
    event = shelled(ledger).event.id
    number = ledger.correct(event, "rejected", "yes", why="a film was shot", who="desk")
    assert ledger.entry(event) is None
    assert len(exported(ledger)) == len(before) - 1
    assert [j.what for j in ledger.history(event)] == ["rejected: it is no such event"]
    ledger.rebuild()
    assert ledger.entry(event) is None
    ledger.undo(number)
    assert exported(ledger) == before


def test_a_review_goes_with_its_accounts_through_merges_and_later_versions(new: New) -> None:
    first, second, _, other = told()
    with Ledger(place := new()) as ledger:
        one, two = ledger.add(first), ledger.add(other)
        event = ledger.find(f"{one}.e1")[0].event.id
        ledger.accept(event, why="checked", who="desk")
        ledger.correct(event, "status", "historical", why="an old film", who="desk")
        ledger.add(second)
        (entry,) = ledger.find(f"{two}.e1")
        assert entry.event.status == "historical"
        assert [r.kind for r in entry.reviews] == ["accept", "correct"]
        ledger.correct(entry.event.id, "rejected", "yes", why="no", who="desk")
    found = health(place)
    assert found is not None
    assert found.faults == ()


def test_a_merge_is_in_the_history_of_the_event(ledger: Ledger) -> None:
    events = [e.event.id for e in ledger.entries()]
    numbers = ledger.merge(events[0], events[-1], why="the same", who="desk")
    found = ledger.history(ledger.find(events[0])[0].event.id)
    assert [(j.number, j.kind) for j in found] == [(n, "merge") for n in numbers]
    with pytest.raises(KeyError, match="no event"):
        ledger.history("nothing")


REFUSED = [
    ("grade", "1", "never typed in"),
    ("colour", "red", "cannot be corrected; type, status, place, when, rejected can"),
    ("type", "SHELLING", "SHELLING"),
    ("type", "ASSAULT.teapot", "has no mode 'teapot'"),
    ("type", "RUS", "RUS"),
    ("status", "perhaps", "no status"),
    ("when", "yesterday", "is no day"),
    ("when", "2024-03-06/2024-03-04", "is no time"),
    ("when", "/", "is no time"),
    ("rejected", "no", "undo the judgement"),
    ("place", "", "a place has a name"),
]


@pytest.mark.parametrize(("field", "value", "words"), REFUSED)
def test_what_cannot_be_corrected_is_refused_in_a_sentence(
    field: str, value: str, words: str
) -> None:
    with pytest.raises(ValueError, match=words):
        checked(field, value)


def test_a_place_must_be_one_and_a_reason_must_be_given(ledger: Ledger) -> None:
    event = shelled(ledger).event.id
    with pytest.raises(ValueError, match="no place of the gazetteer"):
        ledger.correct(event, "place", "Zomba", why="seen", who="desk")
    with pytest.raises(ValueError, match="reason is empty"):
        ledger.accept(event, why=" ", who="desk")
    with pytest.raises(KeyError, match="no event"):
        ledger.accept("nothing", why="seen", who="desk")


def test_a_judgement_that_says_nothing_is_refused(ledger: Ledger) -> None:
    event, other = shelled(ledger).event.id, list(ledger.entries())[-1].event.id
    every = ledger.accounts(event)
    with pytest.raises(ValueError, match="none would be left"):
        ledger.split(event, every, why="seen", who="desk")
    with pytest.raises(ValueError, match="no account"):
        ledger.split(event, [], why="seen", who="desk")
    with pytest.raises(ValueError, match="one event already"):
        ledger.merge(event, event, why="seen", who="desk")
    with pytest.raises(ValueError, match="reason is empty"):
        ledger.merge(event, other, why=" ", who="desk")
    with pytest.raises(ValueError, match="reason is empty"):
        ledger.split(event, every[:1], why="", who="desk")
    assert ledger.judgements() == ()


def run(*arguments: str) -> Result:
    return CliRunner().invoke(main, list(arguments))


def test_the_verbs_of_review(new: New) -> None:
    with Ledger(place := new()) as ledger:
        for reading in readings(read_bundle(HARBOUR)):
            ledger.add(fuse(reading))
        event = shelled(ledger).event.id
        reports = [a.partition(".")[0] for a in ledger.accounts(event)]
    at = ("--ledger", place)
    for verb, words in (
        (("merge", event, event, "--why", "x"), "one event already"),
        (("split", event, *reports, "--why", "x"), "none would be left"),
        (("split", event, reports[0], "--why", " "), "reason is empty"),
    ):
        said = run(*verb, *at)
        assert (said.exit_code, words in said.stderr) == (2, True), said.output
    assert run("accept", event, "--why", "checked", *at).stdout == "judgement 1\n"
    assert run("correct", event, "place", "Zomba, HUN", "--why", "seen", *at).exit_code == 0
    assert "place corrected from" in run("show", event, *at).stdout
    assert "accepted as it is by" in run("why", event, *at).stdout
    for field, value, words in (
        ("place", "London", "ask by id: geonames:"),
        ("place", "Nowhereville-on-Sea", "has no place"),
        ("grade", "1", "never typed in"),
    ):
        said = run("correct", event, field, value, "--why", "x", *at)
        assert (said.exit_code, words in said.stderr) == (2, True), said.output
    assert run("correct", event, "rejected", "yes", "--why", "a film", *at).exit_code == 0
    said = run("show", event, *at)
    assert (said.exit_code, "rejected: it is no such event (judgement 3)" in said.stderr) == (
        2,
        True,
    )
    history = run("history", event, *at).stdout.splitlines()
    assert [line[0] for line in history] == ["1", "2", "3"]
    assert run("undo", "3", "--why", "no film", *at).exit_code == 0
    assert "undone" in run("history", event, *at).stdout
    assert "(no film)" in run("history", event, *at).stdout
