"""Is a name in a text a place at all, or a person, a common word, a firm?

Each gate looks at one match and gives the reason why it is no place, or None. They know words and
their neighbours only; where persons were found by the model, `Around.persons` has them.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Sequence
from itertools import pairwise

from vedette.records import Record
from vedette.resolve.gazetteer import Candidate, countries
from vedette.resolve.place_tokens import Token
from vedette.resolve.place_words import words

_BIG = 500_000
_LARGE = 100_000
_SMALL = 15_000
_PEOPLED = ("city", "region", "district")


class Match(Record, frozen=True, kw_only=True):
    """Words of the text that the gazetteer knows, with their neighbours or None at an end."""

    words: tuple[Token, ...]
    text: str
    found: tuple[Candidate, ...]
    before: Token | None
    after: Token | None
    containing: str | None = None
    cue: str | None = None

    @property
    def start(self) -> int:
        return self.words[0].start

    @property
    def end(self) -> int:
        return self.words[-1].end

    @property
    def single(self) -> bool:
        return len(self.words) == 1

    @property
    def people(self) -> int:
        """The largest population of those that bear the name."""
        return max((c.population for c in self.found if c.feature != "country"), default=0)

    @property
    def wide(self) -> bool:
        """Whether it may be a country, a sea or the like, and so needs few proofs."""
        return any(c.feature not in _PEOPLED for c in self.found)

    @property
    def capital(self) -> bool:
        """Whether it may be a country's capital, which speaks for its government."""
        return any(c.capital for c in self.found)

    @property
    def signed(self) -> bool:
        """Whether a container, a cue or a preposition says that it is a place."""
        if self.containing is not None or self.cue is not None:
            return True
        return self.before is not None and self.joined and self.before.text in words().before

    @property
    def joined(self) -> bool:
        """Whether the word before stands right before it."""
        return self.words[0].joined

    @property
    def precedes(self) -> bool:
        """Whether a capitalised word stands right after it ("Paris Hilton")."""
        after = self.after
        return after is not None and after.joined and after.capital and not self.words[-1].owns


class Around(Record, frozen=True, kw_only=True):
    """What the whole text says: names of persons in it, its words in lower case, person spans."""

    surnames: frozenset[str] = frozenset()
    plain: frozenset[str] = frozenset()
    persons: tuple[tuple[int, int], ...] = ()
    named: frozenset[str] = frozenset()
    """Folded names that the text gives with a sign of being a place."""
    firms: frozenset[str] = frozenset()
    """Names that the text gives to firms."""


def in_person(match: Match, around: Around) -> str | None:
    """Inside a person's mention, and part of the name: not "Kyiv's mayor", "Texas Gov."."""
    if countries().codes(match.text) or match.words[-1].owns or match.signed:
        return None
    i = bisect_right(around.persons, (match.start, match.end)) - 1
    near = around.persons[max(0, i - 2) : i + 2]
    inside = any(start <= match.start and match.end <= end for start, end in near)
    return "inside a person's name" if inside and not _is_known(match.after) else None


def never(match: Match, around: Around) -> str | None:
    """A month, a title, a small word; or a word of two letters that is no initials."""
    word = match.text
    if not match.single or countries().codes(word):
        return None
    known = word.title() in words().never or word in words().never
    return "a common word" if known or len(word) < 3 else None


def titled(match: Match, around: Around) -> str | None:
    """After a title: "Mr Lincoln", "President Washington"."""
    before = match.before
    if before is None or not (match.joined or before.capital):
        return None
    if not _gap_is_thin(match.words[0].gap) or before.owns:
        return None
    people = countries().is_people(match.text)
    return "after a title" if before.text in words().titles and not people else None


def thing(match: Match, around: Around) -> str | None:
    """The first word of a road, a paper, a war ("Wichita Drive"), or of "United Russia"."""
    after, before = match.after, match.before
    party = before is not None and match.joined and before.text == "United"
    road = after is not None and match.precedes and after.text in words().things
    return "part of another name" if party or road else None


def forename(match: Match, around: Around) -> str | None:
    """A given name before a capitalised word: "Paris Hilton", "Jordan Peele"."""
    given = match.single and match.text.title() in words().given
    return "a given name" if given and match.precedes and not _is_known(match.after) else None


