"""Does each speaker of a sentence say, confirm or deny what the cited claims have of him?"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import cache

from vedette.brief import cues, names
from vedette.brief.cues import Cue
from vedette.brief.evidence import Evidence, Voice
from vedette.brief.wording import Word, blank, shares, telling, words
from vedette.records import Record, change

"""Words before a verb of speech that make it a noun ("a request", "their denial")."""
REACH = 9
"""Most words of a subject."""


class Saying(Record, frozen=True, kw_only=True):
    """A verb of speech and the words of its subject; `hidden` where only a pronoun stands there,
    or nobody."""

    cue: Cue
    verb: str
    subject: tuple[str, ...]
    hidden: bool = False

    def named(self, voices: Iterable[Voice]) -> bool:
        """Whether the subject is one of some voices."""
        return self.hidden or any(_matches(self.subject, v.names) for v in voices)


def sayings(text: str) -> list[Saying]:
    """All verbs of speech with their subjects."""
    every = words(text)
    out = []
    for name, cue in cues.table().items():
        if name.startswith("verbs."):
            for hit in cue.words.finditer(text):
                out.append(_saying(cue, hit.group(), hit.start(), hit.end(), every, text))
    return out


def speakers(text: str, held: Evidence) -> Iterator[str]:
    """Who is told to say, confirm, deny … what the cited rows do not have of him."""
    for saying in sayings(cues.of_record().sub(blank, text)):
        if saying.hidden or not saying.subject:
            continue
        if _borne_out(saying, held):
            continue
        each = [change(saying, subject=part) for part in _apart(saying.subject)]
        if len(each) < 2 or not all(_borne_out(one, held) for one in each):
            yield f"“{' '.join(saying.subject)}” as one who “{saying.verb}”"


def _borne_out(saying: Saying, held: Evidence) -> bool:
    cue = saying.cue
    mine = [v for v in held.voices if cue.takes(v.stance)]
    if saying.named(mine):
        return True
    if {e.type for e in held.events} & cue.types or {e.status for e in held.events} & cue.statuses:
        if _matches(saying.subject, (*held.actors, *held.behind)) or saying.named(held.voices):
            return True
        if cue.name == "verbs.request" and _matches(saying.subject, held.recipients):
            return True
    if cue.not_stances:
        if _matches(saying.subject, (*held.behind, *held.outlets)):
            return True
        return any(v.names == (names.UNNAMED,) for v in mine) and not _capital(saying.subject)
    return False


def _capital(subject: Sequence[str]) -> bool:
    return any(w[0].isupper() for w in subject)


def _matches(subject: Sequence[str], known: Iterable[str]) -> bool:
    """Whether a subject is one of some names: every name in it is, or where it has none one of its
    words is."""
    told = telling(known)
    proper = [w for w in subject if w[0].isupper() and w.casefold() not in _unnamed()]
    if proper:
        return all(shares(w, told) for w in proper)
    common = [w for w in subject if w.casefold() not in cues.listed("of")]
    return bool(common) and any(shares(w, told) for w in common)


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
    elif before and before[-1].text.casefold() in cues.listed("be"):
        by = after and after[0].text.casefold() == "by"
        found = _forward(after[1:], text, after[0].end) if by else []
    elif before and before[-1].text.casefold() in cues.listed("determiners"):
        found = list[str]()
    else:
        found = _backward(before, text, start)
        if not found and after and after[0].text.casefold() != "that":
            found = _forward(after, text, end) if _inverted(text, start) else []
    subject = tuple(found)
    pronoun = len(subject) == 1 and subject[0].casefold() in cues.listed("pronouns")
    return Saying(cue=cue, verb=verb, subject=subject, hidden=pronoun or not subject)


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
    at = start
    out: list[str] = []
    for word in reversed(before[-30:]):
        gap, low = text[word.end : at], word.text.casefold()
        if any(c in gap for c in ';:“”"()'):
            break
        if "," in gap:
            if "and" not in out:
                break
            out.insert(0, ",")
        if not out and low in cues.listed("skipped"):
            at = word.start
            continue
        if low in cues.listed("stops") or len(out) >= REACH * (1 + out.count(",")):
            if not out and low in cues.listed("pronouns"):
                out.insert(0, word.text)
            break
        out.insert(0, word.text)
        at = word.start
    return _trimmed(out)


def _trimmed(out: list[str]) -> list[str]:
    """Without what only joins a subject to the clause before it."""
    while out and out[0] in (",", "and", "but", "or"):
        out = out[1:]
    return out
