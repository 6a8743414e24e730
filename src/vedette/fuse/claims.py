"""Frames → claims: who says so, in what stance, and on what basis."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import count, product

from vedette.fuse import cues
from vedette.fuse.comments import commented
from vedette.fuse.events import HAPPENED, vote
from vedette.fuse.firsthand import in_full
from vedette.fuse.index import SPEECH_ACTS, Cast, Index, fillers, is_evidence, voice
from vedette.records import Basis, Claim, Entity, Event, Frame, Span, Status, change

AGAINST = frozenset({"deny", "doubt"})
ATTESTING = frozenset({"assert", "confirm", "predict"})
ADMITTING = frozenset({"CONCEDE", "ACCUSE", "ACCUSE.allege", "ACCUSE.investigate"})
"""Speech acts that say that what they are about happened; blame alone (disapprove) repeats it."""
UTTERING = frozenset({"AGREE", "REQUEST", "THREATEN", "CONCEDE"})
"""Speech acts whose content is not there yet: whoever utters it is the one who knows."""

JUDGING = "ACCUSE"
"""The stance of whoever says what they think of an event, as of whoever condemns it."""
FAR = 50
"""Characters before a trigger in which words that say that there was none are looked for."""
NEAR = 20
"""Characters between a verb of speech and the words that claim responsibility, at most."""


def attests(cast: Cast, claim: Claim, status: str) -> bool:
    """Whether a claim vouches for an event: it says so, or its speech act carries it."""
    if claim.stance in ATTESTING:
        return True
    if status not in HAPPENED:
        return claim.stance in UTTERING
    frame = cast.frames[claim.frame]
    act = f"{claim.stance}.{frame.mode}" if frame.mode else claim.stance
    return frame.type in SPEECH_ACTS and act in ADMITTING


def claims_of(index: Index) -> tuple[Claim, ...]:
    """All claims of a reading: CLAIM frames, speech acts, and the report's own voice."""
    said = [*_spoken(index), *_acts(index)]
    taken = {c.id for c in said}
    names = (f"c{n}" for n in count(1) if f"c{n}" not in taken)
    named = [change(c, id=next(names)) if c.id == "" else c for c in said]
    return (*named, *_own_voice(index, named, names))


def _spoken(index: Index) -> Iterator[Claim]:
    """One claim for each CLAIM cluster and speaker; later speakers get ids of their own."""
    for event, frames in index.events.items():
        if frames[0].type != "CLAIM" or frames[0].status == "negated":
            continue
        best = max(frames, key=lambda f: (len(f.roles), f.score))
        admits = _admission(index, best)
        if admits is False:
            continue
        about = tuple(dict.fromkeys(e for f in frames for e in f.roles.get("about", ())))
        cited = set().union(*(_cited(index, f) for f in frames))
        told = dict.fromkeys(e for f in frames for e in fillers(index, f, "by"))
        given = [e for f in frames for e in fillers(index, f, "from")]
        sources = tuple(dict.fromkeys((*given, *(e for e in told if e in cited))))
        speakers = tuple(e for e in told if e not in cited)
        stance = "confirm" if admits else _mode(index, best)
        for i, (speaker, (stands, what)) in enumerate(
            product(speakers or (None,), _stances(index, frames, stance, about))
        ):
            yield _claim(
                index,
                best,
                Claim(
                    id=event if i == 0 else "",
                    frame=best.id,
                    speaker=speaker,
                    stance=stands,
                    basis="none given",
                    sources=tuple(s for s in sources if s != speaker),
                    about=what,
                    quote=_words(index, best),
                    report=index.reading.report.id,
                ),
            )


def _cited(index: Index, frame: Frame) -> set[str]:
    """Whom a frame takes for speakers though somebody before the verb cites them: "the paper, which
    cited a person familiar with the talks"."""
    text = index.reading.report.text
    start, end = frame.trigger
    found = [index.mentions[m] for m in frame.roles.get("by", ())]
    before = {m.entity for m in found if m.end <= start}
    if not before or cues.CITES.fullmatch(text, start, end) is None:
        return set()
    after = {m.entity for m in found if m.start >= end and m.entity is not None}
    return set() if text.startswith(" by ", end) else after - before


