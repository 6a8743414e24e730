"""Names → meanings, quads, scores, codes. Imports records.

The closed lists of the field as data: PLOVER's event types, modes, contexts, sectors and quad
classes (Open Event Data Alliance, PLOVER codebook 2.0), and the statuses, roles, kinds, stances and
bases of this project. Each TOML file says in its head which document its facts come from and which
of them could not be verified.
"""

from __future__ import annotations

import difflib
import re
import tomllib
from collections.abc import Iterable, Mapping
from functools import cache
from pathlib import Path
from typing import Any

from vedette.codebook.entries import Codebook, Context, EventType, Mode, Quad, Sector, Term
from vedette.codebook.match import compile_words, rank

__all__ = [
    "Codebook",
    "Context",
    "EventType",
    "Mode",
    "Quad",
    "Sector",
    "Term",
    "book",
    "cameo",
    "contexts_in",
    "find",
    "intensity",
    "quad",
]


@cache
def book() -> Codebook:
    """The codebook, read once. Order of names is the order of the files, which models rely on."""
    types = {name: _event_type(name, fields) for name, fields in _table("events").items()}
    marks, actors = _table("marks"), _table("actors")
    return Codebook(
        quads={name: Quad(name=name, **fields) for name, fields in marks["quads"].items()},
        types=types,
        contexts={name: _context(name, fields) for name, fields in _table("contexts").items()},
        sectors={name: Sector(name=name, **fields) for name, fields in actors["sectors"].items()},
        actors=_terms(actors["actors"]),
        statuses=_terms(marks["statuses"]),
        roles=_terms(marks["roles"]),
        kinds=_terms(marks["kinds"]),
        stances=_terms({m.name: m.description for m in types["CLAIM"].modes.values()}),
        bases=_terms(marks["bases"]),
    )


def quad(type: str) -> str:
    """V-COOP, M-COOP, V-CONF or M-CONF; "" for CLAIM, which PLOVER does not have."""
    return _type(type).quad


def intensity(type: str, mode: str | None = None) -> float | None:
    """-10 (conflict) to +10 (cooperation): the mode's score, or else the type's; None for CLAIM."""
    entry = _type(type)
    own = None if mode is None else _mode(entry, mode).intensity
    return entry.intensity if own is None else own


def cameo(type: str, mode: str | None = None) -> str | None:
    """The CAMEO code: the mode's, or else the type's; None for CLAIM.

    A crosswalk loses detail both ways: PLOVER keeps in contexts what CAMEO has in its last digits.
    """
    entry = _type(type)
    own = None if mode is None else _mode(entry, mode).cameo
    return entry.cameo if own is None else own


def contexts_in(text: str) -> tuple[str, ...]:
    """At most four PLOVER contexts of a text by indicator words, the most frequent first.

    Ties stand in codebook order; a text without any such word gives (). English words only.
    """
    return rank(text, tuple(book().contexts), _context_words())


def find(name: str) -> dict[str, Term]:
    """All entries of a name, list → entry: "IGO" is a sector and an actor code; "ASSAULT.drone"
    is a mode. Upper and lower case are alike. Raises `ValueError` with the nearest known name.
    """
    found = {
        list_name: entry
        for list_name, names in _lists().items()
        for known, entry in names.items()
        if known.casefold() == name.casefold()
    }
    if not found:
        raise _unknown("codebook entry", name, (n for names in _lists().values() for n in names))
    return found


def _table(name: str) -> dict[str, Any]:
    return tomllib.loads((Path(__file__).parent / f"{name}.toml").read_text(encoding="utf-8"))


def _event_type(name: str, fields: dict[str, Any]) -> EventType:
    modes = {m: Mode(name=m, **mode) for m, mode in fields.pop("modes", {}).items()}
    return EventType(name=name, modes=modes, **fields)


def _context(name: str, fields: dict[str, str]) -> Context:
    words = tuple(" ".join(word.split()) for word in fields["words"].split(","))
    return Context(name=name, description=fields["description"], words=words)


def _terms(sentences: Mapping[str, str]) -> dict[str, Term]:
    return {name: Term(name=name, description=text) for name, text in sentences.items()}


@cache
def _context_words() -> re.Pattern[str]:
    return compile_words(book().contexts.values())


@cache
def _lists() -> dict[str, Mapping[str, Term]]:
    """Every list by its singular, for look-up; modes as TYPE.mode."""
    all_ = book()
    modes = {f"{t.name}.{m.name}": m for t in all_.types.values() for m in t.modes.values()}
    return {
        "type": all_.types,
        "mode": modes,
        "context": all_.contexts,
        "sector": all_.sectors,
        "actor code": all_.actors,
        "quad": all_.quads,
        "status": all_.statuses,
        "role": all_.roles,
        "kind": all_.kinds,
        "stance": all_.stances,
        "basis": all_.bases,
    }


def _type(name: str) -> EventType:
    types = book().types
    if name not in types:
        raise _unknown("event type", name, types)
    return types[name]


def _mode(entry: EventType, name: str) -> Mode:
    if name not in entry.modes:
        raise _unknown(f"mode of {entry.name}", name, entry.modes)
    return entry.modes[name]


def _unknown(what: str, name: str, known: Iterable[str]) -> ValueError:
    """The error for a name that is not in a list, naming the nearest that is."""
    by_fold = {k.casefold(): k for k in known}
    near = difflib.get_close_matches(name.casefold(), by_fold, n=1, cutoff=0.0)
    hint = f"; the nearest is {by_fold[near[0]]!r}" if near else ""
    return ValueError(f"{name!r} is no {what}{hint}")
