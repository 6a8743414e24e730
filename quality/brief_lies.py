"""True sentences changed in one thing, so that they say something else."""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Sequence

from vedette.brief.check_dates import DAYS, without_dates
from vedette.brief.check_dates import found as dates_in
from vedette.brief.check_numbers import found as numbers_in
from vedette.brief.check_speakers import sayings
from vedette.brief.evidence import Evidence
from vedette.brief.grammar import MONTHS
from vedette.brief.wording import bind, shares, telling, unbound, words

NAMES = (
    "Moldova", "Ruritania", "Anneke Bruins", "General Okello", "the Halden Institute", "Vietnam",
    "Lars Holm", "the Coastal Front", "Bolivia", "Ministry of Fisheries", "Pavel Dubek",
    "Rotterdam",
)  # fmt: skip
PLACES = ("Antwerp", "Maputo", "Lvov", "Quebec", "Basra", "Osh", "Cusco", "Gdansk")
STATUS = (
    (r"\b(?:is|are) planned\b", ("took place",)),
    (r"\btold of (?:a |an )?(?:possible|call for) ", ("told of ",)),
    (r"(?<!ledger )\b(?:will not|did not|does not) ", ("",)),
    (r"\bthere (was|were) no ", (r"there \1 ",)),
    (r"\bno ground\b", ("ground",)),
    (r"\bdenied\b", ("confirmed",)),
    (r"\bdenies\b", ("confirms",)),
    (r"\bconfirmed\b", ("denied",)),
    (r"\b(?:will|would|may|might) (?=[a-z])", ("did ",)),
    (r"\b(?:is|are) to (?=[a-z])", ("did ",)),
    (r"\bpromised to ", ("did ",)),
    (r"\bmust (?:still )?", ("did ",)),
    (r"\bcould leave\b", ("left",)),
    (r"\bwants\b", ("has got",)),
    (r"\b(?:demanded|urged|instructed) ", ("received ",)),
    (r"\b(said|reported) that (?=[a-z])", (r"denied that ", r"\1 that it is not so that ")),
    (r"\b(has|have) (?=[a-z]+(?:ed|en|t)\b)", (r"\1 not ", "may have ", "will have ")),
    (r"\b(was|were) (?=[a-z]+(?:ed|en|t)\b)", (r"\1 not ", "may have been ", "will be ")),
    (r"\bfreed\b", ("plans to free", "did not free")),
    (r"\b(attacked|killed|arrested|accused|convicted|seized|dragged|met|charged|ditched|annulled"
     r"|retook|rearrested|negotiated|opened fire|mobilised|demonstrated|criticised)\b",
     (r"never \1", r"may have \1")),
)  # fmt: skip
"""What tells a status, and what may stand there instead."""

Others = Sequence[str]
Liar = Callable[[str, Evidence, Others, Others, random.Random], str | None]


def lie(
    kind: str, text: str, held: Evidence, others: Others, places: Others, rng: random.Random
) -> str | None:
    """A sentence changed in one thing of a kind; None where it has none of that kind."""
    found = LIARS[kind](text, held, others, places, rng)
    return None if found == text else found


def _name(text: str, held: Evidence, others: Others, _: Others, rng: random.Random) -> str | None:
    """One of the sides under another name, of the same ledger where it has one."""
    return _renamed(text, (*held.actors, *held.recipients), held, others, rng, NAMES)


def _renamed(
    text: str,
    known: Sequence[str],
    held: Evidence,
    others: Others,
    rng: random.Random,
    strangers: Sequence[str],
) -> str | None:
    found = [n for n in dict.fromkeys(known) if n[:1].isupper() and _stands(n, text)]
    if not found:
        return None
    old = max(rng.sample(found, len(found)), key=len)
    mine = telling([*held.every_name(), *held.words])
    apart = [n for n in others if n[:1].isupper() and not _shared(n, mine)]
    new = rng.choice(apart) if apart and rng.random() < 0.5 else rng.choice(strangers)
    return re.sub(rf"(?<!\w){re.escape(old)}(?!\w)", new, text, count=1)


