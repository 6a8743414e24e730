"""What a ledger keeps of watched sources, in each database."""

from __future__ import annotations

from postgresql import New

from vedette.ledger import Ledger, health
from vedette.ledger.feeds import Waiting
from vedette.records import Spell, Watched, change

A = Watched(
    name="A",
    kind="feed",
    listed="https://a.example/",
    address="https://a.example/",
    state="ok",
    why="it answers",
    since="2026-11-30T10:00:00+00:00",
    asked="2026-11-30T10:00:00+00:00",
    due="2026-11-30T10:10:00+00:00",
)


def spell(hour: int, state: str = "ok", source: str = "A") -> Spell:
    at = f"2026-11-30T{hour}:00:00+00:00"
    return Spell(source=source, state=state, since=at, why="so")  # type: ignore[arg-type]


def waits(item: str, body: bytes = b"what it is", **more: object) -> Waiting:
    given = {"source": "A", "item": item, "mark": "m", "due": "2026-11-30T10:00:00+00:00"}
    return Waiting(**{**given, "body": body, **more})  # type: ignore[arg-type]


def test_a_source_is_as_it_was_last_and_its_states_are_all_kept(new: New) -> None:
    with Ledger(place := new()) as ledger:
        ledger.feeds.visited(A, [spell(10)], [])
        ledger.feeds.visited(change(A, state="down"), [spell(11, "down")], [])
        ledger.feeds.visited(change(A, name="B"), [spell(12, source="B")], [])
    with Ledger(place) as ledger:
        assert [(w.name, w.state) for w in ledger.watched()] == [("A", "down"), ("B", "ok")]
        assert ledger.spells() == (
            change(spell(10), until="2026-11-30T11:00:00+00:00"),
            spell(11, "down"),
            spell(12, source="B"),
        )
    found = health(place)
    assert found is not None
    assert found.faults == ()
    assert (found.rows["feeds"], found.rows["feed_states"]) == (2, 3)


def test_an_item_waits_until_it_is_read(new: New) -> None:
    with Ledger(new()) as ledger:
        feeds = ledger.feeds
        feeds.visited(A, [], [waits("x"), waits("y", page="https://a.example/y")])
        x, y = feeds.waiting("A")
        assert x.number is not None
        assert y.number is not None
        assert (x.item, x.body, y.page) == ("x", b"", "https://a.example/y")
        assert feeds.body(y.number) == b"what it is"
        assert ledger.watched()[0].waiting == 2
        feeds.through(x.number, 3, tries=1)
        feeds.later(x.number, "2026-11-30T11:00:00+00:00", 2)
        feeds.done(y.number, "2026-11-30T12:00:00+00:00")
        assert feeds.body(y.number) is None
        assert feeds.waiting("A") == [
            change(x, through=3, tries=2, due="2026-11-30T11:00:00+00:00")
        ]
        known = feeds.known("A", ["x", "y", "z"])
        assert {item: k.read for item, k in known.items()} == {
            "x": None,
            "y": "2026-11-30T12:00:00+00:00",
        }
        feeds.visited(A, [], [waits("y", mark="other")])
        assert [(w.item, w.mark) for w in feeds.waiting("A")] == [("x", "m"), ("y", "other")]
        assert feeds.waiting("B") == []


def test_what_was_read_long_ago_and_is_not_listed_is_forgotten(new: New) -> None:
    with Ledger(new()) as ledger:
        feeds = ledger.feeds
        names = ["old", "old, listed", "waiting", "new"]
        feeds.visited(A, [], [waits(name) for name in names])
        numbers = {w.item: w.number for w in feeds.waiting("A")}
        for name, at in {
            "old": "2025-10-01",
            "old, listed": "2025-10-01",
            "new": "2026-11-01",
        }.items():
            assert numbers[name] is not None
            feeds.done(numbers[name] or 0, f"{at}T12:00:00+00:00")
        assert feeds.forget("B", "2025-10-20", []) == 0
        assert feeds.forget("A", "2025-10-20", ["old, listed"]) == 1
        assert feeds.known("A", names).keys() == {"old, listed", "waiting", "new"}


def test_items_beyond_number_are_known(new: New) -> None:
    with Ledger(new()) as ledger:
        names = [f"{n:05}" for n in range(2_500)]
        ledger.feeds.visited(A, [], [waits(name) for name in names])
        assert ledger.feeds.known("A", [*names, "other"]).keys() == set(names)


def test_another_ledger_can_be_told_all_of_it(new: New) -> None:
    with Ledger(new()) as ledger, Ledger(new()) as other:
        ledger.feeds.visited(A, [spell(10)], [waits("x")])
        ledger.feeds.copied_to(other.feeds)
        assert (other.watched(), other.spells()) == (ledger.watched(), ledger.spells())
        assert other.feeds.waiting("A") == ledger.feeds.waiting("A")


def test_a_rebuild_leaves_the_sources_as_they_are(new: New) -> None:
    with Ledger(new()) as ledger:
        ledger.feeds.visited(A, [spell(10)], [waits("x")])
        before = (ledger.watched(), ledger.spells())
        ledger.rebuild()
        assert (ledger.watched(), ledger.spells()) == before
