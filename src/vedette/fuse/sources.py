"""Voices of a ledger → its sources: whatever names and voices one outlet, body or person has."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence

from vedette.fuse import cues
from vedette.fuse.chains import voice_key
from vedette.fuse.index import OUTLET, Cast, slug
from vedette.fuse.voices import surnames
from vedette.records import Entry, Record, Source

MEDIA = "media:"
"""Begins the id of an outlet in a roster."""
Listed = Callable[[str], Sequence[Source]]
"""A name → the actors of a roster that bear it, each under its id as its only voice; of what has a
colon, as ids do, all that it may be the id of."""


def nobody(name: str) -> tuple[Source, ...]:
    """A roster that lists nobody."""
    return ()


class Speaker(Record, frozen=True, kw_only=True):
    """A voice of one event, its name there, and `one`: the voice that it is one with, as a
    country's government has several."""

    voice: str
    name: str
    one: str


def speakers(entry: Entry) -> Iterator[Speaker]:
    """Everybody who says something of an event or is said to have known it.

    Left out are voices of one report alone and the voice of a report that names no outlet: what
    becomes of their claims tells nothing of what they say elsewhere. A person stays a person, who
    may leave the office that speaks with them.
    """
    known = {e.id: e for e in entry.entities if e.kind != "PER"}
    cast = Cast(
        entities=known,
        bodies={},
        frames={},
        reports={},
        outlets=entry.outlets,
        parties={},
        owners={},
    )
    names = {e.id: e.name for e in entry.entities} | entry.outlets
    retold = {r.voice: r.outlet or "" for r in entry.reports if r.report in entry.retold}
    found = {v for c in entry.claims for v in (c.speaker, *c.sources) if v is not None}
    found |= {v for o in entry.origins for v in o.chain}
    for voice in sorted(found | retold.keys()):
        if "#" not in voice and voice != OUTLET:
            name = names.get(voice) or retold.get(voice) or voice
            yield Speaker(voice=voice, name=name, one=voice_key(cast, voice))


def gathered(
    told: Iterable[Speaker], given: Iterable[Source] = (), listed: Listed = nobody
) -> tuple[Source, ...]:
    """Speakers of events → sources, by name.

    One source are the voices that fusing takes for one, all names of an outlet that a roster
    lists, with and without an article, and a person's surname where only one fuller name ends with
    it. The usual name comes first. `given` are sources that need no voice among those told.
    """
    seen: dict[str, Counter[str]] = {}
    joined: dict[str, str] = {}
    for each in told:
        seen.setdefault(each.voice, Counter())[each.name] += 1
        if each.one != each.voice:
            joined[each.voice] = each.one
    found: dict[str, tuple[list[str], list[str]]] = {}
    owner: dict[str, str] = {}
    for source in given:
        _add(found, source.id, source.names, source.voices)
        owner |= dict.fromkeys(source.voices, source.id)
    joined |= surnames((*seen, *owner))
    for voice, counted in seen.items():
        usual = sorted(counted, key=lambda n: (-counted[n], -len(n), n))
        one = _outlet(usual[0], listed) if voice.startswith(OUTLET) else None
        key = one.id if one is not None else joined.get(voice, voice)
        key = owner.get(voice) or owner.get(key, key)
        _add(found, key, usual, (voice,))
        if one is not None:
            _add(found, key, one.names, one.voices)
    made = (
        Source(names=tuple(dict.fromkeys(names)), voices=tuple(dict.fromkeys((key, *voices))))
        for key, (names, voices) in found.items()
    )
    return tuple(sorted(made, key=lambda s: (s.name.casefold(), s.id)))


def _add(
    found: dict[str, tuple[list[str], list[str]]],
    key: str,
    names: Iterable[str],
    voices: Iterable[str],
) -> None:
    all_names, all_voices = found.setdefault(key, ([], []))
    all_names.extend(names)
    all_voices.extend(voices)


def named(name: str, known: Sequence[Source], listed: Listed = nobody) -> tuple[Source, ...]:
    """The sources that a name or id may mean: those of the ledger, else those of the roster, where
    an outlet goes by its id there or as a voice."""
    asked = name.strip()
    by_id = tuple(s for s in known if asked.casefold() in {v.casefold() for v in s.voices})
    called = _bare(asked)
    by_name = tuple(s for s in known if called and called in map(_bare, s.names))
    if by_id or by_name:
        return by_id or by_name
    meant = ((s.id, _voiced(s)) for s in listed(asked))
    is_id = ":" in asked
    return tuple(_known_as(s, known) for i, s in meant if not is_id or asked in (i, *s.voices))


def outlet(name: str, known: Sequence[Source], listed: Listed = nobody) -> Source:
    """The outlet of a name: as the ledger or a roster knows it, or as it will be known."""
    return _known_as(_outlet(name, listed), known)


def _voiced(listed: Source) -> Source:
    """A listed actor with the voices that it has in a ledger."""
    return _of_outlet(listed.names) if listed.id.startswith(MEDIA) else listed


def _known_as(own: Source, known: Sequence[Source]) -> Source:
    """A listed actor as the ledger knows it, if it does."""
    called = set(map(_bare, own.names)) - {""}
    by_voice = (s for s in known if set(s.voices) & set(own.voices))
    by_name = (s for s in known if called & set(map(_bare, s.names)))
    return next(by_voice, None) or next(by_name, own)


def _outlet(name: str, listed: Listed) -> Source:
    """The outlet of a name, with all names that a roster has for it."""
    of = next((s.names for s in listed(name) if s.id.startswith(MEDIA)), (name,))
    return _of_outlet(of)


def _of_outlet(names: Sequence[str]) -> Source:
    """An outlet by all its names; in its reports it may have an article that others leave out."""
    # A name in another script has no id.
    bare = [b for b in map(_bare, names) if b]
    slugs = dict.fromkeys(s for b in bare for s in (b, f"the-{b}"))
    return Source(names=tuple(names), voices=tuple(OUTLET + s for s in slugs))


def _bare(name: str) -> str:
    """A name without its article, as in an id."""
    return slug(cues.DETERMINER.sub("", name))