def surname(match: Match, around: Around) -> str | None:
    """After a given name or an initial, or a surname the text has used before."""
    before = match.before
    if before is not None and _gap_is_thin(match.words[0].gap) and not before.owns:
        initial = len(before.text) == 1 and before.capital and before.text not in "AI"
        given = before.text in words().given and not countries().codes(before.text)
        if (given or initial) and not countries().is_people(match.text):
            return "after a given name"
    again = match.single and match.text in around.surnames and not match.signed
    return "a person's name in this text" if again else None


def neighbour(match: Match, around: Around) -> str | None:
    """Right after a capitalised word that is no sign of a place: "Radio Nova", "Chiquita Henry"."""
    before = match.before
    if before is None or not match.joined or not before.capital or before.opens or before.owns:
        return None
    if match.words[0].loud or match.wide or match.signed or _is_known(before):
        return None
    return f'part of "{before.text} {match.text}"'


def follower(match: Match, around: Around) -> str | None:
    """A lesser name right before a capitalised word: "Houston Nutt", "Bethel Church"."""
    if not match.single or match.wide or not match.precedes or match.words[0].loud:
        return None
    if match.people >= _LARGE or match.signed or _is_known(match.after):
        return None
    return "before another capitalised word"


def speaker(match: Match, around: Around) -> str | None:
    """A small place that speaks is a person: "Henry said"."""
    after = match.after
    says = after is not None and after.joined and after.text in words().saying
    lesser = match.single and not match.wide and match.people < _BIG and not match.capital
    return "it speaks" if says and lesser and match.containing is None else None


def seldom(match: Match, around: Around) -> str | None:
    """A word that is seldom a place ("Reading", "Bush") without a sign that it is one."""
    if not match.single or match.wide or match.containing is not None:
        return None
    word = match.text.title()
    if word not in words().seldom and word not in words().given:
        return None
    if match.words[0].loud and match.people < _BIG:
        return "seldom a place"
    signed = match.signed and match.people >= _SMALL
    return None if signed or match.people >= _BIG or _again(match, around) else "seldom a place"


def firm(match: Match, around: Around) -> str | None:
    """A town's name that the text gives to a firm: the Carrefour that is criticised is no town."""
    towns = all(c.feature in ("city", "district") for c in match.found)
    if match.text not in around.firms or not towns or match.capital:
        return None
    told = match.containing is not None or match.cue is not None
    return None if told else "a firm's name in this text"


def common(match: Match, around: Around) -> str | None:
    """A word that the text itself uses in lower case, or one that only opens a sentence."""
    if not match.single or match.wide or match.containing is not None:
        return None
    if match.text.lower() in around.plain and match.people < _BIG:
        return "a common word in this text"
    weak = match.words[0].loud and match.people < _LARGE
    return "capitals mean nothing here" if weak and not _again(match, around) else None


def slight(match: Match, around: Around) -> str | None:
    """A small town's name, or another name of one, without any sign of a place."""
    if not match.single or match.wide or match.signed or _again(match, around):
        return None
    official = [c.population for c in match.found if c.official]
    if match.people >= _LARGE or (official and max(official) >= _SMALL):
        return None
    return None if any(c.feature == "region" for c in match.found) else "too small a place"


Gate = Callable[[Match, Around], str | None]
GATES: tuple[Gate, ...] = (
    in_person,
    never,
    titled,
    thing,
    forename,
    surname,
    neighbour,
    follower,
    speaker,
    seldom,
    firm,
    common,
    slight,
)


def why_not(match: Match, around: Around) -> str | None:
    """The first gate's reason that a match is no place, or None where it may be one."""
    return next((why for gate in GATES if (why := gate(match, around)) is not None), None)


def surnames(found: Sequence[Token]) -> frozenset[str]:
    """Words right after a given name or a title: persons of the text, by what it says itself."""
    pairs = pairwise(found)
    return frozenset(
        second.text
        for first, second in pairs
        if second.capital and _names_person(first) and _gap_is_thin(second.gap)
        and not first.owns and not countries().codes(second.text)
    )  # fmt: skip


def _names_person(token: Token) -> bool:
    known = token.text in words().titles or token.text in words().given
    return known and not countries().codes(token.text)


def _gap_is_thin(gap: str) -> bool:
    return gap.strip(". ") == "" and len(gap) < 4 and gap != ""


def _again(match: Match, around: Around) -> bool:
    return match.text in around.named


def _is_known(token: Token | None) -> bool:
    """Whether a neighbour goes well with a place: "Boston Police", "Syrian Homs"."""
    if token is None:
        return False
    word = token.text
    kinds = word in words().never or word.lower() in words().cues or word.lower() in words().parts
    return kinds or bool(countries().codes(word))
