"""The name of an entity, from all its mentions."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from vedette.records import MentionKind
from vedette.resolve.actor_roles import is_post, role_of, sector_of_phrase
from vedette.resolve.actor_roster import find, table
from vedette.resolve.actor_text import Word, bare_phrase, is_pronoun, words
from vedette.resolve.gazetteer import countries

LONGEST = 80
"""Characters of a name; a longer phrase is a description and loses to a shorter one."""
_NEXT = re.compile(r" ([a-z][\w-]*)")
_CLAUSE = re.compile(r",?\s+(?:who|which|whose|that|where)\b.*$", re.DOTALL)


def is_title(word: str) -> bool:
    """Whether a word is a title or form of address, which is no part of a name."""
    return word.casefold().rstrip(".") in _words("titles")


def entity_name(texts: Sequence[str], kind: MentionKind) -> str:
    """The longest proper name, else the fullest noun phrase.

    >>> entity_name(["he", "South Korean President Yoon Suk Yeol"], "PER")
    'Yoon Suk Yeol'

    A person's titles and an apposition are left out; an organisation keeps its whole phrase.
    """
    told = [text for text in texts if not is_pronoun(text)] or list(texts)
    if kind == "PER":
        name = max(map(own_name, told), key=_rank)
        if name:
            return name
    return max(map(_phrase, told), key=lambda p: (len(p) <= LONGEST, len(p)))


def group_name(text: str, date: str | None) -> str | None:
    """A listed armed group's name in a phrase that means the group itself, or None.

    >>> group_name("paramilitary Rapid Support Forces", None)
    'Rapid Support Forces'

    Not of "former FARC", who left it, nor of "RSF fighters", who are some of it.
    """
    tokens = text.split()
    if len(tokens) < 2 or (_words("others") | _words("links")) & {t.casefold() for t in tokens}:
        return None
    last = len(tokens) - (tokens[-1].casefold() in _words("groups"))
    for first in range(last):
        name = " ".join(tokens[first:last])
        whole = first == 0 and last == len(tokens)
        if not whole and any(e.roster == "groups" for e in find(name, date)):
            return name
    return None


def _rank(name: str) -> tuple[bool, int]:
    return " " in name, len(name)


def own_name(text: str) -> str:
    """The name in a mention if the mention is that person, not someone of theirs.

    >>> own_name("an aide to Vladimir Putin")
    ''
    """
    text = bare_phrase(text)
    text = _apposed(text) or text
    run = _name_run(text)
    if not run:
        return ""
    if len(run) > 2 and text[: run[0].start].endswith(" of ") and countries().codes(run[0].bare):
        # "prime minister of Japan Shinzo Abe"
        run = run[1:]
    start, end = run[0].start, run[-1].start + len(run[-1].bare)
    before = text[:start].rsplit(",", 1)[-1].casefold().split()
    owned = text[end:].startswith(("'s", "’s", "' ", "’ "))
    return "" if owned or _of_another(before) else text[start:end]


def _of_another(before: Sequence[str]) -> bool:
    """Whether the words before a name make it somebody else's ("an aide to"), and not the field of
    his own post ("secretary of state")."""
    links = (n for n, word in enumerate(before) if word in _words("links"))
    return not all(before[n] == "of" and n > 0 and is_title(before[n - 1]) for n in links)


def _apposed(text: str) -> str:
    """The name behind a post, whatever longer names the post has: "the head of …, Ann Other"."""
    post, _, name = text.rpartition(", ")
    whole = len(name.split()) > 1 and [name] == [
        " ".join(w.text for w in r) for r in _runs_in(name)
    ]
    return name if whole and post[:1].islower() else ""


def _runs_in(text: str) -> list[list[Word]]:
    return [run for run in map(_strip, _capital_runs(text)) if run]


def _name_run(text: str) -> list[Word]:
    """The words of the person's own name in a mention; [] where it tells only a role."""
    told = (_strip(r) for r in _capital_runs(text) if r and not _of_a_role(r[-1], text))
    return max(filter(None, told), key=lambda run: _rank(" ".join(w.bare for w in run)), default=[])


def _of_a_role(last: Word, text: str) -> bool:
    """Whether a role follows right behind a name: "a former GCHQ analyst" is not called GCHQ."""
    found = _NEXT.match(text, last.end)
    return found is not None and (role_of(found[1]) is not None or is_post(found[1]))


def _capital_runs(text: str) -> list[list[Word]]:
    """Rows of capitalised words and particles, cut at commas, possessives and known words."""
    found: list[list[Word]] = [[]]
    end = 0
    for word in words(text):
        if text[end : word.start].strip(" .\"“”'’"):
            found.append([])
        end = word.end
        if _in_name(word, found[-1]):
            found[-1].append(word)
        else:
            found.append([])
        if word.possessive:
            found[-1:] = [[]]
    return found


def _in_name(word: Word, run: list[Word]) -> bool:
    if word.bare.casefold() in _words("particles"):
        return bool(run) or "-" in word.bare or word.capital
    proper = word.capital or ("-" in word.bare and any(c.isupper() for c in word.bare))
    return proper and not (is_title(word.bare) and not run)


def _strip(run: list[Word]) -> list[Word]:
    """A run without countries, titles and role nouns before the name and particles after it."""
    run = run[_behind_post(run) :]
    while run and _leading(run):
        run = run[_leading(run) :]
    while run and run[-1].bare in _words("particles"):
        run = run[:-1]
    return run


def _behind_post(run: list[Word]) -> int:
    """Where the name begins behind a body and a title: "NATO Secretary General Mark Rutte"."""
    titles = [n for n, word in enumerate(run) if all(map(is_title, word.bare.split("-")))]
    begins = titles[-1] + 1 if titles else 0
    body = len(run) - begins > 1 or run[0].bare.isupper() if run else False
    return begins if begins < len(run) and body else 0


def _leading(run: list[Word]) -> int:
    """How many words at the start of a run are not the name."""
    for size in (3, 2, 1):
        phrase = " ".join(w.bare for w in run[:size])
        if len(run) >= size and countries().codes(phrase) and (size > 1 or _is_people(run)):
            return size
    first = run[0].bare
    article = first.casefold() in ("the", "a", "an", "his", "her", "its", "their", "one")
    return int(
        article
        or is_title(first)
        or first in _words("particles")
        or sector_of_phrase(first) is not None
    )


def _is_people(run: list[Word]) -> bool:
    return len(run) == 1 or countries().is_people(run[0].bare) or is_title(run[1].bare)


def _phrase(text: str) -> str:
    bare = bare_phrase(text)
    shorter = bare_phrase(_CLAUSE.sub("", bare))
    # "Those who stayed away" are nobody without the clause.
    return bare if is_pronoun(shorter) else shorter


@cache
def _words(kind: str) -> frozenset[str]:
    return frozenset(table("roles")["names"][kind])
