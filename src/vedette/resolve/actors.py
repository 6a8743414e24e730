"""Mentions of one actor → who it is: name, country, PLOVER sectors, and why.

First a roster of known actors by date. Whose any other actor is, is chosen among the countries and
bodies that come into question, by its own words, the model and what the report names, with learnt
weights (`actor_ranked`); its sector by role nouns and the model (`actor_votes`). An actor that
nothing tells stays unknown ("---/UNK"), with the reason. It looks nothing up outside its own
tables.
"""

from __future__ import annotations

from collections.abc import Sequence

from vedette.records import MentionKind, Record
from vedette.resolve.actor_clues import Clue, countries_named, government_of, known_here
from vedette.resolve.actor_country import ActorEvidence, CountryNamed
from vedette.resolve.actor_hear import ActorMention, Heard, hear
from vedette.resolve.actor_names import entity_name, group_name, own_name
from vedette.resolve.actor_ranked import Country, country_told
from vedette.resolve.actor_roster import Listed, Outlet, find, known_until, outlet_of
from vedette.resolve.actor_text import bare_phrase, is_pronoun
from vedette.resolve.actor_votes import Sectors, sectors_told

__all__ = [
    "ActorChoice",
    "ActorEvidence",
    "ActorMention",
    "Clue",
    "CountryNamed",
    "Outlet",
    "countries_named",
    "described_by",
    "government_of",
    "outlet_of",
    "resolve_actor",
]

PLACES: tuple[MentionKind, ...] = ("GPE", "LOC", "FAC", "EVD")
"""Kinds that are no actors: a state that acts is handed in as an ORG."""


class ActorChoice(Record, frozen=True, kw_only=True):
    """Who an actor is. `actor` is its code ("RUS/MIL"; a place's is its country alone).

    `sure` is False where the country is only guessed from the report around the mentions;
    `roster` and `wikidata` are set only where the actor itself is listed; `reason` tells which
    words decided and `runner_up` the next best code.
    """

    name: str
    country: str | None
    sectors: tuple[str, ...]
    actor: str
    reason: str
    sure: bool = True
    roster: str | None = None
    wikidata: str | None = None
    runner_up: str | None = None


def resolve_actor(
    mentions: Sequence[ActorMention], *, date: str | None, evidence: ActorEvidence
) -> ActorChoice:
    """Who the actor of these mentions is, on the report's date (an ISO day, or None).

    All mentions are of one entity of one report; pronouns among them tell nothing. Raises
    `ValueError` for no mentions.
    """
    if not mentions:
        raise ValueError("an actor has no mentions")
    telling = _telling(mentions)
    entry = _listed(telling, date, evidence)
    if entry is not None:
        return _known(entry, telling, date, evidence)
    return _described(telling, date, evidence)


def described_by(
    mentions: Sequence[ActorMention], *, date: str | None, evidence: ActorEvidence
) -> list[Heard] | None:
    """What the mentions of an actor tell of it; None where it is listed by name."""
    telling = _telling(mentions)
    if _listed(telling, date, evidence) is not None:
        return None
    return [hear(m, date=date, evidence=evidence) for m in telling]


def _telling(mentions: Sequence[ActorMention]) -> Sequence[ActorMention]:
    """Those that are no pronouns, where any is not."""
    return [m for m in mentions if not is_pronoun(m.text)] or list(mentions)


def _listed(
    mentions: Sequence[ActorMention], date: str | None, evidence: ActorEvidence
) -> Listed | None:
    """The roster's entry whose very name is one of the mentions."""
    strangers = _strangers(mentions, date) | evidence.strangers
    for mention in mentions:
        for name in _own_names(mention, date):
            for entry in find(name, date) if name not in strangers else ():
                if _meant(entry, name, mention, evidence) and entry.at(date).country is not None:
                    return entry
    return None


def _strangers(mentions: Sequence[ActorMention], date: str | None) -> frozenset[str]:
    """Surnames that a fuller name gives to somebody who is not listed: "James Brown", "Brown"."""
    names = (own_name(m.text) for m in mentions if m.kind == "PER")
    fuller = {name for name in names if " " in name and not find(name, date)}
    return frozenset(name.rpartition(" ")[2] for name in fuller)


def _own_names(mention: ActorMention, date: str | None) -> tuple[str, ...]:
    if mention.kind != "PER":
        bare = bare_phrase(mention.text)
        group = group_name(bare, date)
        return (bare,) if group is None else (bare, group)
    return tuple(name for name in (bare_phrase(mention.text), own_name(mention.text)) if name)


def _meant(entry: Listed, name: str, mention: ActorMention, evidence: ActorEvidence) -> bool:
    person = entry.roster == "people"
    if person != (mention.kind == "PER") or mention.kind in ("LOC", "FAC", "EVD"):
        return False
    here = frozenset(named.country for named in evidence.named)
    return any(c.isupper() for c in name) and known_here(entry, name, here)


def _known(
    entry: Listed, mentions: Sequence[ActorMention], date: str | None, evidence: ActorEvidence
) -> ActorChoice:
    # Without a date, the post that the report calls somebody by says when it was.
    called = None if date is not None else entry.called(" ".join(m.text for m in mentions))
    standing = called or entry.at(date)
    heard = [hear(m, date=date, evidence=evidence) for m in mentions]
    sectors = standing.sectors or sectors_told(heard).codes
    on = f" on {date}" if date is not None else ""
    return ActorChoice(
        name=entry.name,
        country=standing.country,
        sectors=sectors,
        actor=_code(standing.country, sectors),
        reason=f"{entry.name} is listed as {standing.words}{on}{_limit(entry, date)}",
        roster=entry.id,
        wikidata=entry.wikidata,
    )


def _limit(entry: Listed, date: str | None) -> str:
    """Says so where the roster of offices was not checked up to the report's date."""
    if entry.roster != "people" or date is None or date <= known_until():
        return ""
    return f" (offices were checked to {known_until()})"


def _described(
    mentions: Sequence[ActorMention], date: str | None, evidence: ActorEvidence
) -> ActorChoice:
    heard = [hear(m, date=date, evidence=evidence) for m in mentions]
    country = country_told(heard, evidence=evidence)
    kind = mentions[0].kind
    place = kind in PLACES
    sectors = Sectors(codes=(), reason="a place") if place else sectors_told(heard)
    return ActorChoice(
        name=entity_name([m.text for m in mentions], kind),
        country=country.code,
        sectors=sectors.codes,
        actor=country.code or "---" if place else _code(country.code, sectors.codes),
        reason=f"{country.reason}; {sectors.reason}",
        sure=country.sure,
        roster=_government(heard),
        runner_up=_runner_up(country, sectors),
    )


def _government(heard: Sequence[Heard]) -> str | None:
    """An id for a government where most mentions name it alone ("Moscow", "the Kremlin")."""
    named = [one.government.country for one in heard if one.government is not None]
    same = len(set(named)) == 1 and 2 * len(named) > len(heard)
    return f"government:{named[0]}" if same else None


def _runner_up(country: Country, sectors: Sectors) -> str | None:
    if country.runner_up is not None:
        return _code(country.runner_up, sectors.codes)
    if sectors.runner_up is not None:
        return _code(country.code, (sectors.runner_up,))
    return None


def _code(country: str | None, sectors: tuple[str, ...]) -> str:
    return f"{country or '---'}/{'/'.join(sectors) or 'UNK'}"
