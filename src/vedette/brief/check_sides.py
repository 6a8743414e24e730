"""Who did it to whom: is either side of a sentence the other side of the cited rows?

It looks only where verb, preposition and name stand together, and says nothing of the rest.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from vedette.brief import cues
from vedette.brief.evidence import Evidence
from vedette.brief.wording import Word, shares, telling, words

NEAR = 5
"""Most words of a side."""
MUTUAL = frozenset({"CONSULT", "AGREE", "COOPERATE"})
"""Types whose two sides do the same."""


def sides(text: str, held: Evidence) -> Iterator[str]:
    """Names that stand where the other side of the event belongs."""
    acting, meeting = telling(held.actors), telling(held.recipients)
    doers, done_to = acting - meeting, meeting - acting
    if not doers or not done_to or any(e.type in MUTUAL for e in held.events):
        return
    speaking = telling(n for v in held.voices for n in v.names) | telling(held.behind)
    every = words(text)
    for at, word in enumerate(every):
        low = word.text.casefold()
        if low == "by" and _is(_after(every, at, text), done_to - speaking, doers):
            yield f"“by {_said(_after(every, at, text))}”, to whom it was done"
        if low in cues.listed("side_onto") and _is(_after(every, at, text), doers, done_to):
            yield f"“{low} {_said(_after(every, at, text))}”, who did it"
        if cues.deeds().fullmatch(word.text) and not _noun(every, at, text):
            said = speaking if _speech(word.text) else frozenset[str]()
            yield from _of_verb(every, at, text, doers, done_to - said)


def _speech(verb: str) -> bool:
    """Whether a deed is one of words, which a speaker may do about what was done to him."""
    verbs = (cue for name, cue in cues.table().items() if name.startswith("verbs."))
    return any(cue.words.fullmatch(verb) for cue in verbs)


def _of_verb(
    every: Sequence[Word], at: int, text: str, doers: frozenset[str], done_to: frozenset[str]
) -> Iterator[str]:
    passive = at > 0 and every[at - 1].text.casefold() in cues.listed("be")
    before = _before(every, at - passive, text)
    if (
        passive
        and _is(before, doers, done_to)
        and re.search("(?:ed|en|ut|ot|it|d)$", every[at].text)
    ):
        yield f"“{_said(before)} {every[at - 1].text} {every[at].text}”, who did it"
    if not passive and _is(before, done_to, doers) and not _by(every, at):
        yield f"“{_said(before)} {every[at].text}”, to whom it was done"


def _noun(every: Sequence[Word], at: int, text: str) -> bool:
    """Whether an article, possessive or number makes it no verb of its own ("the injured", "4
    killed")."""
    if at == 0:
        return False
    before = every[at - 1]
    if before.text.isdigit():
        return True
    owned = text[before.end : before.end + 1] in ("’", "'")
    return owned or before.text.casefold() in ("the", "a", "an", "of")


def _by(every: Sequence[Word], at: int) -> bool:
    return any(w.text.casefold() == "by" for w in every[at + 1 : at + 3])


def _is(found: Sequence[Word], side: frozenset[str], other: frozenset[str]) -> bool:
    """Whether some words are of one side, and none of them of the other."""
    return any(shares(w.text, side) for w in found) and not any(
        shares(w.text, other) for w in found
    )


def _after(every: Sequence[Word], at: int, text: str) -> list[Word]:
    out: list[Word] = []
    end = every[at].end
    for word in every[at + 1 : at + 1 + NEAR]:
        if any(c in text[end : word.start] for c in ",;:()") or word.text.casefold() in cues.listed(
            "side_stops"
        ):
            break
        out.append(word)
        end = word.end
    return out


def _before(every: Sequence[Word], at: int, text: str) -> list[Word]:
    out: list[Word] = []
    start = every[at].start if at < len(every) else len(text)
    for word in reversed(every[max(0, at - NEAR - 2) : at]):
        low = word.text.casefold()
        if any(c in text[word.end : start] for c in ",;:()“”") or low in cues.listed("side_stops"):
            break
        if low in cues.listed("side_links") and not out:
            start = word.start
            continue
        out.insert(0, word)
        start = word.start
    return out[-NEAR:]


def _said(found: Sequence[Word]) -> str:
    return " ".join(w.text for w in found)
