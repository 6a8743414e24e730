"""The event's place: from its own roles, else its sentence, else the report; and it says which."""

from __future__ import annotations

import pytest
from canned import KHARKIV, span

from vedette.fuse.index import index
from vedette.fuse.where import TRUST, place_of
from vedette.records import (
    Entity,
    Frame,
    Mention,
    MentionKind,
    Place,
    Reading,
    Report,
    Status,
    Toponym,
    change,
)

TEXT = "Drones hit Kharkiv. In Odesa police held two. Officials met in Warsaw. Shelling went on."
ENDS = [20, 46, 71, len(TEXT)]
ODESA = change(KHARKIV, name="Odesa", gazetteer_id="geonames:698740", score=0.8)


def frame(nth: int, words: str, status: Status = "actual", **roles: tuple[str, ...]) -> Frame:
    return Frame(
        id=f"f{nth}",
        event=f"e{nth}",
        type="ASSAULT",
        mode=None,
        status=status,
        trigger=span(TEXT, words),
        sentence=nth,
        score=0.9,
        roles=roles,
    )


def mention(words: str, entity: str, kind: MentionKind) -> Mention:
    start, end = span(TEXT, words)
    return Mention(id=entity, start=start, end=end, text=words, kind=kind, entity=entity)


def reading(place: Place | None = KHARKIV, *, held: Status = "actual") -> Reading:
    start, end = span(TEXT, "Odesa")
    return Reading(
        model="canned",
        report=Report(id="r", text=TEXT),
        sentences=tuple(zip([0, *ENDS], ENDS, strict=False)),
        mentions=(mention("Kharkiv", "kh", "GPE"), mention("police", "po", "ORG")),
        entities=(
            Entity(id="kh", name="Kharkiv", kind="GPE", place=place),
            Entity(id="po", name="police", kind="ORG"),
        ),
        toponyms=(Toponym(start=start, end=end, text="Odesa", place=ODESA, reason="a city"),),
        frames=(
            frame(0, "hit", where=("kh",)),
            frame(1, "held", actor=("po",)),
            frame(2, "met", held),
            frame(3, "Shelling", held),
        ),
    )


def test_its_own_place_comes_first() -> None:
    known = index(reading())
    site = place_of(known, known.events["e0"])
    assert site.place == KHARKIV
    assert site.reason.startswith("the event's own place: “Kharkiv” (")


def test_an_own_place_that_is_unknown_is_said_and_no_other_is_guessed() -> None:
    known = index(reading(place=None))
    site = place_of(known, known.events["e0"])
    assert (site.place, site.reason) == (None, "“Kharkiv” is in no gazetteer")


def test_then_a_place_of_its_sentence() -> None:
    known = index(reading())
    site = place_of(known, known.events["e1"])
    assert site.place is not None
    assert (site.place.name, site.place.score) == ("Odesa", 0.8 * TRUST["sentence"])
    assert site.reason.startswith("no place of its own; “Odesa” stands in its sentence (")


def test_a_place_in_a_bodys_name_is_not_where_it_acts() -> None:
    given = reading()
    start, end = span(TEXT, "Odesa police")
    body = change(given.mentions[1], start=start, end=end, text="Odesa police")
    frames = (given.frames[0], change(given.frames[1], roles={}), *given.frames[2:])
    known = index(change(given, mentions=(given.mentions[0], body), frames=frames))
    site = place_of(known, known.events["e1"])
    assert site.reason.startswith("inherited")


def test_then_the_place_that_the_reports_other_events_share() -> None:
    known = index(reading())
    site = place_of(known, known.events["e3"])
    assert site.place is not None
    assert site.place.name == "Kharkiv"
    assert site.place.score == TRUST["report"]
    assert site.reason.startswith("inherited: the report's other events are in “Kharkiv” (")


def test_what_is_only_feared_inherits_no_place() -> None:
    known = index(reading(held="hypothetical"))
    site = place_of(known, known.events["e3"])
    assert (site.place, site.reason) == (None, "the report gives the event no place")


def test_what_is_done_by_words_takes_no_place_from_beside_it() -> None:
    given = reading()
    frames = (given.frames[0], change(given.frames[1], type="REQUEST"), *given.frames[2:])
    known = index(change(given, frames=frames))
    site = place_of(known, known.events["e1"])
    assert site.place is None
    assert site.reason.startswith("the report does not say where it was done")


def test_where_something_asked_for_would_be_is_not_where_another_thing_was() -> None:
    given = reading()
    wanted = change(
        given.frames[1], id="f9", event="e9", status="requested", roles={"where": ("od",)}
    )
    start, end = span(TEXT, "Odesa")
    odesa = Mention(id="od", start=start, end=end, text="Odesa", kind="GPE", entity="od")
    entity = Entity(id="od", name="Odesa", kind="GPE", place=ODESA)
    known = index(
        change(
            given,
            mentions=(*given.mentions, odesa),
            entities=(*given.entities, entity),
            frames=(*given.frames, wanted),
        )
    )
    site = place_of(known, known.events["e1"])
    assert "stands in its sentence" not in site.reason


