"""Reports → versions of one article: which are, which of them stands, and what it has changed.

An article is known by its address, by what its publisher calls it, or by outlet, title and day.
None of these is enough alone where two texts have nothing in common: a front page or a daily
bulletin tells other things at one address, and another outlet's digest has an article's address.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from difflib import SequenceMatcher
from hashlib import blake2b
from typing import Literal
from urllib.parse import urldefrag, urlsplit

from vedette.fuse.accounts import Account
from vedette.fuse.clusters import SAME
from vedette.fuse.compare import compared
from vedette.fuse.copies import Kind
from vedette.fuse.index import slug
from vedette.records import WITHDRAWAL, Reading, Record, Report, Revision

Need = Literal["nothing", "words", "text"]
"""What two reports of one key must have in common beside it to be one article's: nothing more,
some words taken over, or nearly all of the text."""
ENOUGH: dict[Need, tuple[Kind, ...]] = {
    "words": ("exact", "light edit", "rewrite", "partial"),
    "text": ("exact", "light edit"),
}
WORLDWIDE = ("urn:", "tag:")
"""How the name of an article begins that no other has anywhere."""
ALIKE = 0.5
"""Least likeness of two sentences for the later to be the earlier one changed."""
AHEAD = 20
"""How many sentences of the earlier text one of the later is compared with: all of them would take
the square of a text's length."""


class Identity(Record, frozen=True, kw_only=True):
    """A key that the versions of an article share, a number of 63 bits, and what else they need.
    One that is not `kept` only looks for reports that keep it."""

    key: int
    need: Need
    kept: bool = True


class Seen(Record, frozen=True, kw_only=True):
    """A version, when it came (ISO time; empty where nobody knows) and as which report (`n`)."""

    report: Report
    seen: str
    n: int


def identities(report: Report) -> tuple[Identity, ...]:
    """The keys by which other versions of a report's article are found."""
    return tuple(dict.fromkeys(_identities(report)))


def _identities(report: Report) -> Iterator[Identity]:
    title, outlet = slug(report.title or ""), slug(report.outlet or "")
    day = report.date or ""
    taken_back = report.kind == WITHDRAWAL
    for name in (_address(report.url), _called(report.guid, outlet)):
        if name is not None:
            # An article is found by its withdrawal, and the reverse, whichever came first.
            yield Identity(key=_key("back", name), need="nothing", kept=taken_back)
            yield Identity(key=_key("one", name), need="nothing" if taken_back else "words")
            if title and day:
                yield Identity(key=_key("one", name, title, day), need="nothing")
    if title and outlet and day:
        yield Identity(key=_key("titled", outlet, title, day), need="text")


def _address(url: str | None) -> str | None:
    """An address without what does not tell pages apart; None for a site's front page."""
    if url is None:
        return None
    from courlan import normalize_url

    try:
        plain = urlsplit(urldefrag(normalize_url(url)).url)
    except ValueError:
        return None
    if not plain.netloc or not (plain.path.strip("/") or plain.query):
        return None
    host = plain.netloc.removeprefix("www.")
    return f"{host}{plain.path.rstrip('/')}?{plain.query}"


def _called(guid: str | None, outlet: str) -> str | None:
    """What a publisher calls an article, and whose name that is, where it is not the world's."""
    if guid is None:
        return None
    return guid if guid.startswith(WORLDWIDE) else f"{outlet} {guid}"


def _key(*parts: str) -> int:
    told = "\0".join(parts).encode("utf-8", "replace")
    return int.from_bytes(blake2b(told, digest_size=8).digest()) >> 1


def is_version(one: Report, other: Report, *, need: Need, copied: Kind | None) -> bool:
    """Whether two reports that share a key of that need are one article's; `copied` is how one
    repeats the other, if it does. Another outlet links to an article under its title, and has the
    article only where it has its words."""
    if need == "nothing" and _apart(one, other):
        if WITHDRAWAL in (one.kind, other.kind):
            return _own_domain(one, other) or _own_domain(other, one)
        need = "words"
    return need == "nothing" or copied in ENOUGH[need]


