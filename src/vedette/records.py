"""The nouns. Imports nothing of ours; the only file that imports msgspec.

Every record is frozen and born valid: a constructor that would make a record without sense raises
`ValueError` with a sentence. Offsets are characters of `Report.text`, end exclusive.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Iterator
from typing import Any, Literal, TypeVar, get_args

import msgspec

Span = tuple[int, int]
"""[start, end) in characters of the report's text."""

MentionKind = Literal["PER", "ORG", "GPE", "LOC", "GRP", "FAC", "EVD", "TIME", "NUM"]
Status = Literal["actual", "historical", "future", "hypothetical", "requested", "negated"]
Stance = str
"""assert, confirm, deny, doubt, predict, or the PLOVER type of a speech act (ACCUSE, REQUEST …)."""
Basis = Literal["witnessed", "own data", "told by", "document", "inferred", "none given"]
Letter = Literal["A", "B", "C", "D", "E", "F"]
"""Reliability of a source; F, cannot be judged, is a missing value and no low letter."""
Outcome = Literal["shown", "unshown", "refuted", "denied", "retracted", "followed", "alone", "open"]
"""What became of what a source says of one event (`vedette.fuse.track` decides):

shown      later corroborated by an origin shown independent, and by nobody with a basis denied
unshown    later corroborated by another origin, independence not shown
refuted    contradicted (denied or doubted) by somebody with a basis
denied     contradicted, one word against another
retracted  taken back by the source itself
followed   others had said so before, or nothing shows who was first
alone      nobody else says so, and nobody against it
open       told as planned, feared, asked for or not done: nothing that can have come true yet
"""
SourceState = Literal["ok", "empty", "lagging", "stale", "down", "unwatched"]
"""How a watched source is:

ok         it answers, and new items come
empty      it answers, and has no items
lagging    it is behind: the last try failed, or items of it wait to be read
stale      it answers, and nothing new has come for longer than is expected of it
down       it has not answered for several tries, or is gone
unwatched  nobody asked it when it was due, since the watch was not running
"""
WITHDRAWAL = "withdrawal"
"""The kind of a report by which a publisher takes an article back: it tells nothing."""
KEPT = 64 * 2**10
"""Most bytes that are kept of what is wrong."""
ReviewField = Literal["type", "status", "place", "when", "rejected"]
"""What a person can correct of an event. "rejected" is not a field of it but says "yes" of what is
no event of its kind at all. Its grade is none of them: it follows from who says so."""
LATE = datetime.timedelta(hours=1)
"""How long after it was due a source may be asked."""
JudgementKind = Literal["merge", "split", "reliability", "accept", "correct"]
Precision = Literal["point", "town", "district", "region", "country", "sea"]


