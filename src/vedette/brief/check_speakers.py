"""Does each speaker of a sentence say, confirm or deny what the cited claims have of him?"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import cache

from vedette.brief import cues, names
from vedette.brief.check_dates import without_dates
from vedette.brief.cues import Cue
from vedette.brief.evidence import Evidence, Voice
from vedette.brief.wording import (
    SPOKEN,
    Word,
    blank,
    governed,
    seat,
    shares,
    short_for,
    telling,
    unbound,
    words,
)
from vedette.codebook.countries import countries
from vedette.records import Record, change

VERBAL = frozenset({"V-COOP", "V-CONF"})
"""Quads of what is done by words: who does it says so."""
_INSERTED = re.compile(r", (?:[a-z]+ )?[a-z]+ed(?: [a-z]+){0,4}, *$")
"""What stands between commas and is no subject: ", since retracted,"."""
_ASIDE = re.compile(r"\([^()]*\)")
"""Words in brackets: a name's letters, what somebody is, a credibility."""
REACH = 9
"""Most words of a subject."""


class Saying(Record, frozen=True, kw_only=True):
    """A verb of speech and the words of its subject; `hidden` where only a pronoun stands there,
    or nobody; `further` where it is a second verb of a subject that stands farther before."""

    cue: Cue
    verb: str
    subject: tuple[str, ...]
    hidden: bool = False
    further: bool = False

    def named(self, voices: Iterable[Voice]) -> bool:
        """Whether the subject is one of some voices."""
        return self.hidden or any(_matches(self.subject, v.names) for v in voices)


def sayings(text: str) -> list[Saying]:
    """All verbs of speech with their subjects; what stands in brackets is a text of its own."""
    asides = [m.group()[1:-1] for m in _ASIDE.finditer(text)]
    return [s for part in (_ASIDE.sub(blank, text), *asides) for s in _sayings(part)]


def _sayings(text: str) -> list[Saying]:
    every = words(text)
    out = []
    for name, cue in cues.table().items():
        if name.startswith("verbs."):
            for hit in cue.words.finditer(text):
                out.append(_saying(cue, hit.group(), hit.start(), hit.end(), every, text))
    return out


def speakers(text: str, held: Evidence) -> Iterator[str]:
    """Who is told to say, confirm, deny … what the cited rows do not have of him."""
    whole = without_dates(text)
    bare = cues.of_record().sub(blank, SPOKEN.sub(blank, whole))
    for saying in sayings(bare):
        if saying.hidden or not saying.subject:
            continue
        if _borne_out(saying, whole, held) or _borne_out_before(saying, whole, held):
            continue
        each = [change(saying, subject=part) for part in _apart(saying.subject)]
        if len(each) < 2 or not all(_borne_out(one, whole, held) for one in each):
            yield f"“{' '.join(saying.subject)}” as one who “{saying.verb}”"


def _borne_out_before(saying: Saying, text: str, held: Evidence) -> bool:
    """Whether a second verb is true of whom its clause begins with: "A decried it and said"."""
    starts = (saying.subject[:n] for n in range(1, len(saying.subject) + 1))
    return saying.further and any(
        _borne_out(change(saying, subject=start, further=False), text, held) for start in starts
    )


def _borne_out(saying: Saying, text: str, held: Evidence) -> bool:
    cue = saying.cue
    mine = [v for v in held.voices if cue.takes(v.stance)]
    if saying.named(mine):
        return True
    if saying.named([v for v in held.voices if not cue.takes(v.stance)]) and cue.not_stances:
        # Who denies it says that it is not so.
        denying = ("status.negated", "verbs.deny")
        denied = any(cues.table()[name].words.search(text) for name in denying)
        return denied and cue.name != "verbs.admit"
    acts = _matches(saying.subject, held.actors)
    if {e.type for e in held.events} & cue.types and acts:
        return True
    if {e.status for e in held.events} & cue.statuses and (acts or saying.named(held.voices)):
        return True
    if not cue.not_stances:
        return False
    if _matches(saying.subject, (*held.behind, *held.outlets)):
        return True
    if not _capital(saying.subject) and _by_kind(saying.subject, mine, held):
        return True
    return _speaks_itself(saying, text, held)