def _stands(name: str, text: str) -> bool:
    return re.search(rf"(?<!\w){re.escape(name)}(?!\w)", text) is not None


def _shared(name: str, mine: frozenset[str]) -> bool:
    return all(shares(w.text, mine) for w in words(name) if w.capital)


def _number(text: str, held: Evidence, _: Others, __: Others, rng: random.Random) -> str | None:
    blanked = re.sub(r"\(credibility \d[^)]*\)", lambda m: " " * len(m[0]), without_dates(text))
    bound = bind(blanked, held.every_name())
    found = [n for n in numbers_in(bound if len(bound) == len(text) else blanked) if n.value]
    if not found:
        return None
    old = rng.choice(found)
    value = old.value or 1
    known = {v for f in held.figures for v in (f.low, f.best, f.high)}
    pool = [value + 1, value + 10, value * 2 + 3, max(value - 1, 2) + 40]
    new = rng.choice([n for n in pool if n not in known])
    return f"{text[: old.start]}{new:,.0f}{text[old.end :]}"


def _date(text: str, held: Evidence, _: Others, __: Others, rng: random.Random) -> str | None:
    found = dates_in(text)
    if not found:
        return None
    old = rng.choice(found)
    if old.weekday is not None:
        new = DAYS[(old.weekday + rng.randint(1, 6)) % 7]
    elif old.day is not None and rng.random() < 0.6:
        day = old.day % 28 + 1
        new = re.sub(rf"\b0?{old.day}\b(?!-\d\d-)", str(day), old.text, count=1)
    elif old.month is not None and rng.random() < 0.7:
        month = MONTHS[(old.month + rng.randint(0, 9)) % 12]
        new = re.sub("|".join(MONTHS), month, old.text)
    elif old.year is not None:
        new = old.text.replace(str(old.year), str(old.year + rng.choice((-3, 1, 2))))
    else:
        return None
    return text[: old.start] + new + text[old.start + len(old.text) :] if new != old.text else None


def _place(text: str, held: Evidence, _: Others, places: Others, rng: random.Random) -> str | None:
    return _renamed(text, held.places, held, places, rng, PLACES)


def _status(text: str, held: Evidence, _: Others, __: Others, rng: random.Random) -> str | None:
    for pattern, new in STATUS:
        if re.search(pattern, text):
            return re.sub(pattern, rng.choice(new), text, count=1)
    return None


def _speaker(
    text: str, held: Evidence, others: Others, _: Others, rng: random.Random
) -> str | None:
    """Another speaker: one of the sides who does not say so, one of the ledger, or a stranger."""
    bound = bind(text, held.every_name())
    saying = [s for s in sayings(bound) if s.subject and not s.hidden and s.cue.name != "status"]
    if not saying:
        return None
    old = unbound(" ".join(saying[0].subject)).replace(" ,", ",")
    if not _stands(old, text):
        return None
    voices = telling([n for v in held.voices for n in v.names] + [*held.behind, *held.outlets])
    sides = [n for n in (*held.actors, *held.recipients) if n[:1].isupper()]
    told = voices | (telling(held.actors) if any(e.quad[0] == "V" for e in held.events) else set())
    mute = [n for n in sides if not any(shares(w.text, told) for w in words(n))]
    apart = [n for n in others if n[:1].isupper() and not _shared(n, voices)]
    pool = mute if mute and rng.random() < 0.4 else apart if apart and rng.random() < 0.6 else NAMES
    new = rng.choice(list(pool))
    return None if new in old else text.replace(old, new, 1)


LIARS: dict[str, Liar] = {
    "name": _name,
    "number": _number,
    "date": _date,
    "place": _place,
    "status": _status,
    "speaker": _speaker,
}
