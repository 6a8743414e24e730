"""An event of the ledger with what its grade rests on; a report with what people made of it."""

from __future__ import annotations

from vedette.records.base import Record
from vedette.records.claims import Claim, Origin, Verdict
from vedette.records.events import Event
from vedette.records.judgements import Judgement, Review
from vedette.records.mentions import Entity
from vedette.records.reading import Reading
from vedette.records.reports import Heading


class Entry(Record, frozen=True, kw_only=True):
    """One event of the ledger with all that its grade rests on. Ids of entities are voices: the
    same in every report.

    `outlets` are the names of outlets that speak in their own voice; `reports` those that tell the
    event, the earliest first. `vouching` are ids of the claims that say it is so; `retold` ids of
    reports whose own voice says so too, but may only be retelling, so that it is not among the
    claims. `reviews` are the standing judgements that accept or correct it.
    """

    event: Event
    entities: tuple[Entity, ...]
    claims: tuple[Claim, ...]
    origins: tuple[Origin, ...]
    verdicts: tuple[Verdict, ...]
    outlets: dict[str, str]
    reports: tuple[Heading, ...]
    vouching: tuple[str, ...] = ()
    retold: tuple[str, ...] = ()
    reviews: tuple[Judgement, ...] = ()


class Annotated(Record, frozen=True, kw_only=True):
    """A report with what people made of what was read in it, for those who learn from it.

    By the reading's own ids: `entries` are the ledger's events as they stand (a rejected one has
    none), `reviews` what was found of each, the earliest first, and `voices` who each entity is in
    all reports. `of` is the report that this one repeats.
    """

    reading: Reading
    entries: dict[str, Entry]
    reviews: dict[str, tuple[Review, ...]]
    voices: dict[str, str]
    of: str | None = None
