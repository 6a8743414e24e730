"""An entry of the ledger written by hand: six reports of one night, every kind of source."""

from __future__ import annotations

from vedette.records import (
    Claim,
    Copy,
    Entity,
    Entry,
    Event,
    Grade,
    Heading,
    Origin,
    Place,
    Verdict,
    When,
)

HOSTILE = '</text><script>alert("x")</script>&amp;<!--'
ARABIC = "قال شاهد عيان إن القذائف سقطت على الميناء ليلا"
WORDS = {
    "c1": "The minister said rebels had shelled the depot, citing the intelligence directorate.",
    "c2": "Rebels shelled the depot, Northern Wire reported.",
    "c3": "Our reporter saw mortar shells fall on the depot and counted seven bodies. " * 6,
    "c4": "The front denied that its fighters had fired.",
    "c5": HOSTILE,
    "c6": ARABIC,
    "c7": "Sources say it was rebels.",
}
REPORTS = (
    ("r1", "Northern Wire", "2025-06-03", "Blast at depot kills five"),
    ("r2", "Valley Post", "2025-06-03", HOSTILE),
    ("r3", "City Herald", "2025-06-03", "‘The sky was orange’"),
    ("r4", "Free Hills Radio", "2025-06-04", "Front denies attack \x07\ufffe"),
    ("r5", "Late Copy", "2025-06-05", "Blast at depot kills five"),
    ("r6", ARABIC, None, None),
)


def _claim(
    n: int, report: str, speaker: str | None, *, stance: str = "assert", **more: object
) -> Claim:
    given = {"basis": "none given", "about": ("e",), **more}
    return Claim(
        id=f"c{n}", frame="f1", speaker=speaker, stance=stance, quote=(0, 1), report=report,
        **given,  # type: ignore[arg-type]
    )  # fmt: skip


CLAIMS = (
    _claim(1, "r1", "minister", basis="told by", sources=("spies",), why="briefed by them"),
    _claim(2, "r2", "outlet:post", sources=("outlet:wire",)),
    _claim(3, "r3", "herald", basis="witnessed", why="a reporter was there"),
    _claim(4, "r4", "front", stance="deny"),
    _claim(5, "r3", "nurse"),
    _claim(6, "r6", "witness", basis="witnessed"),
    _claim(7, "r6", None),
)
ORIGINS = (
    Origin(
        id="spies", name="intelligence directorate of the general staff of the armed forces",
        basis="none given", claims=("c1", "c2"),
        chain=("spies", "minister", "outlet:wire", "outlet:post"),
    ),
    Origin(id="herald", name="City Herald", basis="witnessed", claims=("c3",), chain=("herald",)),
    Origin(id="witness", name=ARABIC, basis="witnessed", claims=("c6",), chain=("witness",)),
)  # fmt: skip
VERDICTS = (
    Verdict(a="spies", b="herald", value="independent", reason="each has a basis of its own"),
    Verdict(a="spies", b="witness", value="cannot tell", reason="nothing shows it"),
    Verdict(a="herald", b="witness", value="dependent", reason="the report joins them"),
)
COPIES = (Copy(report="r5", of="r1", why="report r5 is word for word the text of report r1"),)


def told(claim: Claim) -> str:
    """A claim's words."""
    return WORDS[claim.id]


def entry() -> Entry:
    """A chain of four, two witnesses, a denial, a bystander, an unnamed source and a copy."""
    place = Place(name="Tarnovo", lat=43.0, lon=25.0, country="BGR", precision="town", reason="")
    event = Event(
        id="e", type="ASSAULT", mode="heavy-weapons", status="actual", quad="M-CONF",
        intensity=-9.3, cameo="194", actors=("front",), place=place,
        when=When(start="2025-06-02", end="2025-06-02", precision="day", raw="Monday"),
        claims=tuple(c.id for c in CLAIMS), origins=tuple(o.id for o in ORIGINS),
        against=("front",), grade=Grade(credibility=4, rule="three origins against a denial"),
    )  # fmt: skip
    people = ("minister", "spies", "front", "nurse", "herald", "witness")
    return Entry(
        event=event,
        entities=tuple(
            Entity(id=i, name=HOSTILE if i == "nurse" else f"the {i}", kind="PER") for i in people
        ),
        claims=CLAIMS,
        origins=ORIGINS,
        verdicts=VERDICTS,
        outlets={"outlet:wire": "Northern Wire", "outlet:post": "Valley Post"},
        reports=tuple(
            Heading(report=r, outlet=outlet, date=date, title=title)
            for r, outlet, date, title in REPORTS
        ),
    )