def _by_kind(subject: Sequence[str], mine: Sequence[Voice], held: Evidence) -> bool:
    """Whether a subject without a name is what some speaker is: a newspaper's article or somebody
    who is not named."""
    low = {w.casefold() for w in subject}
    if low & cues.listed("papers") and held.outlets:
        return True
    bare = [v for v in mine if not any(n[:1].isupper() for n in v.names)]
    if low & cues.listed("sources"):
        return any(telling(v.names) & (cues.listed("sources") | {"unnamed"}) for v in bare)
    return any(v.names == (names.UNNAMED,) for v in mine)


def _speaks_itself(saying: Saying, text: str, held: Evidence) -> bool:
    """Whether the subject does by its words what the event is, and is named once: "A said sorry".
    Where A says that A was sorry, A must be a speaker."""
    if not any(e.quad in VERBAL for e in held.events):
        return False
    acting = telling(held.actors)
    others = [w.text for w in words(text) if w.text not in saying.subject]
    again = sum(shares(w, acting) for w in others) + len(saying.subject) - len(set(saying.subject))
    twice = any(text.count(w) > 1 for w in saying.subject if len(w) > 3)
    return _matches(saying.subject, held.actors) and not again and not twice


def _capital(subject: Sequence[str]) -> bool:
    return any(w[0].isupper() and w.casefold() not in _unnamed() for w in subject)


def _matches(subject: Sequence[str], known: Iterable[str]) -> bool:
    """Whether a subject is one of some names: it is that name, or every name in it is of them, or
    where it has none one of its words is."""
    every = tuple(known)
    if " ".join(subject).casefold() in {name.casefold() for name in every}:
        return True
    told = telling(every)
    proper = [w for w in subject if w[0].isupper() and w.casefold() not in _unnamed()]
    if proper and all(short_for(w, every) for w in proper):
        return True
    common = [w for w in subject if w[0].islower() and w.casefold() not in cues.listed("of")]
    if not proper or (common and all(_adjective(w) for w in proper)):
        return bool(common) and any(shares(w, told) for w in common) and _all(proper, told, every)
    return _all(proper, told, every)


def _all(proper: Sequence[str], told: frozenset[str], known: Sequence[str]) -> bool:
    states = governed(known)
    return all(shares(w, told) or not seat(unbound(w)).isdisjoint(states) for w in proper)


def _adjective(word: str) -> bool:
    """Whether a name only says of which people somebody is ("Colombian")."""
    low = word.casefold()
    return countries().is_people(word) or low.endswith(("an", "ese", "ish", "i"))


@cache
def _unnamed() -> frozenset[str]:
    """Words that name nobody, though a capital letter may open the sentence with them."""
    return cues.anywhere() | cues.openers() | cues.listed("small")


def _apart(subject: Sequence[str]) -> list[tuple[str, ...]]:
    """ "A, B and two more" → A, B: those who are joined by commas and "and"."""
    parts: list[list[str]] = [[]]
    for word in subject:
        if word in (",", "and", "or"):
            parts.append([])
        else:
            parts[-1].append(word)
    return [tuple(p) for p in parts if p and p[-1] != "more"]


