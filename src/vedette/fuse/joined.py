"""Readings of several reports, and which of their events are one → one ledger of events.

Every claim keeps its report and its words; speakers become voices that are one in all reports, and
chains of sources are followed from report to report. Nothing is decided here that one report's
fusing does not decide alone: the same judge looks at more claims.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence

from vedette.codebook.countries import countries
from vedette.fuse.accounts import account_id
from vedette.fuse.chains import Rests, origins_of, rests_on, voice_key
from vedette.fuse.claims import AGAINST, asserted, attests
from vedette.fuse.index import OUTLET, Cast, Index, Parties, index, owners_in, parties_in, voice
from vedette.fuse.judge import judge, table_of
from vedette.fuse.merge import merged, standing
from vedette.fuse.voices import described_alike, surnames, voice_of
from vedette.records import (
    Claim,
    Copy,
    Entity,
    Entry,
    Event,
    Frame,
    Heading,
    Reading,
    Record,
    Report,
    change,
)


class Told(Record, frozen=True, kw_only=True):
    """One report in the common ids: its claims about the events at hand, frames and entities."""

    report: Report
    claims: tuple[Claim, ...]
    frames: dict[str, Frame]
    entities: dict[str, Entity]
    events: dict[str, tuple[Event, ...]]
    """Common event id → what this report makes of it."""
    parties: dict[str, Parties] = {}
    """Frame → who acts in it, and on whom."""
    owners: dict[str, str] = {}
    """Voice of an outlet → its owner or group."""


def told(reading: Reading) -> Told:
    """A fused reading in the common ids; its events are named by their accounts."""
    ix = index(reading)
    here = reading.report.id
    voices = _voices(ix)
    claims = {c.id for c in reading.claims}

    def common(thing: str) -> str:
        return f"{here}#{thing}" if thing in claims else account_id(here, thing)

    return Told(
        report=reading.report,
        claims=tuple(_common(c, here, voices, common) for c in reading.claims),
        frames={f"{here}#{f.id}": f for f in reading.frames},
        entities=_entities(ix, voices),
        events={
            common(e.id): (_voiced(change(e, status=asserted(ix, e)), here, common, voices),)
            for e in reading.events
        },
        parties={f"{here}#{f}": who for f, who in parties_in(reading, voices).items()},
        owners=owners_in(reading, voices),
    )


def voices(reading: Reading) -> dict[str, str]:
    """Entity of a reading → who it is in all reports."""
    return _voices(index(reading))


def _voices(ix: Index) -> dict[str, str]:
    return {e.id: voice_of(ix, e.id) for e in ix.reading.entities}


def renamed(report: Told, names: Mapping[str, str]) -> Told:
    """The same with its accounts named by the events that they are of (account id → event id)."""
    events: dict[str, tuple[Event, ...]] = {}
    for account, found in report.events.items():
        name = names.get(account, account)
        events[name] = (*events.get(name, ()), *(change(e, id=name) for e in found))

    def claim(c: Claim) -> Claim:
        return change(c, about=tuple(dict.fromkeys(names.get(e, e) for e in c.about)))

    return change(report, claims=tuple(map(claim, report.claims)), events=events)


def _voiced(
    event: Event, here: str, common: Callable[[str], str], voices: Mapping[str, str]
) -> Event:
    def all_(ids: Iterable[str]) -> tuple[str, ...]:
        return tuple(dict.fromkeys(voices.get(i, i) for i in ids))

    return change(
        event,
        id=common(event.id),
        actors=all_(event.actors),
        recipients=all_(event.recipients),
        frames=tuple(f"{here}#{f}" for f in event.frames),
        figures=tuple(change(f, by=tuple(map(common, f.by))) for f in event.figures),
    )


def _common(c: Claim, here: str, voices: Mapping[str, str], common: Callable[[str], str]) -> Claim:
    return change(
        c,
        report=here,
        id=f"{here}#{c.id}",
        frame=f"{here}#{c.frame}",
        speaker=voices.get(c.speaker, c.speaker) if c.speaker else None,
        sources=tuple(dict.fromkeys(voices.get(s, s) for s in c.sources)),
        about=tuple(dict.fromkeys(common(e) for e in c.about)),
    )


def _entities(ix: Index, voices: Mapping[str, str]) -> dict[str, Entity]:
    """Voice → the entity that tells most of it."""
    out: dict[str, Entity] = {}
    for entity, voice_ in voices.items():
        body = ix.entities[ix.bodies.get(entity, entity)]
        known = change(body, id=voice_)
        old = out.get(voice_)
        out[voice_] = known if old is None else max(old, known, key=_telling)
    return out


def _telling(entity: Entity) -> tuple[bool, bool, int]:
    """How well somebody is called: in full, but the one voice of a government by its state's name
    ("Ecuador", "Quito"), since all its organs are it."""
    state, _, organ = entity.id.partition("/")
    own = bool(organ) and countries().is_state(entity.name, state)
    speaks = entity.kind != "GPE" or not organ
    return own, speaks, -len(entity.name) if own else len(entity.name)


def cast_of(reports: Sequence[Told]) -> Cast:
    """Who is who in all of them. A country stays sure only where no two reports differ."""
    entities: dict[str, Entity] = {}
    for t in reports:
        for voice_, e in t.entities.items():
            old = entities.get(voice_)
            entities[voice_] = e if old is None else _one(old, e)
    return Cast(
        entities=entities,
        bodies={},
        frames={k: f for t in reports for k, f in t.frames.items()},
        reports={t.report.id: t.report for t in reports},
        outlets={voice(t.report): t.report.voice for t in reports},
        parties={f: who for t in reports for f, who in t.parties.items()},
        owners={v: owner for t in reports for v, owner in t.owners.items()},
    )


def _one(a: Entity, b: Entity) -> Entity:
    best = max((a, b), key=lambda e: (e.country is not None, e.sure, _telling(e)))
    clash = a.country and b.country and a.country != b.country
    return change(best, sure=best.sure and not clash)


def as_told(event: Event) -> Event:
    """Changes nothing."""
    return event


def entries(
    reports: Sequence[Told],
    copies: Sequence[Copy] = (),
    only: Collection[str] | None = None,
    correct: Callable[[Event], Event] = as_told,
) -> Iterator[Entry]:
    """Every event that the reports tell (or `only` those), as `correct` has it, graded by all
    claims about it."""
    reports = _as_one(reports)
    cast = cast_of(reports)
    found: dict[str, list[Event]] = {}
    for t in sorted(reports, key=lambda t: (t.report.date or "", t.report.id)):
        for name, told_ in t.events.items():
            if only is None or name in only:
                found.setdefault(name, []).extend(told_)
    about = _about([c for t in reports for c in t.claims])
    for name, events in found.items():
        entry = _entry(cast, correct(merged(events, cast)), _touching(name, about), copies)
        # A person's word on the status wins over what its claims make of it.
        yield change(entry, event=correct(entry.event))


def _entry(cast: Cast, event: Event, touching: Sequence[Claim], copies: Sequence[Copy]) -> Entry:
    claims = _without_retellings(cast, touching, event)
    kept = {c.id for c in claims}
    rests = steps(cast, claims, event, copies)
    rested = [change(c, sources=rests.get(c.speaker, ())) if c.speaker else c for c in claims]
    origins = origins_of(cast, rested, rests)
    found = judge(cast, event, table_of(rested, origins))
    voices = {*event.actors, *event.recipients, *(v for o in origins for v in o.chain)}
    voices |= {v for c in rested for v in (c.speaker, *c.sources) if v is not None}
    figures = standing(found.event.figures, {c.id: c for c in touching}, cast)
    # What a claim says of other events is in their entries, under names that may change.
    mine = {event.id, *kept}
    return Entry(
        event=change(found.event, figures=figures),
        claims=tuple(change(c, about=tuple(x for x in c.about if x in mine)) for c in rested),
        origins=tuple(o for o in origins if o.id in found.event.origins),
        verdicts=found.verdicts,
        entities=tuple(cast.entities[v] for v in sorted(voices & cast.entities.keys())),
        outlets={v: cast.outlets[v] for v in sorted(voices & cast.outlets.keys())},
        reports=tuple(_headings(cast, {c.report for c in touching})),
        vouching=found.vouching,
        retold=tuple(sorted({c.report for c in touching if c.id not in kept})),
    )


def _headings(cast: Cast, reports: Iterable[str]) -> Iterator[Heading]:
    for report in sorted(reports, key=lambda r: (cast.reports[r].date or "~", r)):
        r = cast.reports[report]
        own = voice(r)
        outlet = cast.outlets[own] or None
        paper = r.outlet if r.outlet != outlet else None
        yield Heading(
            report=report, outlet=outlet, date=r.date, title=r.title, voice=own, paper=paper
        )


def _as_one(reports: Sequence[Told]) -> list[Told]:
    """The reports with everybody who may be one under one voice.

    People named in full in one report are so in all. Whoever is only described is of one report
    alone; but of two such of one kind and country, described alike, nothing shows that they are
    two, and they must not be counted as two.
    """
    known = surnames(dict.fromkeys(v for t in reports for v in t.entities))
    known |= described_alike([t.entities for t in reports])

    def one(ids: Iterable[str]) -> tuple[str, ...]:
        return tuple(dict.fromkeys(known.get(i, i) for i in ids))

    def claim(c: Claim) -> Claim:
        speaker = known.get(c.speaker, c.speaker) if c.speaker else None
        return change(c, speaker=speaker, sources=one(c.sources))

    def event(e: Event) -> Event:
        return change(e, actors=one(e.actors), recipients=one(e.recipients))

    def parties(p: Parties) -> Parties:
        return Parties(actors=one(p.actors), recipients=one(p.recipients))

    return [
        change(
            t,
            claims=tuple(map(claim, t.claims)),
            entities={
                known.get(v, v): change(e, id=known.get(v, v)) for v, e in t.entities.items()
            },
            events={name: tuple(map(event, es)) for name, es in t.events.items()},
            parties={f: parties(p) for f, p in t.parties.items()},
        )
        for t in reports
    ]


def _about(claims: Iterable[Claim]) -> dict[str, list[Claim]]:
    out: dict[str, list[Claim]] = {}
    for c in claims:
        for thing in c.about:
            out.setdefault(thing, []).append(c)
    return out


def _touching(event: str, about: Mapping[str, Sequence[Claim]]) -> list[Claim]:
    """Claims about an event, and claims about those claims."""
    out: dict[str, Claim] = {}
    asked = [event]
    while asked:
        for c in about.get(asked.pop(), ()):
            if c.id not in out:
                out[c.id] = c
                asked.append(c.id)
    return list(out.values())


def _without_retellings(cast: Cast, claims: Sequence[Claim], event: Event) -> list[Claim]:
    """Claims but for the bare voices of reports that may only be retelling: of several the
    earliest report's counts, and where somebody vouches for the event anywhere none but one that
    told it before it quoted them. Whoever denies it does not vouch for it, though their blame of
    others may say that it happened."""
    about = [c for c in claims if event.id in c.about]
    deniers = {c.speaker for c in about if c.stance == "deny"}
    vouching = [c for c in about if attests(cast, c, event.status) and c.speaker not in deniers]
    bare = [c for c in vouching if _bare(c)]
    first = min(
        (c.report for c in bare), key=lambda r: (cast.reports[r].date or "~", r), default=""
    )
    quoted = [c for c in vouching if not _bare(c)]
    told = [c for c in bare if c.report == first]
    spared = {c.id for c in told if not quoted or _told_before(cast, c, quoted)}
    dropped = {c.id for c in bare} - spared
    return [c for c in claims if c.id not in dropped]


def _told_before(cast: Cast, own: Claim, quoted: Sequence[Claim]) -> bool:
    """Whether a report's bare voice is no retelling of the one who is quoted: it tells the event
    in full before it quotes them (why else would it speak beside them), and nobody else quotes
    them. Where several are quoted, or in several reports, the reports gather what they say."""
    if len({voice_key(cast, c.speaker) for c in quoted if c.speaker}) > 1:
        return False
    return all(c.report == own.report for c in quoted)


def _bare(c: Claim) -> bool:
    outlet = c.speaker is not None and c.speaker.startswith(OUTLET)
    return outlet and c.basis == "none given" and c.stance not in AGAINST


def steps(cast: Cast, claims: Sequence[Claim], event: Event, copies: Sequence[Copy]) -> Rests:
    """Speaker → who told them of an event, in any report; circles are broken at the earliest.

    An outlet that is cited rests on whoever its own report quotes, unless it knows by itself, and a
    copy on what it repeats.
    """
    vouching = [c for c in claims if event.id in c.about and attests(cast, c, event.status)]
    rests = {k: set(v) for k, v in rests_on(cast, vouching).items()}
    cited = {s for c in claims for s in (c.speaker, *c.sources) if s and s.startswith(OUTLET)}
    knowing = {c.speaker for c in vouching if c.speaker == voice(cast.reports[c.report])}
    for c in vouching:
        own = voice(cast.reports[c.report])
        if own in cited - knowing and c.speaker is not None and c.speaker != own:
            rests.setdefault(own, set()).add(c.speaker)
    for copy in copies:
        if copy.report in cast.reports and copy.of in cast.reports:
            first, again = (voice(cast.reports[r]) for r in (copy.of, copy.report))
            if first != again:
                rests.setdefault(again, set()).add(first)
    seen: dict[str, tuple[str, str]] = {}
    for c in claims:
        day = (cast.reports[c.report].date or "", c.report)
        for who in (c.speaker, voice(cast.reports[c.report])):
            if who is not None:
                seen[who] = min(seen.get(who, day), day)
    return without_circles(rests, seen)


def without_circles(
    rests: Mapping[str, Iterable[str]], seen: Mapping[str, tuple[str, str]]
) -> dict[str, tuple[str, ...]]:
    """Steps without those by which the earliest of a circle rests on the others in it.

    `seen` is when each first spoke; who never spoke in a report comes last.
    """
    out = {k: set(v) - {k} for k, v in rests.items()}
    while True:
        circle = next((k for k in sorted(out) if k in _reached(out, k)), None)
        if circle is None:
            return {k: tuple(sorted(v)) for k, v in out.items()}
        members = {k for k in _reached(out, circle) if circle in _reached(out, k)}
        first = min(members, key=lambda k: (seen.get(k, ("~", k)), k))
        out[first] -= members


def _reached(rests: Mapping[str, Iterable[str]], start: str) -> set[str]:
    found: set[str] = set()
    asked = list(rests.get(start, ()))
    while asked:
        who = asked.pop()
        if who not in found:
            found.add(who)
            asked += rests.get(who, ())
    return found