class Record(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """What all nouns share: frozen, compared by value. Type checkers want each to say so again."""


R = TypeVar("R", bound=Record)
T = TypeVar("T")


def change(record: R, **fields: Any) -> R:
    """A copy of a record with some fields set anew; it is checked like a new one."""
    new = msgspec.structs.replace(record, **fields)
    check = getattr(new, "__post_init__", None)
    if check is not None:
        check()
    return new


def encode(value: Any) -> bytes:
    """Records, dicts and lists as JSON bytes (UTF-8, no blanks)."""
    return msgspec.json.encode(value)


def written(json: bytes) -> Any:
    """JSON that is there already, for `encode` to put into its own as it is."""
    return msgspec.Raw(json)


def decode(data: bytes | str) -> Any:
    """JSON into plain dicts and lists. Raises `ValueError` with the place of the fault."""
    return msgspec.json.decode(data)


def pack(value: Any) -> bytes:
    """A record as MessagePack, for a table of the ledger."""
    return msgspec.msgpack.encode(value)


def unpack(data: bytes, kind: type[T]) -> T:
    """The record of a kind that `pack` made. Raises `ValueError` where it is no such record."""
    return msgspec.msgpack.decode(data, type=kind)


def unpacked(data: Iterable[bytes], kind: type[T]) -> Iterator[T]:
    """The same of many."""
    return map(msgspec.msgpack.Decoder(kind).decode, data)


def _need_text(what: str, start: int, end: int) -> None:
    if not 0 <= start < end:
        raise ValueError(f"{what} has no text: {start}..{end}")


class Problem(Record, frozen=True, kw_only=True):
    """A fault of the world, told to the user: where it is, what it is, why it matters.

    `lost` is False where the report was read all the same. `raw` are the bytes that it is about,
    the first `KEPT` of `size`, for a look; none where there are none.
    """

    where: str
    what: str
    why: str
    lost: bool = True
    raw: bytes = b""
    size: int = 0


def about(problem: Problem, raw: bytes, size: int | None = None) -> Problem:
    """A problem with the bytes that it is about, unless it has them; `size` is of all of them,
    where `raw` is only their beginning."""
    if problem.raw or not raw:
        return problem
    return change(problem, raw=raw[:KEPT], size=len(raw) if size is None else size)


class Report(Record, frozen=True, kw_only=True):
    """One text as it was received. `text` is never changed after this record is made.

    `date` is an ISO day (YYYY-MM-DD), the dateline's or else the publication's. `kind` is one of
    wire, own, rewrite, copy, blog, statement, local, analysis, withdrawal (the article is taken
    back, and this tells nothing), or None where nothing tells.
    `dateline`, `byline` and `credit` are the spans where the text itself says so (provenance).
    `guid` is what its publisher calls the article in all its versions, `modified` when it changed
    it last, an ISO day or time (UTC).
    """

    id: str
    text: str
    title: str | None = None
    outlet: str | None = None
    date: str | None = None
    url: str | None = None
    language: str | None = None
    kind: str | None = None
    dateline: Span | None = None
    byline: Span | None = None
    credit: Span | None = None
    guid: str | None = None
    modified: str | None = None

    def __post_init__(self) -> None:
        if not self.text.strip():
            raise ValueError(f"report {self.id} has no text")
        if self.date is not None:
            datetime.date.fromisoformat(self.date)
        if self.modified is not None:
            datetime.datetime.fromisoformat(self.modified)
        for span in (self.dateline, self.byline, self.credit):
            if span is not None:
                _need_text(f"a provenance span of report {self.id}", *span)

    def quote(self, span: Span) -> str:
        """The words of a span."""
        return self.text[span[0] : span[1]]


class Place(Record, frozen=True, kw_only=True):
    """A place of the gazetteer, and why it was chosen.

    `country` is ISO 3166 alpha-3 (or KOS); `lat`, `lon` degrees WGS 84; `admin1` the first-level
    region's English name; `gazetteer_id` names its source ("geonames:561347", "iso:RU-KRS").
    """

    name: str
    lat: float | None
    lon: float | None
    country: str | None
    admin1: str | None = None
    gazetteer_id: str | None = None
    precision: Precision
    reason: str
    score: float = 1.0
    runner_up: str | None = None

    def __post_init__(self) -> None:
        if self.lat is not None and not -90 <= self.lat <= 90:
            raise ValueError(f"place {self.name} has latitude {self.lat}")
        if self.lon is not None and not -180 <= self.lon <= 180:
            raise ValueError(f"place {self.name} has longitude {self.lon}")


class Toponym(Record, frozen=True, kw_only=True):
    """A place named in the text (demonyms included), resolved or with the reason why not."""

    start: int
    end: int
    text: str
    place: Place | None
    reason: str

    def __post_init__(self) -> None:
        _need_text("a toponym", self.start, self.end)


class Name(Record, frozen=True, kw_only=True):
    """A proper name, whether or not an event uses it: PER, ORG, LOC or MISC."""

    start: int
    end: int
    kind: Literal["PER", "ORG", "LOC", "MISC"]
    score: float

    def __post_init__(self) -> None:
        _need_text("a name", self.start, self.end)


class Attribution(Record, frozen=True, kw_only=True):
    """Words that somebody says, writes, thinks or wants something ("said", "according to"), who
    does, and what, whether or not an event is behind it; None where the text hides the source.

    The content is the longest stretch of the cue's sentence on one side of cue and source.
    """

    cue: Span
    source: Span | None
    content: Span | None
    score: float

    def __post_init__(self) -> None:
        for what, span in (("cue", self.cue), ("source", self.source), ("content", self.content)):
            if span is not None:
                _need_text(f"the {what} of an attribution", *span)


class When(Record, frozen=True, kw_only=True):
    """An event's time: ISO dates, both ends included; None is an open end."""

    start: str | None
    end: str | None
    precision: str
    raw: str


class Label(Record, frozen=True, kw_only=True):
    """One choice of the model: what it chose, how sure it is, and its second choice."""

    value: str
    score: float
    runner_up: str | None = None
    runner_up_score: float = 0.0


class Mention(Record, frozen=True, kw_only=True):
    """A span that names an actor, place, time, number or piece of evidence.

    `entity` is the id of the entity in this report; `value` an ISO 8601 value for TIME
    (or "~" for vague), a plain number, "A-B", ">N", "<N", "N UNIT" or "~" for NUM.
    `when` is a TIME's value as an interval. `sector` is the model's PLOVER sector for PER, ORG and
    GRP with its probability; `owner` is what they belong to ("STATE", a body's code, "---"), and
    `whose` the words that may tell the state or body: start → probability. `reason` says how a
    value was found, or why there is none.
    """

    id: str
    start: int
    end: int
    text: str
    kind: MentionKind
    score: float = 1.0
    entity: str | None = None
    value: str | None = None
    when: When | None = None
    reason: str = ""
    sector: str | None = None
    sector_score: float = 0.0
    owner: Label | None = None
    whose: dict[int, float] = {}

    def __post_init__(self) -> None:
        _need_text(f"mention {self.id}", self.start, self.end)

    @property
    def span(self) -> Span:
        return self.start, self.end


class Entity(Record, frozen=True, kw_only=True):
    """All mentions of one actor, place or piece of evidence in a report, resolved.

    `country` is ISO alpha-3, KOS, or an actor code of the guidelines (UNO EUR NATO IGO NGO MNC
    IMG), `sure` whether the mentions themselves tell it; `sectors` are PLOVER's, the primary
    first; `actor` is the code "RUS/MIL" ("---" where the country is not known), `runner_up` the
    next best; `roster` is the id of a listed actor; `place` is set for GPE, LOC and FAC that
    resolve. `nameless` is one that the report only points to ("it"), with nothing found that it
    stands for.
    """

    id: str
    name: str
    kind: MentionKind
    nameless: bool = False
    country: str | None = None
    sure: bool = True
    sectors: tuple[str, ...] = ()
    actor: str | None = None
    runner_up: str | None = None
    roster: str | None = None
    wikidata: str | None = None
    reason: str = ""
    place: Place | None = None


class Frame(Record, frozen=True, kw_only=True):
    """One trigger in a report. `roles` maps a role to mention ids (`about`: event ids).

    `sentence` counts the report's sentences from 0. `score` is how often a frame with such a score
    is one and has its type; `labels` holds the scores behind type, mode and status, `role_scores`
    those of each filler ("actor:m3" → 0.97). All are calibrated on the corpus (Platt 1999).
    """

    id: str
    event: str
    type: str
    mode: str | None
    status: Status
    trigger: Span
    sentence: int
    score: float
    roles: dict[str, tuple[str, ...]] = {}
    labels: dict[str, Label] = {}
    role_scores: dict[str, float] = {}

    def __post_init__(self) -> None:
        _need_text(f"the trigger of frame {self.id}", *self.trigger)


class Claim(Record, frozen=True, kw_only=True):
    """Who says so. `speaker` is an entity id, "outlet:NAME" for the report's own voice ("outlet:"
    where it names no outlet), or None where it hides the speaker ("reportedly"). `sources` are
    entity ids of who told the speaker or what the claim rests on; `about` event ids, or ids of
    claims (of speech within speech). `why` says what made the basis; `quote` is in the report of
    that id.
    """

    id: str
    frame: str
    speaker: str | None
    stance: Stance
    basis: Basis
    sources: tuple[str, ...] = ()
    about: tuple[str, ...] = ()
    quote: Span
    why: str = ""
    report: str = ""


class Quote(Record, frozen=True, kw_only=True):
    """Words that a judgement rests on, in the report of that id."""

    start: int
    end: int
    text: str
    report: str = ""

    def __post_init__(self) -> None:
        _need_text("a quote", self.start, self.end)


class Origin(Record, frozen=True, kw_only=True):
    """The first who knew, as far as this report tells: the end of a chain of claims."""

    id: str
    name: str
    basis: Basis
    claims: tuple[str, ...]
    chain: tuple[str, ...] = ()
    """Ids from the origin outwards: who knew, who was told, who repeats it."""


class Verdict(Record, frozen=True, kw_only=True):
    """On two origins of one event: are they independent? With the evidence."""

    a: str
    b: str
    value: Literal["independent", "dependent", "cannot tell"]
    reason: str
    words: tuple[Quote, ...] = ()
    event: str = ""
    """The event whose information they are the origins of."""


class Grade(Record, frozen=True, kw_only=True):
    """Credibility 1-6 of an event's information (STANAG 2511), the rule that fired, its words."""

    credibility: int
    rule: str
    words: tuple[Quote, ...] = ()

    def __post_init__(self) -> None:
        if not 1 <= self.credibility <= 6:
            raise ValueError(f"credibility is 1 to 6, not {self.credibility}")


class Figure(Record, frozen=True, kw_only=True):
    """A number said of an event: killed, injured, size or amount; `by` claim ids."""

    role: str
    low: float | None
    best: float | None
    high: float | None
    unit: str | None = None
    by: tuple[str, ...] = ()


class Event(Record, frozen=True, kw_only=True):
    """One happening, from all frames about it. `origins` are ids of `Reading.origins`."""

    id: str
    type: str
    mode: str | None
    contexts: tuple[str, ...] = ()
    status: Status
    quad: str
    intensity: float | None
    cameo: str | None
    actors: tuple[str, ...] = ()
    recipients: tuple[str, ...] = ()
    place: Place | None = None
    place_reason: str = ""
    when: When | None = None
    figures: tuple[Figure, ...] = ()
    frames: tuple[str, ...] = ()
    claims: tuple[str, ...] = ()
    origins: tuple[str, ...] = ()
    against: tuple[str, ...] = ()
    grade: Grade


class Reading(Record, frozen=True, kw_only=True):
    """A report and what was read in it. Each stage fills its part and leaves the rest."""

    model: str
    report: Report
    sentences: tuple[Span, ...] = ()
    mentions: tuple[Mention, ...] = ()
    names: tuple[Name, ...] = ()
    attributions: tuple[Attribution, ...] = ()
    toponyms: tuple[Toponym, ...] = ()
    entities: tuple[Entity, ...] = ()
    frames: tuple[Frame, ...] = ()
    events: tuple[Event, ...] = ()
    claims: tuple[Claim, ...] = ()
    origins: tuple[Origin, ...] = ()
    verdicts: tuple[Verdict, ...] = ()
    problems: tuple[Problem, ...] = ()

    def mention(self, mention_id: str) -> Mention:
        return next(m for m in self.mentions if m.id == mention_id)

    def entity(self, entity_id: str) -> Entity:
        return next(e for e in self.entities if e.id == entity_id)

    def frame(self, frame_id: str) -> Frame:
        return next(f for f in self.frames if f.id == frame_id)

    def event(self, event_id: str) -> Event:
        return next(e for e in self.events if e.id == event_id)

    def claim(self, claim_id: str) -> Claim:
        return next(c for c in self.claims if c.id == claim_id)


class Heading(Record, frozen=True, kw_only=True):
    """What a report is known by in the ledger; `voice` is the id of its own voice."""

    report: str
    outlet: str | None
    date: str | None
    title: str | None
    voice: str = ""


class Copy(Record, frozen=True, kw_only=True):
    """A report that repeats another, and how that is known."""

    report: str
    of: str
    why: str


class Revision(Record, frozen=True, kw_only=True):
    """A sentence (or the title) of a report that a later version has otherwise; None where one of
    them does not have it at all."""

    before: str | None
    after: str | None


class Version(Record, frozen=True, kw_only=True):
    """One version of an article: when its publisher changed it and when it was seen (ISO times, as
    far as known), whether it stands, and what is otherwise than in the version before it.

    `withdrawn` are its accounts that the version that stands does not tell any more.
    """

    heading: Heading
    url: str | None
    modified: str | None
    seen: str
    stands: bool
    changes: tuple[Revision, ...] = ()
    withdrawn: tuple[str, ...] = ()


class Judgement(Record, frozen=True, kw_only=True):
    """What a person ruled of an event or a source: by which number, who, when (ISO time) and why;
    when it was undone, by whom and why ("" where that is not known). `what` is a sentence for the
    user."""

    number: int
    kind: JudgementKind
    what: str
    who: str
    at: str
    why: str
    undone: str | None = None
    undone_by: str = ""
    undone_why: str = ""


class Review(Record, frozen=True, kw_only=True):
    """What a person found of an event: that it is right as it is (no field), or what a field of it
    should say. `was` is what the field said before, `place` the place that a new one means.

    `accounts` are those of the event then, by which it is known whatever becomes of it.
    """

    event: str
    accounts: tuple[str, ...]
    field: ReviewField | None = None
    value: str = ""
    was: str = ""
    place: Place | None = None


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


class Flat(Record, frozen=True, kw_only=True, array_like=True):
    """An event of the ledger as one row of a table, a field a column (docs/formats.md tells of
    each). Days that are open or not known are None, as are numbers of which that is so."""

    event_id: str
    type: str
    mode: str | None
    contexts: tuple[str, ...]
    status: str
    quad: str
    intensity: float | None
    cameo: str | None
    actor_names: tuple[str, ...]
    actor_codes: tuple[str, ...]
    actor_countries: tuple[str, ...]
    recipient_names: tuple[str, ...]
    recipient_codes: tuple[str, ...]
    recipient_countries: tuple[str, ...]
    place_name: str | None
    country: str | None
    admin1: str | None
    latitude: float | None
    longitude: float | None
    gazetteer_id: str | None
    place_precision: str | None
    start_date: datetime.date | None
    end_date: datetime.date | None
    date_precision: str | None
    date_text: str | None
    killed_low: float | None
    killed_best: float | None
    killed_high: float | None
    injured_low: float | None
    injured_best: float | None
    injured_high: float | None
    size_low: float | None
    size_best: float | None
    size_high: float | None
    amount_low: float | None
    amount_best: float | None
    amount_high: float | None
    amount_unit: str | None
    credibility: int
    rule: str
    origins: tuple[str, ...]
    origin_count: int
    claim_count: int
    denial_count: int
    reports: tuple[str, ...]
    report_count: int
    outlets: tuple[str, ...]
    first_report_date: datetime.date | None


class Coded(Record, frozen=True, kw_only=True):
    """An event of another data set, which has no report here.

    `id` is its own there, `day` the ISO day, `type` PLOVER's. `actors` and `recipients` are their
    countries, and `country` that of the place ("" where it is not known), alpha-3 or KOS; `place`
    is its name.
    """

    id: str
    day: str
    type: str
    actors: tuple[str, ...] = ()
    recipients: tuple[str, ...] = ()
    country: str = ""
    place: str = ""

    def __post_init__(self) -> None:
        datetime.date.fromisoformat(self.day)


class Imported(Record, frozen=True, kw_only=True):
    """Events of another data set that a ledger holds under a name: how many, of which format, from
    which source, and when they were taken in (ISO time)."""

    name: str
    form: str
    source: str
    at: str
    events: int


class Share(Record, frozen=True, kw_only=True):
    """Of a day, a country or a type (`key`), or of all: how many events another data set has and
    how many of those the ledger has too; and the reverse."""

    key: str
    theirs: int = 0
    theirs_found: int = 0
    ours: int = 0
    ours_found: int = 0


class Compared(Record, frozen=True, kw_only=True):
    """A data set beside the ledger. `ours` are the ledger's actual events between the data set's
    first and last days, `since` and `until`. Examples are the earliest."""

    imported: Imported
    since: str
    until: str
    total: Share
    days: tuple[Share, ...]
    countries: tuple[Share, ...]
    types: tuple[Share, ...]
    both: tuple[tuple[Coded, Entry], ...]
    only_theirs: tuple[Coded, ...]
    only_ours: tuple[Entry, ...]


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


class Source(Record, frozen=True, kw_only=True):
    """Who speaks in many reports: all its names, the usual one first, and all voices that are its
    own in the ledger, the first of them its id ("outlet:reuters", "MWI/GOV", "igos:sadc")."""

    names: tuple[str, ...]
    voices: tuple[str, ...]

    def __post_init__(self) -> None:
        if not self.names or not self.voices:
            raise ValueError("a source needs a name and a voice")

    @property
    def name(self) -> str:
        return self.names[0]

    @property
    def id(self) -> str:
        return self.voices[0]


class Track(Record, frozen=True, kw_only=True):
    """A source's record: outcome → on how many events, in the order of `Outcome`; the letter that
    it would bear out, None where it is too short, and the rule in words. Nothing applies it."""

    counts: dict[Outcome, int]
    proposed: Letter | None
    rule: str

    @property
    def events(self) -> int:
        return sum(self.counts.values())


class Reliability(Record, frozen=True, kw_only=True):
    """A judgement: the letter that a person gave a source, who, when and why; when it was undone.

    `number` is the judgement's, by which it is undone.
    """

    number: int
    source: Source
    letter: Letter
    who: str
    at: str
    why: str
    undone: str | None = None

    def __post_init__(self) -> None:
        if self.letter not in get_args(Letter):
            raise ValueError(f"reliability is a letter from A to F, not {self.letter!r}")
        if not self.why.strip():
            raise ValueError("a letter is given for a reason; the reason is empty")


class Kept(Record, frozen=True, kw_only=True):
    """A problem that the ledger keeps: its number, the source that it came from, when it was first
    and last met, how often, and the SHA-256 of all that (but times), by which it is the same."""

    number: int
    source: str
    problem: Problem
    first: str
    last: str
    times: int
    digest: str


class Watched(Record, frozen=True, kw_only=True):
    """A source that is watched, as it was when it was last asked. Times are ISO 8601 in UTC.

    `state` holds since `since`, for the reason `why`; None before it is first asked. `address` is
    where it is asked, `listed` where its file of sources has it, which is another where it has
    moved. It was last `asked`, last `answered`, had something new at `newest`, and is `due` again;
    `failures` are those since it answered, `items` how many it had then, `waiting` how many of them
    are still to be read. `etag` and `modified` are what it is asked with.
    """

    name: str
    kind: str
    listed: str
    address: str
    state: SourceState | None = None
    why: str = ""
    since: str | None = None
    asked: str | None = None
    answered: str | None = None
    newest: str | None = None
    due: str | None = None
    failures: int = 0
    items: int = 0
    waiting: int = 0
    etag: str | None = None
    modified: str | None = None

    @property
    def let_go(self) -> bool:
        """Whether it is watched no more, as its file of sources lists it no more."""
        return self.state == "unwatched" and self.due is None

    def overdue(self, now: datetime.datetime) -> bool:
        """Whether it should have been asked long before a time (UTC), and was not."""
        return self.due is not None and now - datetime.datetime.fromisoformat(self.due) > LATE

    def at(self, now: datetime.datetime) -> Watched:
        """It as it is at a time (UTC): unwatched since it was due, where nobody asked it then."""
        if not self.overdue(now):
            return self
        why = "it has not been asked when it was due: is the watch running?"
        return change(self, state="unwatched", since=self.due, why=why)


class Spell(Record, frozen=True, kw_only=True):
    """A time for which a watched source was in one state; `until` is None where it still is."""

    source: str
    state: SourceState
    since: str
    until: str | None = None
    why: str


class Found(Record, frozen=True, kw_only=True):
    """A report of the ledger in which words were found: some of its text, with the spans of the
    words in that."""

    report: Heading
    words: str
    hits: tuple[Span, ...] = ()


class Filed(Record, frozen=True, kw_only=True):
    """A report of the ledger in a list: the number under which it came in, and how many events it
    tells."""

    n: int
    heading: Heading
    events: int


class Bounds(Record, frozen=True, kw_only=True):
    """The ISO days between which a ledger's events lie; None where there is none."""

    oldest_day: str | None
    newest_day: str | None


class OriginCount(Record, frozen=True, kw_only=True):
    """Somebody who first knew of events: the usual name, the usual basis, of how many events."""

    id: str
    name: str
    basis: Basis
    events: int


class PlaceCount(Record, frozen=True, kw_only=True):
    """A place of the ledger and how many events are there: of each status that has any, with the
    best grade and the most frequent type. `place` is the gazetteer's id, or else the name; `lat`
    and `lon` are degrees WGS 84."""

    place: str
    name: str
    country: str | None
    lat: float | None
    lon: float | None
    precision: Precision
    events: int
    best_grade: int
    statuses: dict[str, int]
    type: str


class Bin(Record, frozen=True, kw_only=True):
    """A day, week or month of which `start` is the first day (ISO; a week's is a Monday): how many
    events began in it, of each credibility and of each quad."""

    start: str
    events: int
    by_grade: dict[int, int]
    quads: dict[str, int]


class PairCount(Record, frozen=True, kw_only=True):
    """Two actors' codes, the lesser first, the names most used for them, and how many events are
    between the two."""

    a: str
    b: str
    name_a: str
    name_b: str
    events: int


class Node(Record, frozen=True, kw_only=True):
    """Somebody who takes part in events: a voice, its usual name, its code ("" if not known)."""

    id: str
    name: str
    code: str
    events: int


class Link(Record, frozen=True, kw_only=True):
    """How many events one does to another, both by voice, and their mean intensity (PLOVER's, -10
    to 10; None where no event has one)."""

    source: str
    target: str
    events: int
    intensity: float | None


class Network(Record, frozen=True, kw_only=True):
    """Who acts towards whom; the busiest first."""

    nodes: tuple[Node, ...]
    links: tuple[Link, ...]


Step = Literal["day", "week", "month"]
"""The length of a bin; a week begins on Monday."""
Per = Literal["reports", "none"]
"""What a score is divided by: hundreds of reports of its bin, or nothing."""


class Dyad(Record, frozen=True, kw_only=True):
    """Whose events a series counts. `a` and `b` are a code ("RUS", "RUS/MIL"), an id, or a name in
    full; None is anybody.

    If `directed`, `a` acts towards `b`; else either towards the other. `sector` is a PLOVER sector
    ("MIL") that whoever acts must have. The other fields are those of `vedette.ledger.Wanted`.
    """

    a: str | None = None
    b: str | None = None
    directed: bool = False
    sector: str | None = None
    types: tuple[str, ...] = ()
    countries: tuple[str, ...] = ()
    grades: tuple[int, ...] = ()
    statuses: tuple[Status, ...] = ("actual",)
    since: str | None = None
    until: str | None = None


class Outage(Record, frozen=True, kw_only=True):
    """Days (ISO, both included) on which a `share` (above 0, to 1) of the sources that were watched
    then was not heard."""

    since: str
    until: str
    share: float = 1.0

    def __post_init__(self) -> None:
        if not 0 < self.share <= 1:
            raise ValueError(f"a share is above 0, up to 1, not {self.share}")


class Point(Record, frozen=True, kw_only=True):
    """One bin of a series, by its first day (ISO).

    `score` is what the events are worth together, PLOVER's intensities weighed by how credible they
    are, with the band `low` to `high` that the grades leave; None where the bin is a gap, of which
    `why` says the reason. Counts by quad are of the graded events; `ungraded` have grade 6.
    """

    start: str
    score: float | None
    low: float | None
    high: float | None
    events: int
    material_conflict: int
    verbal_conflict: int
    verbal_cooperation: int
    material_cooperation: int
    ungraded: int
    reports: int
    gap: bool
    why: str = ""


class Series(Record, frozen=True, kw_only=True):
    """What happened between two sides, bin for bin without a break. `left_out` counts events whose
    days are not known to within a bin."""

    of: Dyad
    by: Step
    per: Per
    points: tuple[Point, ...]
    left_out: int = 0


ChangeKind = Literal["level", "variance", "count"]
Lane = Literal["actual", "ahead", "denied"]
"""What happened; what is planned, feared or asked for; what is told as not so. Never mixed."""
AlarmState = Literal["standing", "corrected", "withdrawn"]


class Change(Record, frozen=True, kw_only=True):
    """What a watch alarms for: a break in the level or in the spread of the score, or in the number
    of events; and how many false alarms a year it may give."""

    kind: ChangeKind = "level"
    false_alarms_per_year: float = 1.0

    def __post_init__(self) -> None:
        if self.kind not in get_args(ChangeKind):
            raise ValueError(f"a change is level, variance or count, not {self.kind!r}")
        if not 0 < self.false_alarms_per_year <= 12:
            raise ValueError("false_alarms_per_year is a number above 0, up to 12")


class Watch(Record, frozen=True, kw_only=True):
    """What a user wants to hear of: events of these actors (one with anybody, or two with each
    other), and a kind of change. `deliver` are names of deliveries; none are the terminal."""

    name: str
    of: Dyad
    by: Step
    per: Per
    change: Change
    deliver: tuple[str, ...] = ()


class Alarm(Record, frozen=True, kw_only=True):
    """A change that a watch was told of, as it stands at `at`. `revision` counts its states.

    `since` to `until` are the days from its beginning to the end of the bin in which it could be
    told. `what` and `compared` are sentences; `events` are ids of graded events of these days, the
    earliest first, `graded` how many have each credibility. `why` says why it was corrected or
    withdrawn.
    """

    id: str
    revision: int = 1
    watch: str
    at: str
    state: AlarmState = "standing"
    lane: Lane = "actual"
    kind: ChangeKind
    side: Literal["up", "down"]
    since: str
    until: str
    what: str
    compared: str
    events: tuple[str, ...]
    graded: dict[int, int]
    why: str = ""
