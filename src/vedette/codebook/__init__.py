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
    "of_cameo",
    "quad",
]

ROOTS = {
    "02": "REQUEST", "03": "AGREE", "04": "CONSULT", "05": "SUPPORT", "06": "COOPERATE",
    "07": "AID", "08": "CONCEDE", "084": "RETREAT", "086": "RETREAT", "087": "RETREAT",
    "09": "ACCUSE", "10": "REQUEST", "11": "ACCUSE", "12": "REJECT", "13": "THREATEN",
    "14": "PROTEST", "15": "MOBILIZE", "16": "SANCTION", "17": "COERCE", "18": "ASSAULT",
    "19": "ASSAULT", "20": "ASSAULT",
}  # fmt: skip
"""CAMEO root code → type, with the material part of yielding (08) apart."""


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


def of_cameo(code: str) -> str | None:
    """The PLOVER type of a CAMEO code, by its longest beginning that is known; None for a public
    statement (01), which PLOVER has no type for, and for what is no such code."""
    known = _by_cameo()
    return next((known[code[:n]] for n in range(len(code), 1, -1) if code[:n] in known), None)


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
def _by_cameo() -> Mapping[str, str]:
    """CAMEO code → type: of the roots, and of the modes that are coded under another type's."""
    modes = {
        mode.cameo: entry.name
        for entry in book().types.values()
        for mode in entry.modes.values()
        if mode.cameo is not None
    }
    return ROOTS | {code: name for code, name in modes.items() if code not in ROOTS}


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