def _apart(one: Report, other: Report) -> bool:
    """Whether two reports bear the names of two outlets."""
    names = {slug(r.outlet) or r.outlet for r in (one, other) if r.outlet}
    return len(names) > 1


def _own_domain(back: Report, article: Report) -> bool:
    """Whether a withdrawal's outlet goes by the domain of the article's address."""
    if back.kind != WITHDRAWAL or not back.outlet or article.url is None:
        return False
    try:
        host = urlsplit(article.url).hostname or ""
    except ValueError:
        return False
    return host.removeprefix("www.") == back.outlet.lower().removeprefix("www.")


def standing(versions: Iterable[Seen]) -> Seen:
    """The version that stands: the one that its publisher changed last; of equals the one that was
    seen last."""
    return max(versions, key=order)


def order(version: Seen) -> tuple[str, str, int]:
    """What versions are sorted by, the earliest first."""
    report = version.report
    return report.modified or report.date or "", version.seen, version.n


def heirs(old: Sequence[Account], new: Sequence[Account]) -> dict[str, str]:
    """Accounts of a version → those of a later one that tell the same event, the likeliest pairs
    first, each once. An account that is in none is withdrawn."""
    pairs = ((compared(a, b).score, a.id, b.id) for a in old for b in new if a.type == b.type)
    found: dict[str, str] = {}
    for score, a, b in sorted(pairs, key=lambda p: (-p[0], p[1], p[2])):
        if score >= SAME and a not in found and b not in found.values():
            found[a] = b
    return found


def revisions(before: Reading, after: Reading) -> tuple[Revision, ...]:
    """What a version has otherwise than the one before it: title and sentences, in the order of the
    text. A sentence that only moved is one that is gone and one that is new."""
    return tuple(_revisions(before, after))


def _revisions(before: Reading, after: Reading) -> Iterator[Revision]:
    titles = before.report.title, after.report.title
    if titles[0] != titles[1]:
        yield Revision(before=titles[0], after=titles[1])
    old, new = _sentences(before), _sentences(after)
    i = k = 0
    for j, m in (*_kept(old, new), (len(old), len(new))):
        yield from _changed(old[i:j], new[k:m])
        i, k = j + 1, m + 1


def _kept(old: Sequence[str], new: Sequence[str]) -> list[tuple[int, int]]:
    """Where each sentence stands that both texts have in one order: the most of them that do, by
    patience sorting. One that comes again is taken for the same as often in the other."""
    places = {each: n for n, each in enumerate(_counted(old))}
    pairs = [(places[each], m) for m, each in enumerate(_counted(new)) if each in places]
    least: list[int] = []
    last: list[int] = []
    before: list[int | None] = []
    for at, (place, _) in enumerate(pairs):
        length = bisect_left(least, place)
        before.append(last[length - 1] if length else None)
        least[length : length + 1] = [place]
        last[length : length + 1] = [at]
    found: list[tuple[int, int]] = []
    end = last[-1] if last else None
    while end is not None:
        found.append(pairs[end])
        end = before[end]
    return found[::-1]


def _counted(sentences: Iterable[str]) -> Iterator[tuple[str, int]]:
    """Sentences, each with how often it stood before."""
    seen = Counter[str]()
    for sentence in sentences:
        yield sentence, seen[sentence]
        seen[sentence] += 1


def _sentences(reading: Reading) -> list[str]:
    report = reading.report
    return [" ".join(report.quote(span).split()) for span in reading.sentences]


def _changed(old: Sequence[str], new: Sequence[str]) -> Iterator[Revision]:
    """Sentences that stand in the place of others, each with the next one that is like it."""
    at = 0
    for after in new:
        ahead = range(at, min(at + AHEAD, len(old)))
        alike = next((n for n in ahead if _alike(old[n], after)), None)
        if alike is None:
            yield Revision(before=None, after=after)
            continue
        yield from (Revision(before=gone, after=None) for gone in old[at:alike])
        yield Revision(before=old[alike], after=after)
        at = alike + 1
    yield from (Revision(before=gone, after=None) for gone in old[at:])


def _alike(before: str, after: str) -> bool:
    return SequenceMatcher(None, before.split(), after.split()).ratio() >= ALIKE