def _mode(index: Index, frame: Frame) -> str:
    """The stance as it was read; but whoever plainly "said" or "told" something in a sentence
    without a word of doubt asserts it, as all do in the corpus."""
    report = index.reading.report
    if frame.mode == "doubt" and cues.SAID.fullmatch(report.quote(frame.trigger)) is not None:
        unsure = cues.UNSURE.search(report.quote(_words(index, frame)))
        return "doubt" if unsure is not None else "assert"
    return frame.mode or "assert"


def _stances(
    index: Index, frames: Sequence[Frame], stance: str, about: Sequence[str]
) -> list[tuple[str, tuple[str, ...]]]:
    """What a speaker's words are about, by stance: what they only judge is no assertion of theirs,
    what they say did not happen they deny, and what they assert comes first."""
    if stance not in ("assert", "confirm"):
        return [(stance, tuple(about))]
    said = {e: [f for f in frames if e in f.roles.get("about", ())] for e in about}
    stands = {e: _stand(index, e, said[e], stance) for e in about}
    order = dict.fromkeys((stance, "deny", JUDGING))
    parted = [(s, tuple(e for e in about if stands[e] == s)) for s in order]
    return [(s, what) for s, what in parted if what] or [(stance, ())]


def _stand(index: Index, event: str, said: Sequence[Frame], stance: str) -> str:
    """The stance of some words on one event. "No shots were fired" denies the shots that others
    tell of; where nobody tells of any, it is an assertion that there were none."""
    if stance == "assert" and commented(index, event, said):
        return JUDGING
    words = [_words(index, f) for f in said]
    own: list[Frame] = []
    rest: list[Frame] = []
    for f in index.events.get(event, ()):
        (own if any(a <= f.trigger[0] < b for a, b in words) else rest).append(f)
    told_elsewhere = any(f.status != "negated" for f in rest)
    negated = told_elsewhere and any(f.status == "negated" for f in own)
    return "deny" if negated or any(_none(index, f) for f in own) else stance


def _none(index: Index, frame: Frame) -> bool:
    """Whether the words say that nothing was done, though it is read as done."""
    start = frame.trigger[0]
    before = index.reading.report.text[max(0, start - FAR) : start]
    return frame.status == "actual" and cues.NONE.search(before) is not None


def _admission(index: Index, frame: Frame) -> bool | None:
    """Whether the words claim responsibility for a deed; False where they say that nobody does,
    None where they are of something else."""
    start, end = _words(index, frame)
    text = index.reading.report.quote((start, end))
    for found in cues.RESPONSIBILITY.finditer(text):
        a, b = start + found.start(), start + found.end()
        if frame.trigger[0] < b + NEAR and a < frame.trigger[1] + NEAR:
            return cues.NOBODY.search(text[: found.start()]) is None
    return None


def _acts(index: Index) -> Iterator[Claim]:
    """A speech act that names what it is about is a claim by its actor."""
    for frames in index.events.values():
        for f in frames:
            about = f.roles.get("about", ())
            if f.type not in SPEECH_ACTS or not about or f.status not in HAPPENED:
                continue
            for speaker in fillers(index, f, "actor"):
                claim = Claim(
                    id="",
                    frame=f.id,
                    speaker=speaker,
                    stance=f.type,
                    basis="none given",
                    sources=fillers(index, f, "from"),
                    about=about,
                    quote=_words(index, f),
                    report=index.reading.report.id,
                )
                yield _claim(index, f, claim)


def _own_voice(index: Index, said: Sequence[Claim], names: Iterator[str]) -> Iterator[Claim]:
    """What nobody is quoted for is said by the report itself.

    An event that somebody vouches for stays theirs, since retelling adds no witness, unless the
    report tells it in full before it quotes anybody; one that is only denied or doubted is the
    report's own only where it is told without the denial. Blame or praise of an event leaves it to
    the report to say that there was one.
    """
    against = [c for c in said if c.stance in AGAINST]
    denied = {(e, c.speaker) for c in against if c.stance == "deny" for e in c.about}
    vouched: dict[str, list[Claim]] = {}
    for c in said:
        for e in c.about:
            if attests(index, c, _status(index, e)) and (e, c.speaker) not in denied:
                vouched.setdefault(e, []).append(c)
    for event, frames in index.events.items():
        denials = [index.frames[c.frame] for c in against if event in c.about]
        bare = [f for f in frames if not any(_inside(index, f, d) for d in denials)]
        full = event in vouched
        if full:
            bare = in_full(index, event, bare, vouched[event])
        if frames[0].type == "CLAIM" or not bare:
            continue
        yield _of_the_report(index, event, bare, next(names), full=full)