COUNTRY = change(KHARKIV, name="Iran", gazetteer_id="iso:IRN", precision="country")
REGION = change(KHARKIV, name="Zamfara", gazetteer_id="iso:NG-ZA", precision="region")
PLACES = {
    "GENEVA": change(KHARKIV, name="Geneva", gazetteer_id="geonames:2660646"),
    "MINSK": change(KHARKIV, name="Minsk", gazetteer_id="geonames:625144"),
    "VILNIUS": change(KHARKIV, name="Vilnius", gazetteer_id="geonames:593116"),
    "Zamfara": REGION,
    "Odesa": ODESA,
    "Iran": COUNTRY,
}
"""The places of SAID, by their words."""
SEIZED = "GENEVA, Nov 12 - Forty were seized."
HIT = "It hit a bus in Odesa."
LISTED = "It listed firms in Odesa."
FIRMS = {"recipient": "firms", "where": "Odesa"}
SAID = [
    # text, type, trigger, roles → place and what it was taken from
    (SEIZED.replace("d.", "d in Zamfara."), "COERCE", "seized", {}, "Zamfara", "sentence"),
    (SEIZED, "COERCE", "seized", {}, "Geneva", "dateline"),
    ("MINSK/VILNIUS - They were freed.", "RETREAT", "freed", {}, None, None),
    ("It saw Odesa attacked.", "ASSAULT", "attacked", {"recipient": "Odesa"}, "Odesa", "target"),
    ("It attacked Iran.", "ASSAULT", "attacked", {"recipient": "Iran"}, "Iran", "target"),
    (HIT, "ASSAULT", "hit", {"recipient": "a bus in Odesa"}, "Odesa", "sentence"),
    ("It hit Odesa camp.", "ASSAULT", "hit", {"recipient": "Odesa camp"}, None, None),
    ("It sent Odesa grain.", "AID", "sent", {"recipient": "Odesa"}, None, None),
    ("Iran's invasion went on.", "ASSAULT", "invasion", {}, None, None),
    ("Odesa's raid went on.", "ASSAULT", "raid", {}, None, None),
    ("Raids went on in western Iran.", "ASSAULT", "Raids", {}, "Iran", "sentence"),
    ("Raids went on, Iran heard.", "ASSAULT", "Raids", {}, None, None),
    (LISTED, "SANCTION", "listed", {}, None, None),
    (LISTED, "SANCTION", "listed", FIRMS, None, None),
    ("It blamed Iran in Odesa.", "ACCUSE", "blamed", {"where": "Odesa"}, "Odesa", "own"),
]  # fmt: skip


def said(text: str, type_: str, trigger: str, roles: dict[str, str]) -> Reading:
    """A report of one sentence; every word of a role is a mention, "a bus …" a building."""
    spans = {words: span(text, words) for words in roles.values()}
    kinds: dict[str, MentionKind] = {"firms": "GRP", "a bus in Odesa": "FAC", "Odesa camp": "FAC"}
    dateline = (0, text.index(" -")) if " - " in text else None
    return Reading(
        model="canned",
        report=Report(id="r", text=text, dateline=dateline),
        sentences=((0, len(text)),),
        mentions=tuple(
            Mention(id=w, start=s[0], end=s[1], text=w, kind=kinds.get(w, "GPE"), entity=w)
            for w, s in spans.items()
        ),
        entities=tuple(
            Entity(id=w, name=w, kind=kinds.get(w, "GPE"), place=PLACES.get(w)) for w in spans
        ),
        toponyms=tuple(
            Toponym(start=at, end=at + len(w), text=w, place=place, reason="")
            for w, place in PLACES.items()
            if (at := text.find(w)) >= 0
        ),
        frames=(
            Frame(
                id="f", event="e", type=type_, mode=None, status="actual",
                trigger=span(text, trigger), sentence=0, score=0.9,
                roles={role: (words,) for role, words in roles.items()},
            ),
        ),
    )  # fmt: skip


@pytest.mark.parametrize(("text", "type_", "trigger", "roles", "place", "source"), SAID)
def test_the_nearest_place_that_is_a_site_is_taken(
    text: str,
    type_: str,
    trigger: str,
    roles: dict[str, str],
    place: str | None,
    source: str | None,
) -> None:
    known = index(said(text, type_, trigger, roles))
    site = place_of(known, known.events["e"]).place
    scores = {p.name: p.score for p in PLACES.values()}
    found = None if site is None else (site.name, round(site.score / scores[site.name], 2))
    assert found == (None if source is None else (place, TRUST[source]))
