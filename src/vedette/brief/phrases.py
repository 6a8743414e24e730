"""How each PLOVER type and mode is said in a sentence: a table, its loader and its fillers.

The words are as coarse as the ontology on purpose. A finer verb would say more than the record
holds, so the report's own trigger is quoted beside it where there is room.
"""

from __future__ import annotations

import csv
import functools
from importlib import resources

from vedette.brief import grammar, names
from vedette.records import Event, Reading, Record


class Phrase(Record, frozen=True):
    """A type's words: `alone` ("made an accusation"), `onto` a recipient ("accused"), the `noun`
    ("an accusation"), the preposition `of` its recipient ("against") and the one for actors who
    do it together (`joint`: "between").
    """

    alone: str
    onto: str
    noun: str
    of: str
    joint: str


@functools.cache
def phrases() -> dict[str, Phrase]:
    """All phrases by code from `phrases.tsv`: "MOBILIZE", "MOBILIZE.troops", "ASSAULT.destroy FAC",
    the last where all that it is done to is of that kind."""
    with resources.files("vedette.brief").joinpath("phrases.tsv").open(encoding="utf-8") as rows:
        table = csv.DictReader(rows, delimiter="\t")
        return {row.pop("code"): Phrase(**row) for row in table}


def phrase(kind: str, mode: str | None, onto: str = "") -> Phrase:
    """The words of a mode, or else of its type, where it is done to those of a kind (FAC …). Raises
    `KeyError` for an unknown type."""
    table = phrases()
    found = table.get(f"{kind}.{mode} {onto}") or table.get(f"{kind}.{mode}")
    return table[kind] if found is None else found


def _phrase(reading: Reading, event: Event) -> Phrase:
    kinds = {e.kind for e in reading.entities if e.id in event.recipients}
    return phrase(event.type, event.mode, kinds.pop() if len(kinds) == 1 else "")


def clause(reading: Reading, event: Event, *, word: str = "") -> str:
    """An event as a clause in the past tense, with the report's own `word` for it in brackets.

    It is said as "there was …" where no actor is known.
    """
    words, actors, recipients = _phrase(reading, event), *names.sides(reading, event)
    own = f" (“{word}”)" if word else ""
    if not actors:
        return f"there was {noun(reading, event)}{own}"
    verb = f"{words.onto} {grammar.some(recipients)}" if recipients else words.alone
    return f"{grammar.some(actors)} {verb}{own}{_circumstances(event)}"


def noun(reading: Reading, event: Event) -> str:
    """An event as a noun phrase: "an attack on Y by X in Z on 3 May 2024"."""
    parts = (_phrase(reading, event).noun, onto(reading, event), by(reading, event))
    return " ".join(filter(None, parts)) + _circumstances(event)


def short(reading: Reading, event: Event) -> str:
    """An event that was told already: "the attack on Y", or where there is no Y "by X"."""
    of = onto(reading, event) or by(reading, event) or _circumstances(event).strip()
    return f"{definite(_phrase(reading, event).noun)} {of}".rstrip()


def bare(noun: str) -> str:
    """A noun phrase without its article."""
    for article in ("a ", "an ", "the "):
        if noun.startswith(article):
            return noun.removeprefix(article)
    return noun


def definite(noun: str) -> str:
    """ "an attack" → "the attack"."""
    return f"the {bare(noun)}"


def onto(reading: Reading, event: Event) -> str:
    """ "on Y": an event's recipients behind its noun; "" where it has none."""
    _, recipients = names.sides(reading, event)
    return f"{_phrase(reading, event).of} {grammar.some(recipients)}" if recipients else ""


def by(reading: Reading, event: Event) -> str:
    """ "by X", or "between X and Z" of what actors do together; "" where none is known."""
    actors, recipients = names.sides(reading, event)
    together = _phrase(reading, event).joint if len(actors) > 1 and not recipients else "by"
    return f"{together} {grammar.some(actors)}" if actors else ""


def _circumstances(event: Event) -> str:
    where = f" in {grammar.named(event.place.name)}" if event.place is not None else ""
    when = grammar.dated(event.when) if event.when is not None else ""
    return f"{where} {when}".rstrip()
