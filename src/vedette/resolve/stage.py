"""The stage: a reading as the model gives it → the same with values, places and entities."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Mapping, Sequence

from vedette.codebook.countries import countries
from vedette.records import Entity, Mention, Reading, Record, Report, change
from vedette.resolve.actor_posts import by_post
from vedette.resolve.actor_roles import role_of
from vedette.resolve.actor_roster import find, outlet_of
from vedette.resolve.actor_side import Side, side_of
from vedette.resolve.actor_text import bare_phrase, is_pronoun
from vedette.resolve.actors import (
    ActorEvidence,
    ActorMention,
    CountryNamed,
    countries_named,
    resolve_actor,
)
from vedette.resolve.identity import (
    apart,
    by_key,
    by_surname,
    by_words,
    namesakes_apart,
    proper_name,
    renamed,
)
from vedette.resolve.places import Choice
from vedette.resolve.report_known import SITES, Known, known_of
from vedette.resolve.values import with_values

AROUND = 60
"""Characters before and after a mention that are looked at."""
DATELINE = re.compile(r"([A-Z][\w.'’ ]*?) (?:-|–|—|--) (?=\S)")
"""Before a mention's own words: the country of a dateline ("Pakistan - Balochistan's minister")."""
NUMERALS = frozenset(
    {*("two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "several", "some")}
)
"""Words that open a name and are none of it ("Two China Coast Guard cutters")."""
NAMELESS = {"PER": "someone", "GRP": "some", "ORG": "a body", "GPE": "a place"}
"""What to call an entity of a kind that the report only points to."""


class Resolved(Record, frozen=True, kw_only=True):
    """An entity and what it is listed as, if anything: two of one key are one."""

    entity: Entity
    key: str | None


def resolve(reading: Reading) -> Reading:
    """Times and numbers to values, places to the gazetteer, actors to countries and sectors.

    Nothing is dropped because it did not resolve: it stays, raw, with the reason.
    """
    named = countries_named(reading.report.text)
    reading = namesakes_apart(_speaking(with_values(reading)))
    reading = apart(reading, sides(reading.report, named))
    known, toponyms = known_of(reading, named)
    found = _entities(reading, known)
    known_as = by_key({e: r.key for e, r in found.items()})
    reading = renamed(reading, known_as)
    surnames = by_surname(reading)
    reading = renamed(reading, surnames)
    told = by_post(reading) | by_words(reading)
    gone = {*known_as, *surnames, *told}
    entities = (r.entity for e, r in found.items() if e not in gone)
    reading = change(renamed(reading, told), entities=tuple(entities), toponyms=toponyms)
    return change(reading, owners=_owners(reading))


def _owners(reading: Reading) -> dict[str, str]:
    """Outlets that the report is of or names → who owns them."""
    press = (e.name for e in reading.entities if e.kind == "ORG" and e.sectors[:1] == ("JRN",))
    found = {name: outlet_of(name) for name in (reading.report.voice, *press) if name}
    return {name: outlet.family for name, outlet in found.items() if outlet is not None}


def _speaking(reading: Reading) -> Reading:
    """A service that speaks ("Ukrainian intelligence reported") is no evidence but a body."""
    speakers = {m for f in reading.frames for m in f.roles.get("by", ())}
    told = [m for m in reading.mentions if m.kind == "EVD" and m.id in speakers]
    bodies = {m.id for m in told if (role := role_of(m.text)) is not None and role.sector == "SPY"}
    mentions = (change(m, kind="ORG") if m.id in bodies else m for m in reading.mentions)
    return change(reading, mentions=tuple(mentions))


def sides(report: Report, named: tuple[CountryNamed, ...]) -> Callable[[Mention], Side | None]:
    """What the own words of any mention of a report say of whom it cannot be; `named` are the
    countries that the report names."""
    evidence = ActorEvidence(named=named)
    return lambda m: side_of(m.text, m.kind, date=report.date, evidence=evidence)


def _called(name: str, iso: str | None, mentions: Sequence[Mention], known: Known) -> str:
    """The name of somebody unlisted as a sentence has it; a state where only its adjective is told
    ("Israeli [fire]")."""
    state = countries().by_iso.get(iso or "")
    if state is not None and name in state.adjectives and name not in state.names:
        return state.name
    return _told_small(name, mentions, known)


def _told_small(name: str, mentions: Sequence[Mention], known: Known) -> str:
    """A name without the capital that only its place in a sentence gave it ("Police said"); a row
    of capitals is a name."""
    word, *rest = name.split(" ")
    if rest and rest[0][:1].isupper() and word.casefold() not in NUMERALS:
        return name
    spoken = [m for m in mentions if word in m.text.split()]
    # Behind a title or article it keeps its capital ("President Ferrand", "A Sentinel reporter").
    opens = all(m.start in known.openings and m.text.split(" ")[0] == word for m in spoken)
    if not (spoken and opens and word[:1].isupper() and word[1:].islower()):
        return name
    # The reader's names may lack a people's or a town's.
    bare = bare_phrase(word)
    named = any(bare in c.text.split() for c in known.actors.named) or find(bare)
    return name if named else name[:1].lower() + name[1:]


def _entities(reading: Reading, known: Known) -> Mapping[str, Resolved]:
    groups: dict[str, list[Mention]] = {}
    for m in reading.mentions:
        if m.entity is not None:
            groups.setdefault(m.entity, []).append(m)
    return {e: _resolved(e, ms, known) for e, ms in groups.items()}


def _resolved(entity: str, mentions: Sequence[Mention], known: Known) -> Resolved:
    kinds = Counter[str]()
    for m in mentions:
        kinds[m.kind] += 1
    kind = next(m.kind for m in mentions if m.kind == kinds.most_common(1)[0][0])
    state = kind == "GPE" and entity in known.acting
    asked = [_asked(m, known, as_body=state) for m in mentions]
    who = resolve_actor(asked, date=known.report.date, evidence=known.actors)
    sited = kind in SITES or any(m.id in known.sites for m in mentions)
    where = _where(mentions, known) if sited else None
    place = where.place if where is not None else None
    reason = f"{who.reason}; place: {where.reason}" if where is not None else who.reason
    listed = who.roster or (place.gazetteer_id if place is not None else None)
    nameless = all(is_pronoun(m.text) for m in mentions)
    name = who.name if who.roster is not None else _called(who.name, who.country, mentions, known)
    record = Entity(
        id=entity,
        name=f"{NAMELESS.get(kind, 'something')} not named (“{name}”)" if nameless else name,
        kind=kind,
        nameless=nameless,
        country=who.country or (place.country if place is not None else None),
        sure=who.sure,
        sectors=who.sectors,
        actor=who.actor,
        runner_up=who.runner_up,
        roster=who.roster,
        wikidata=who.wikidata,
        reason=reason,
        place=place,
    )
    named = None if nameless else proper_name(record)
    known_as = listed or named
    return Resolved(entity=record, key=f"{kind} {known_as}" if known_as else None)


def _asked(m: Mention, known: Known, *, as_body: bool) -> ActorMention:
    text = known.report.text
    return ActorMention(
        text=_own_words(m, known),
        kind="ORG" if as_body else m.kind,
        sector=m.sector,
        sector_score=m.sector_score,
        before=text[max(0, m.start - AROUND) : m.start],
        after=text[m.end : m.end + AROUND],
        start=m.start,
        owner=m.owner,
        whose=m.whose,
    )


def _own_words(m: Mention, known: Known) -> str:
    """A mention's text without what is left of a dateline at its start."""
    found = DATELINE.match(m.text) if m.kind not in SITES else None
    line = known.report.text[: m.start].rpartition("\n")[2].strip()
    dated = found is not None and (not line or line.isupper()) and countries().codes(found[1])
    return m.text[found.end() :] if found is not None and dated else m.text


def _where(mentions: Sequence[Mention], known: Known) -> Choice | None:
    """The finest place that a mention resolves to; else why the first does not."""
    choices = [known.sites[m.id] for m in mentions if m.id in known.sites]
    resolved = [(c.place.precision == "country", c) for c in choices if c.place is not None]
    finest = min(resolved, key=lambda r: r[0], default=(True, choices[0] if choices else None))
    return finest[1]