def _of_the_report(
    index: Index, event: str, bare: Sequence[Frame], name: str, *, full: bool
) -> Claim:
    f = max(bare, key=lambda f: (len(f.roles), f.score))
    seen = cues.AT_THE_SCENE.search(index.reading.report.quote(_words(index, f)))
    own = "the report's own account, in full before it quotes anybody"
    return Claim(
        id=name,
        frame=f.id,
        speaker=voice(index.reading.report),
        stance="assert",
        basis="witnessed" if seen else "none given",
        about=(event,),
        quote=_words(index, f),
        report=index.reading.report.id,
        why=f"its own people: “{seen.group()}”"
        if seen
        else (own if full else "the report's own voice"),
    )


def _inside(index: Index, told: Frame, denial: Frame) -> bool:
    """Whether an event is told only in the words that deny or doubt it.

    "The army denied that it had shelled the town" does; "The town was shelled; the army denied it"
    tells it in the report's own voice first.
    """
    if told.sentence != denial.sentence:
        return False
    if told.trigger < denial.trigger:
        between = index.reading.report.quote((told.trigger[1], denial.trigger[0]))
        return cues.NEW_CLAUSE.search(between) is None
    return ";" not in index.reading.report.quote((denial.trigger[1], told.trigger[0]))


def asserted(index: Index, event: Event) -> Status:
    """What an event would be if it were so: of one that is only denied or doubted, what is."""
    told = event.status in ("negated", "hypothetical") and not event.origins
    return _status(index, event.id) if told else event.status


def _status(index: Index, event: str) -> Status:
    frames = index.events.get(event, ())
    return vote((f.status, f.labels.get("status")) for f in frames) if frames else "actual"


def _words(index: Index, frame: Frame) -> Span:
    return index.reading.sentences[frame.sentence]


def _claim(index: Index, frame: Frame, claim: Claim) -> Claim:
    basis, why = basis_of(index, frame, claim)
    return change(claim, basis=basis, why=why)


def basis_of(index: Index, frame: Frame, claim: Claim) -> tuple[Basis, str]:
    """How the speaker knows, and the words that say so. What is not said is `none given`."""
    people = [s for s in claim.sources if not is_evidence(index, s)]
    if people:
        return "told by", f"told by {index.entities[people[0]].name}"
    if claim.sources:
        return _of_evidence(index.entities[claim.sources[0]])
    speaker = index.entities.get(claim.speaker or "")
    if speaker is None:
        return "none given", "no speaker is named"
    if is_evidence(index, speaker.id):
        return _of_evidence(speaker)
    seen = _witness(index, frame, speaker)
    if seen is not None:
        return "witnessed", seen
    words = index.reading.report.quote(frame.trigger)
    guessed = cues.INFERRED.search(words)
    if guessed or claim.stance == "predict":
        return "inferred", f"the word “{words}”"
    return "none given", "the report does not say how the speaker knows"


def _of_evidence(evidence: Entity) -> tuple[Basis, str]:
    own = cues.OWN_DATA.search(evidence.name)
    return ("own data" if own else "document"), f"evidence: “{evidence.name}”"


def _witness(index: Index, frame: Frame, speaker: Entity) -> str | None:
    """The words by which a speaker saw it: a witness, or a reporter who was there."""
    if speaker.kind not in ("PER", "GRP"):
        return None
    named = " ".join(m.text for m in index.spans.get(speaker.id, ()))
    seen = cues.WITNESSES.search(named)
    if seen:
        return f"the speaker is a witness: “{seen.group()}”"
    there = cues.AT_THE_SCENE.search(index.reading.report.quote(_words(index, frame)))
    if there and cues.REPORTERS.search(named):
        return f"a reporter was there: “{there.group()}”"
    return None
