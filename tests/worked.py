"""The worked case: three speakers, two origins, and much that has not happened."""

from __future__ import annotations

from canned import entities, event, frame, mentions, quote, span

from vedette.records import (
    Attribution,
    Claim,
    Frame,
    Grade,
    MentionKind,
    Origin,
    Place,
    Problem,
    Reading,
    Report,
    Toponym,
    Verdict,
    When,
    change,
)

WORKED = """\
BRUSSELS, 28 October (Meridian Wire) - NATO Secretary General Anton Vries confirmed on Monday \
that North Korean troops had arrived in Russia and were now in the Kursk border region.
Vries spoke after officials of South Korea's intelligence service had briefed the alliance.
Ukrainian military intelligence said a week ago that it had identified the units in Kursk.
South Korean President Han Do-yun warned that the troops could soon fight in Ukraine.
Vries accused Pyongyang of breaking Security Council resolutions.
Kyiv asked its allies to send more advanced weapons.
Han promised that Seoul would consult closely with NATO.
Russia invaded Ukraine in February 2022.
"""
KURSK = Place(
    name="Kursk Oblast",
    lat=51.73,
    lon=36.19,
    country="RUS",
    admin1="Kursk Oblast",
    gazetteer_id="geonames:538555",
    precision="region",
    reason="named with Russia in the same sentence; the only region of that name",
    score=0.93,
    runner_up="Kursk, town, Russia",
)


def worked() -> Reading:
    """The worked case: three speakers, two origins, and much that has not happened."""
    report = Report(
        id="r1",
        text=WORKED,
        title="Allied chief confirms North Korean deployment",
        outlet="Meridian Wire",
        date="2024-10-28",
        language="en",
        kind="wire",
    )
    return Reading(
        model="canned",
        report=report,
        mentions=mentions(WORKED, _WORKED_MENTIONS, values={"t1": "2024-10-28"}),
        attributions=(
            Attribution(
                cue=span(WORKED, "asked"),
                source=span(WORKED, "Kyiv"),
                content=span(WORKED, "its allies to send more advanced weapons"),
                score=0.9,
            ),
        ),
        toponyms=_worked_toponyms(),
        entities=entities(_WORKED_ENTITIES),
        frames=_worked_frames(),
        events=_WORKED_EVENTS,
        claims=_worked_claims(),
        origins=_WORKED_ORIGINS,
        verdicts=_worked_verdicts(),
        problems=(
            Problem(
                where="report r1, event e9",
                what="no place was found for the invasion",
                why="Ukraine is named, but as the side attacked; the event is not put on the map",
            ),
        ),
    )