def _saying(cue: Cue, verb: str, start: int, end: int, every: Sequence[Word], text: str) -> Saying:
    before = [w for w in every if w.end <= start]
    after = [w for w in every if w.start >= end]
    if verb.casefold() in ("according to", "in the words of"):
        found = _forward(after, text, end)
    elif _passive(before):
        by = after and after[0].text.casefold() == "by"
        found = _forward(after[1:], text, after[0].end) if by else []
    elif _noun(before, verb) or _joined(verb, text, start):
        found = list[str]()
    else:
        found = _backward(before, text, start)
        if not found and after and after[0].text.casefold() != "that":
            found = _forward(after, text, end) if _inverted(text, start) else []
    further = bool(before) and before[-1].text.casefold() in ("and", "but") and bool(found)
    subject = tuple(_clause(before, text, start)[:-1] if further else found)
    pronoun = len(subject) == 1 and subject[0].casefold() in cues.listed("pronouns")
    hidden = pronoun or not subject
    return Saying(cue=cue, verb=verb, subject=subject, hidden=hidden, further=further)


def _clause(before: Sequence[Word], text: str, start: int) -> list[str]:
    """The words of a clause before a verb."""
    begins = max(text.rfind(sign, 0, start) for sign in ",;:")
    return [w.text for w in before if w.start > begins]


def _passive(before: Sequence[Word]) -> bool:
    """Whether a form of "be" stands before a verb, or before its adverb ("is still expected")."""
    near = [w.text.casefold() for w in before[-2:]]
    if len(near) > 1 and (near[-1] in cues.listed("skipped") or near[-1].endswith("ly")):
        near.pop()
    return bool(near) and near[-1] in cues.listed("be")


def _noun(before: Sequence[Word], verb: str) -> bool:
    """Whether a verb of speech is a noun: "their denial", "a request", "the false report"."""
    if verb.casefold() in cues.listed("nouns"):
        return True
    near = [w.text.casefold() for w in before[-2:]]
    if not near:
        return False
    if near[-1] in cues.listed("determiners"):
        return True
    lower = before[-1].text == near[-1]
    nouns = verb.casefold() in cues.listed("nouns_too")
    return nouns and lower and len(near) > 1 and near[0] in cues.listed("determiners")


def _joined(verb: str, text: str, start: int) -> bool:
    """Whether a verb goes on with the subject of the clause before it: ", saying that"."""
    return verb.casefold().endswith("ing") and text[:start].rstrip().endswith(",")


def _inverted(text: str, start: int) -> bool:
    """ "…, said X": the verb follows a comma or a quotation."""
    return text[:start].rstrip()[-1:] in (",", "”", '"', "—", "–", "-")


def _forward(after: Sequence[Word], text: str, start: int) -> list[str]:
    out: list[str] = []
    at = start
    for word in after[:REACH]:
        gap, low = text[at : word.start], word.text.casefold()
        if any(c in gap for c in ',;:()“”"') or low in cues.listed("stops"):
            break
        out.append(word.text)
        at = word.end
    return out


def _backward(before: Sequence[Word], text: str, start: int) -> list[str]:
    """The words of the subject before a verb; the parts of a list keep their commas."""
    between = text[:start].rstrip().endswith(",")
    inserted = _INSERTED.search(text[:start]) if between else None
    if inserted is not None:
        cut = inserted.start()
        return _backward([w for w in before if w.end <= cut], text, cut)
    at = start
    out: list[str] = []
    for word in reversed(before[-30:]):
        gap, low = text[word.end : at], word.text.casefold()
        if any(c in gap for c in ';:“”"()'):
            break
        if "," in gap and (out or not between):
            if "and" not in out:
                break
            out.insert(0, ",")
        if not out and low in cues.listed("skipped"):
            at = word.start
            continue
        if low in cues.listed("stops") or len(out) >= REACH * (1 + out.count(",")):
            if not out and low in cues.listed("pronouns"):
                out.insert(0, word.text)
            # Between commas only a name may stand for the subject; a clause is none.
            if between and out:
                return []
            break
        out.insert(0, word.text)
        at = word.start
    return _trimmed(out)


def _trimmed(out: list[str]) -> list[str]:
    """Without what only joins a subject to the clause before it."""
    while out and out[0] in (",", "and", "but", "or"):
        out = out[1:]
    return out
