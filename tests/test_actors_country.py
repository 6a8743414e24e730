"""Whose an actor is: what speaks for a country, and which of two wins."""

from __future__ import annotations

import pytest

from vedette.records import Label
from vedette.resolve.actor_features import FEATURES, NONE, STATE, TRADES, weights
from vedette.resolve.actors import (
    ActorChoice,
    ActorEvidence,
    ActorMention,
    countries_named,
    resolve_actor,
)

REPORT = (
    "Damascus said on Monday that Lebanon must hand over two officers. An MP refused. The UN spoke."
)


def chosen(
    text: str, *, points_at: dict[str, float] | None = None, owner: str = STATE, sector: str = "GOV"
) -> ActorChoice:
    """The actor of words of `REPORT`; the model points at words and takes it for `owner`'s."""
    mention = ActorMention(
        text=text,
        kind="ORG",
        start=REPORT.index(text),
        owner=Label(value=owner, score=0.9),
        whose={REPORT.index(word): p for word, p in (points_at or {}).items()},
        sector=sector,
        sector_score=0.8,
    )
    evidence = ActorEvidence(named=countries_named(REPORT))
    return resolve_actor([mention], date="1999-05-01", evidence=evidence)


@pytest.mark.parametrize(
    ("points_at", "owner", "country", "why"),
    [
        ({}, STATE, "SYR", 'SYR only as the first that the report names ("Damascus")'),
        ({"Damascus": 0.05, "Lebanon": 0.9}, STATE, "LBN", 'LBN by "Lebanon", which the model'),
        ({"UN": 0.9}, "UNO", "UNO", 'UNO by "The UN", which the model takes it'),
        ({}, "NGO", "NGO", "NGO by the model (0.90)"),
    ],
)
def test_the_model_and_the_report_speak_for_a_country_and_the_reason_says_which(
    points_at: dict[str, float], owner: str, country: str, why: str
) -> None:
    sector = "IGO" if owner == "UNO" else "NGO" if owner == "NGO" else "GOV"
    found = chosen("An MP", points_at=points_at, owner=owner, sector=sector)
    assert found.country == country
    assert found.reason.startswith(why)
    assert not found.sure


def test_an_actors_own_words_outweigh_where_the_model_points() -> None:
    mention = ActorMention(
        text="Lebanese police",
        kind="ORG",
        start=18,
        owner=Label(value=STATE, score=0.9),
        whose={0: 0.9},
    )
    evidence = ActorEvidence(named=countries_named("Damascus wrote to the Lebanese police."))
    found = resolve_actor([mention], date=None, evidence=evidence)
    assert (found.country, found.sure) == ("LBN", True)
    assert found.reason.startswith('LBN by "Lebanese"')


def test_a_next_best_country_is_told_and_a_hopeless_one_is_not() -> None:
    assert chosen("An MP", points_at={"Damascus": 0.4, "Lebanon": 0.5}).runner_up is not None
    mention = ActorMention(text="Polish police", kind="ORG")
    found = resolve_actor([mention], date=None, evidence=ActorEvidence())
    assert found.runner_up is None


def test_every_feature_has_a_weight_and_none_is_left_over() -> None:
    assert set(weights().features) == {f.__name__ for f in FEATURES}
    assert {STATE, NONE, *TRADES} == set(weights().kinds)


@pytest.mark.parametrize(
    ("mentions", "name"),
    [
        (("Gorbachev",), "Mikhail Gorbachev"),
        (("Volodymyr Gorbachev", "Gorbachev"), "Volodymyr Gorbachev"),
        (("[George W.] Bush",), "George W. Bush"),
    ],
)
def test_a_name_alone_means_the_one_the_news_knows_by_it_unless_somebody_else_bears_it(
    mentions: tuple[str, ...], name: str
) -> None:
    """Brackets are the newsroom's; a fuller name among the mentions says whose the surname is."""
    asked = [ActorMention(text=text, kind="PER") for text in mentions]
    found = resolve_actor(asked, date="2009-04-04", evidence=ActorEvidence())
    assert found.name == name
