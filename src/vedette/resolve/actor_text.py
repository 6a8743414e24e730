"""Words of an actor's mention: tokens, bare noun phrases, runs of words."""

from __future__ import annotations

import re
from collections.abc import Iterator

from vedette.records import Record

_TOKEN = re.compile(r"\w(?:[\w.&+/]|['’`‘-](?=\w))*")
_INITIALS = re.compile(r"(?:\w\.)+$")
_DETERMINERS = re.compile(
    r"^(?:the|a|an|its|their|his|her|our|my|your|this|that|these|those|some|any|every|all|"
    r"both|each|another|other|several|many|most)\s+(?!of\b)",
    re.IGNORECASE,
)
_THOSE = re.compile(
    r"(?:those|these)\s+(?:who|whom|whose|which|that|in|at|on|from|with|under|behind|\w+ed|held|"
    r"taken|caught|hurt|living|taking|working|\w+ble)\b",
    re.IGNORECASE,
)
"""Here "those" is no determiner but the ones who are meant."""
_POSSESSIVE = re.compile(r"(?:['’]s|(?<=s)['’])$")
_EDGES = " \t\n,;:.–—\"“”'’()"
_PRONOUN = re.compile(
    r"(?:i|we|you|s?he|it|they|me|us|him|hers?|them|his|its|theirs?|ours?|my|mine|whom?|which"
    r"|(?:him|her|it)self|(?:them|our)selves|that|this|these|those|ones?|both|all|some|others?|"
    r"another|each|most|many|none|here|there|(?:every|any|some|no)(?:one|body)"
    r"|two|three|four|five|six|seven|eight|nine|ten)$"
)


class Word(Record, frozen=True, kw_only=True):
    """A token: as written, without its possessive ending, and where it starts."""

    text: str
    bare: str
    start: int
    possessive: bool = False

    @property
    def end(self) -> int:
        return self.start + len(self.text)

    @property
    def capital(self) -> bool:
        return self.text[0].isupper()


class Run(Record, frozen=True, kw_only=True):
    """Some words on end, as they are looked up: first and last index, and the text."""

    first: int
    last: int
    text: str


def words(text: str) -> tuple[Word, ...]:
    """The tokens of a text; "X-based" counts as "X", other compounds stay whole."""
    return tuple(_word(m.group(), m.start()) for m in _TOKEN.finditer(text))


def _word(token: str, start: int) -> Word:
    bare = _POSSESSIVE.sub("", token if _INITIALS.match(token) else token.rstrip("."))
    possessive = _POSSESSIVE.search(token) is not None
    return Word(text=token, bare=bare.removesuffix("-based"), start=start, possessive=possessive)


def runs(tokens: tuple[Word, ...], first: int, *, longest: int = 6) -> Iterator[Run]:
    """Runs that begin at a token, the longest first; only the last word loses its possessive."""
    for last in range(min(first + longest, len(tokens)) - 1, first - 1, -1):
        head = "".join(f"{w.text} " for w in tokens[first:last])
        yield Run(first=first, last=last, text=head + tokens[last].bare)


def bare_phrase(text: str) -> str:
    """A noun phrase without determiner, possessive ending, quotes and commas at its edges."""
    text = text.replace("[", "").replace("]", "")  # A newsroom's own insertion: "[George W.] Bush".
    bare = " ".join(text.split()).strip(_EDGES)
    if bare.count("(") > bare.count(")") and f"{bare})" in " ".join(text.split()):
        bare = f"{bare})"
    bare = _POSSESSIVE.sub("", bare)
    if _THOSE.match(bare) is not None:
        return bare
    shorter = _DETERMINERS.sub("", bare)
    return shorter.lstrip(_EDGES) or bare


def is_pronoun(text: str) -> bool:
    """Whether a mention is only a pronoun or a number, which say nothing of who it is."""
    bare = text.strip(_EDGES).casefold()
    return _PRONOUN.match(bare) is not None or not any(c.isalpha() for c in bare)
