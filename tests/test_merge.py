"""What several reports make of one event: who stands on its sides."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from vedette.fuse.events import UNGRADED
from vedette.fuse.index import Cast
from vedette.fuse.merge import merged
from vedette.records import Entity, Event, change

EVENT = Event(
    id="e1",
    type="ASSAULT",
    mode=None,
    contexts=(),
    status="actual",
    quad="M-CONF",
    intensity=-9.0,
    cameo=None,
    actors=(),
    recipients=(),
    place=None,
    when=None,
    figures=(),
    frames=(),
    claims=(),
    origins=(),
    grade=UNGRADED,
)
PEOPLE = {
    "gunboats": "TZA/MIL",
    "boats": "TZA/MIL?",
    "navy": "TZA/MIL",
    "minister": "TZA/GOV",
    "port": "MWI/CVL",
    "fishermen": "MWI/CVL",
    "rebels": None,
}
"""Name → code; "?" where the report does not tell the country itself."""


def entity(name: str, code: str | None) -> Entity:
    bare = code and code.rstrip("?")
    country = bare[:3] if bare else None
    return Entity(id=name, name=name, kind="GRP", actor=bare, country=country, sure=code == bare)


CAST = Cast(
    entities={name: entity(name, code) for name, code in PEOPLE.items()},
    bodies={},
    frames={},
    reports={},
    outlets={},
    parties={},
    owners={},
)


def sides(*told: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """ "A B > C" for each report: actors and recipients of the event of all."""
    rows = [[side.split() for side in each.split(">")] for each in told]
    events = [change(EVENT, actors=tuple(a), recipients=tuple(r)) for a, r in rows]
    found = merged(events, CAST)
    return found.actors, found.recipients


@pytest.mark.parametrize(
    ("told", "actors", "recipients"),
    [
        # One code, one party: the surest name of it.
        (["boats > port", "gunboats > fishermen"], ["gunboats"], ["port"]),
        (["gunboats >", "navy >"], ["gunboats"], []),
        # One report that names two of one code means two.
        (["gunboats navy >"], ["gunboats", "navy"], []),
        # Those whom most name come first, and few are not heard beside many.
        (["minister >", "gunboats >"], ["minister", "gunboats"], []),
        (["minister >", "gunboats >", "boats >"], ["gunboats", "minister"], []),
        (["minister >", "gunboats >", "boats >", "navy >"], ["gunboats"], []),
        (["minister >", "minister gunboats >", "boats >", "navy >"], ["gunboats", "minister"], []),
        # Who is on the other side for twice as many is not on this.
        (["gunboats > port", "gunboats > port", "port > gunboats"], ["gunboats"], ["port"]),
        (["gunboats > port", "port > gunboats"], ["gunboats", "port"], ["port", "gunboats"]),
        # Whose country nobody knows is somebody for themselves.
        (["rebels >", "gunboats >"], ["rebels", "gunboats"], []),
    ],
)  # fmt: skip
def test_the_sides_of_an_event_are_whom_most_reports_name(
    told: Sequence[str], actors: Sequence[str], recipients: Sequence[str]
) -> None:
    assert sides(*told) == (tuple(actors), tuple(recipients))