_WORKED_MENTIONS: tuple[tuple[str, str, MentionKind], ...] = (
    ("NATO Secretary General Anton Vries", "vries", "PER"),
    ("Monday", "t1", "TIME"),
    ("North Korean troops", "troops", "GRP"),
    ("the Kursk border region", "kursk", "LOC"),
    ("officials of South Korea's intelligence service", "nis", "ORG"),
    ("the alliance", "nato", "ORG"),
    ("Ukrainian military intelligence", "hur", "ORG"),
    ("South Korean President Han Do-yun", "han", "PER"),
    ("Pyongyang", "dprk", "ORG"),
    ("Kyiv", "kyiv", "ORG"),
    ("its allies", "allies", "GRP"),
    ("Seoul", "rok", "ORG"),
    ("Russia invaded", "rus", "ORG"),
)
_WORKED_ENTITIES: tuple[tuple[str, str, MentionKind, str | None], ...] = (
    ("vries", "Anton Vries", "PER", "NATO/IGO"),
    ("troops", "North Korean troops", "GRP", "PRK/MIL"),
    ("kursk", "Kursk", "LOC", "RUS"),
    ("nis", "National Intelligence Service", "ORG", "KOR/SPY"),
    ("nato", "NATO", "ORG", "NATO/IGO"),
    ("hur", "Ukrainian military intelligence", "ORG", "UKR/SPY"),
    ("han", "Han Do-yun", "PER", "KOR/GOV"),
    ("dprk", "North Korea", "ORG", "PRK/GOV"),
    ("kyiv", "Ukraine", "ORG", "UKR/GOV"),
    ("allies", "its allies", "GRP", None),
    ("rok", "South Korea", "ORG", "KOR/GOV"),
    ("rus", "Russia", "ORG", "RUS/GOV"),
)
_TWO = "two or more origins; their independence cannot be shown"
_ONE = "one origin with a basis or an office that would know"
_WORKED_EVENTS = (
    event(
        "e1",
        "MOBILIZE.troops",
        quad="M-CONF",
        intensity=-4.0,
        cameo="154",
        actors=("troops",),
        place=KURSK,
        when=When(start=None, end="2024-10-28", precision="day", raw="Monday"),
        claims=("c1", "c2", "c3"),
        origins=("o1", "o2"),
        grade=Grade(
            credibility=2,
            rule=_TWO,
            words=(quote(WORKED, "had briefed the alliance"), quote(WORKED, "confirmed")),
        ),
    ),
    event(
        "e2",
        "CONSULT",
        actors=("nis", "nato"),
        claims=("c4",),
        origins=("o3",),
        grade=Grade(credibility=3, rule=_ONE),
    ),
    event(
        "e3",
        "ASSAULT",
        quad="M-CONF",
        status="hypothetical",
        actors=("troops",),
        claims=("c5",),
    ),
    event("e4", "ACCUSE.allege", quad="V-CONF", actors=("vries",), recipients=("dprk",)),
    event("e5", "REQUEST.assist", quad="V-CONF", actors=("kyiv",), recipients=("allies",)),
    event(
        "e6",
        "AID",
        quad="M-COOP",
        status="requested",
        actors=("allies",),
        recipients=("kyiv",),
    ),
    event("e7", "AGREE", actors=("han",), recipients=("nato",)),
    event("e8", "CONSULT", status="future", actors=("rok", "nato")),
    event(
        "e9",
        "ASSAULT",
        quad="M-CONF",
        status="historical",
        actors=("rus",),
        recipients=("kyiv",),
        when=When(start="2022-02-01", end="2022-02-28", precision="month", raw="February 2022"),
    ),
)
_WORKED_TRIGGERS: tuple[tuple[str, dict[str, tuple[str, ...]]], ...] = (
    ("arrived", {"actor": ("m2",), "where": ("m3",), "when": ("m1",)}),
    ("briefed", {"actor": ("m4", "m5")}),
    ("fight", {"actor": ("m2",)}),
    ("accused", {"actor": ("m0",), "recipient": ("m8",)}),
    ("asked", {"actor": ("m9",), "recipient": ("m10",), "about": ("e6",)}),
    ("send", {"actor": ("m10",), "recipient": ("m9",)}),
    ("promised", {"actor": ("m7",), "about": ("e8",)}),
    ("consult", {"actor": ("m11",)}),
    ("invaded", {"actor": ("m12",)}),
)


def _worked_frames() -> tuple[Frame, ...]:
    rows = zip(_WORKED_EVENTS, _WORKED_TRIGGERS, strict=True)
    return tuple(frame(each, span(WORKED, words), roles) for each, (words, roles) in rows)


def _worked_claims() -> tuple[Claim, ...]:
    def claim(nth: int, words: str, **fields: object) -> Claim:
        base = Claim(
            id=f"c{nth}",
            frame=f"fc{nth}",
            speaker=None,
            stance="assert",
            basis="none given",
            quote=span(WORKED, words),
        )
        return change(base, **fields)

    about = ("e1",)
    return (
        claim(1, "confirmed", speaker="vries", stance="confirm", basis="told by", sources=("nis",),
              about=about, why="spoke after a briefing"),
        claim(2, "had briefed the alliance", speaker="nis", basis="own data", about=about),
        claim(3, "said a week ago", speaker="hur", basis="own data", about=about,
              why="it had identified the units"),
        claim(4, "briefed", speaker="outlet:Meridian Wire", about=("e2",)),
        claim(5, "warned", speaker="han", stance="predict", basis="inferred", about=("e3",)),
    )  # fmt: skip


_WORKED_ORIGINS = (
    Origin(
        id="o1",
        name="National Intelligence Service",
        basis="own data",
        claims=("c1", "c2"),
        chain=("nis", "vries"),
    ),
    Origin(
        id="o2",
        name="Ukrainian military intelligence",
        basis="own data",
        claims=("c3",),
        chain=("hur",),
    ),
    Origin(id="o3", name="Meridian Wire", basis="none given", claims=("c4",)),
)


def _worked_verdicts() -> tuple[Verdict, ...]:
    return (
        Verdict(
            a="o1",
            b="o2",
            value="cannot tell",
            reason="two services that may share what they know; nothing joins or parts them",
            words=(quote(WORKED, "Ukrainian military intelligence said"),),
        ),
    )


def _worked_toponyms() -> tuple[Toponym, ...]:
    start, end = span(WORKED, "Kursk")
    found = Toponym(start=start, end=end, text="Kursk", place=KURSK, reason=KURSK.reason)
    lost = span(WORKED, "North Korean")
    return (
        found,
        Toponym(start=lost[0], end=lost[1], text="North Korean", place=None, reason="a demonym"),
    )
