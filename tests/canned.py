"""Readings written by hand, for tests of what stands behind the reader: no model, no gazetteer."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from vedette.records import (
    Claim,
    Entity,
    Event,
    Figure,
    Frame,
    Grade,
    Label,
    Mention,
    MentionKind,
    Origin,
    Place,
    Problem,
    Quote,
    Reading,
    Report,
    Span,
    When,
    change,
)

DISPUTED = """\
Residents said Russian drones had killed 12 people in Kharkiv on Sunday. Dr Olha Bilyk, who \
treated the wounded, put the dead at 15. Moscow denied that it had struck the city.
"""
KHARKIV = Place(
    name="Kharkiv",
    lat=49.98,
    lon=36.25,
    country="UKR",
    admin1="Kharkiv Oblast",
    gazetteer_id="geonames:706483",
    precision="town",
    reason="largest place of that name",
)


def span(text: str, words: str, nth: int = 0) -> Span:
    """Where words stand in a text, the nth time they do."""
    start = -1
    for _ in range(nth + 1):
        start = text.index(words, start + 1)
    return start, start + len(words)


def quote(text: str, words: str) -> Quote:
    start, end = span(text, words)
    return Quote(start=start, end=end, text=words)


def mentions(
    text: str, rows: Sequence[tuple[str, str, MentionKind]], *, values: Mapping[str, str]
) -> tuple[Mention, ...]:
    """Rows of (words, entity id, kind) as mentions m0, m1, …; values by entity id."""
    return tuple(
        Mention(
            id=f"m{nth}",
            start=span(text, words)[0],
            end=span(text, words)[1],
            text=words,
            kind=kind,
            entity=None if kind in ("TIME", "NUM") else entity,
            value=values.get(entity),
        )
        for nth, (words, entity, kind) in enumerate(rows)
    )


BASE = Event(
    id="e",
    type="CONSULT",
    mode=None,
    status="actual",
    quad="V-COOP",
    intensity=None,
    cameo=None,
    grade=Grade(credibility=6, rule="nothing to judge by"),
)


def event(event_id: str, code: str, **fields: object) -> Event:
    """An event of "TYPE.mode"; the fields that a test does not look at are filled in."""
    kind, _, mode = code.partition(".")
    own = {"id": event_id, "type": kind, "mode": mode or None, "frames": (f"f{event_id[1:]}",)}
    return change(BASE, **{**own, **fields})


def frame(of: Event, trigger: Span, roles: Mapping[str, tuple[str, ...]] | None = None) -> Frame:
    """The one frame of an event, with labels and scores like a model's."""
    return Frame(
        id=of.frames[0],
        event=of.id,
        type=of.type,
        mode=of.mode,
        status=of.status,
        trigger=trigger,
        sentence=0,
        score=0.97,
        roles=dict(roles or {}),
        labels={
            "type": Label(value=of.type, score=0.91, runner_up="COERCE", runner_up_score=0.06),
            "status": Label(value=of.status, score=0.88, runner_up="future", runner_up_score=0.1),
        },
        role_scores={f"{role}:{each}": 0.9 for role, ids in (roles or {}).items() for each in ids},
    )


def entities(rows: Sequence[tuple[str, str, MentionKind, str | None]]) -> tuple[Entity, ...]:
    """Rows of (id, name, kind, actor code)."""
    return tuple(
        Entity(
            id=entity_id,
            name=name,
            kind=kind,
            country=code and code.partition("/")[0],
            sectors=(code.partition("/")[2],) if code and "/" in code else (),
            actor=code,
            reason="named in full",
        )
        for entity_id, name, kind, code in rows
    )


def day(value: str, raw: str) -> When:
    return When(start=value, end=value, precision="day", raw=raw)


def disputed() -> Reading:
    """One event that two origins attest with different figures and a third denies."""
    attack = event(
        "e1",
        "ASSAULT.drone",
        quad="M-CONF",
        actors=("rus",),
        place=KHARKIV,
        when=day("2024-10-27", "Sunday"),
        figures=(Figure(role="killed", low=12, best=12, high=15, by=("c1", "c2")),),
        claims=("c1", "c2", "c3"),
        origins=("o1", "o2"),
        against=("o3",),
        grade=Grade(
            credibility=4,
            rule="a standing denial by an origin with a basis",
            words=(quote(DISPUTED, "denied"),),
        ),
    )
    rows: tuple[tuple[str, str, str, str], ...] = (
        ("c1", "res", "assert", "said"),
        ("c2", "doc", "assert", "put the dead at 15"),
        ("c3", "mow", "deny", "denied"),
    )
    people: tuple[tuple[str, str, MentionKind, str | None], ...] = (
        ("rus", "Russia", "ORG", "RUS/MIL"),
        ("res", "residents", "GRP", "UKR/CVL"),
        ("doc", "Olha Bilyk", "PER", "UKR/MED"),
        ("mow", "Moscow", "ORG", "RUS/GOV"),
    )
    return Reading(
        model="canned",
        report=Report(id="r2", text=DISPUTED, date="2024-10-28", outlet="Lakeside Courier"),
        entities=entities(people),
        events=(attack,),
        frames=(frame(attack, span(DISPUTED, "killed")),),
        claims=tuple(
            Claim(
                id=claim_id,
                frame=f"f{claim_id}",
                speaker=who,
                stance=stance,
                basis="witnessed",
                about=("e1",),
                quote=span(DISPUTED, words),
            )
            for claim_id, who, stance, words in rows
        ),
        origins=tuple(
            Origin(id=f"o{nth}", name=name, basis="witnessed", claims=(f"c{nth}",))
            for nth, name in enumerate(("residents", "Olha Bilyk", "Moscow"), start=1)
        ),
    )


def empty() -> Reading:
    """A report without a political event."""
    text = "The bakery on the square opened an hour late on Friday."
    return Reading(model="canned", report=Report(id="r3", text=text))


HOSTILE = (
    "<script>alert(1)</script> & </style> said \x1b[31mthat\x00 [bold]Novak[/bold] "
    '\u202ehit {{ 7 * 7 }} on <img src=x onerror=alert(2)> "quoted".'
)


def hostile() -> Reading:
    """A report that tries to break out of a page, a terminal and a template."""
    who = "<b onmouseover=alert(3)>Novak\u202e"
    attack = event("e1", "ASSAULT", quad="M-CONF", actors=("x",), claims=("c1",))
    speech = Claim(
        id="c1",
        frame="fc1",
        speaker="outlet:</script><script>alert(4)</script>",
        stance="assert",
        basis="none given",
        about=("e1",),
        quote=span(HOSTILE, "said"),
    )
    return Reading(
        model="canned",
        report=Report(
            id="r4", text=HOSTILE, title="</title><script>alert(5)</script>", url="javascript:x"
        ),
        mentions=mentions(HOSTILE, (("Novak", "x", "PER"),), values={}),
        entities=entities((("x", who, "PER", None),)),
        events=(attack,),
        frames=(frame(attack, span(HOSTILE, "hit"), {"actor": ("m0",)}),),
        claims=(speech,),
        problems=(Problem(where="</pre>", what="<i>odd</i>", why="[red]no[/red]"),),
    )
