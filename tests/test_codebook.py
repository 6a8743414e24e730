"""The codebook agrees with the corpus, with the records, with its page, and with itself."""

from __future__ import annotations

import importlib.util
import json
import re
from collections.abc import Callable, Iterable
from pathlib import Path
from types import ModuleType
from typing import Any, get_args

import pytest
from click.testing import CliRunner, Result

from vedette import codebook, records
from vedette.cli.codebook import codebook_command
from vedette.codebook import filters, page
from vedette.codebook.match import compile_words

ROOT = Path(__file__).parents[1]
BOOK = codebook.book()

QUADS = {
    "V-COOP": "AGREE CONSULT SUPPORT CONCEDE",
    "M-COOP": "COOPERATE AID RETREAT",
    "V-CONF": "REQUEST ACCUSE REJECT THREATEN",
    "M-CONF": "PROTEST SANCTION MOBILIZE COERCE ASSAULT",
    "": "CLAIM",
}
CAMEO_ROOTS = {
    "AGREE": "03", "CONSULT": "04", "SUPPORT": "05", "COOPERATE": "06", "AID": "07",
    "CONCEDE": "08", "RETREAT": "08", "REQUEST": "10", "ACCUSE": "09 11", "REJECT": "12",
    "THREATEN": "13", "PROTEST": "14", "MOBILIZE": "15", "SANCTION": "11 16", "COERCE": "17",
    "ASSAULT": "17 18 19 20",
}  # fmt: skip


def corpus_check() -> ModuleType:
    spec = importlib.util.spec_from_file_location("corpus_check", ROOT / "corpus" / "check.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def run(*args: str) -> Result:
    return CliRunner().invoke(codebook_command, list(args))


def test_the_lists_are_those_of_the_corpus() -> None:
    corpus = corpus_check()
    assert {name: set(entry.modes) for name, entry in BOOK.types.items()} == corpus.TYPES
    assert list(BOOK.types) == list(corpus.TYPES)
    assert set(BOOK.statuses) == corpus.STATUS
    assert set(BOOK.roles) == corpus.ROLES
    assert set(BOOK.kinds) == corpus.KINDS | {"TIME", "NUM"}
    assert set(BOOK.sectors) == corpus.SECTORS


@pytest.mark.parametrize(
    ("names", "literal"),
    [
        (BOOK.statuses, records.Status),
        (BOOK.kinds, records.MentionKind),
        (BOOK.bases, records.Basis),
    ],
)
def test_the_lists_are_those_of_the_records(
    names: dict[str, codebook.Term], literal: object
) -> None:
    assert tuple(names) == get_args(literal)


def test_the_stances_of_a_claim_are_the_modes_of_claim() -> None:
    assert list(BOOK.stances) == list(BOOK.types["CLAIM"].modes)


@pytest.mark.parametrize(("quad", "types"), QUADS.items())
def test_every_type_has_its_quad_class(quad: str, types: str) -> None:
    assert [name for name in BOOK.types if codebook.quad(name) == quad] == types.split()


def test_cooperation_scores_above_zero_and_conflict_below() -> None:
    for name, entry in BOOK.types.items():
        score = codebook.intensity(name)
        if score is None:
            assert name == "CLAIM"
        else:
            assert (score > 0) == entry.quad.endswith("COOP"), name


def test_recipients_are_needed_where_plover_says() -> None:
    needing = [name for name, entry in BOOK.types.items() if entry.needs_recipient]
    assert needing == ["COOPERATE", "AID", "SANCTION"]


@pytest.mark.parametrize(("name", "roots"), CAMEO_ROOTS.items())
def test_cameo_codes_lie_under_the_roots_that_plover_merged(name: str, roots: str) -> None:
    for mode in (None, *BOOK.types[name].modes):
        code = codebook.cameo(name, mode)
        assert code is not None
        assert re.fullmatch(r"\d{3,4}", code)
        assert code[:2] in roots.split()


@pytest.mark.parametrize(
    ("name", "mode", "score", "code"),
    [
        ("ASSAULT", None, -9.3, "180"),
        ("ASSAULT", "drone", -9.3, "1952"),
        ("ASSAULT", "primitive", -9.3, "180"),
        ("CONSULT", "multilateral", 2.1, "040"),
        ("RETREAT", "ceasefire", 7.6, "0871"),
        ("CLAIM", "deny", None, None),
    ],
)
def test_a_mode_without_figures_of_its_own_takes_its_types(
    name: str, mode: str | None, score: float | None, code: str | None
) -> None:
    assert codebook.intensity(name, mode) == score
    assert codebook.cameo(name, mode) == code


def test_unknown_names_are_refused_and_the_nearest_is_named() -> None:
    with pytest.raises(ValueError, match="'ASULT' is no event type; the nearest is 'ASSAULT'"):
        codebook.quad("ASULT")
    with pytest.raises(ValueError, match="'arial' is no mode of ASSAULT; the nearest is 'aerial'"):
        codebook.intensity("ASSAULT", "arial")
    with pytest.raises(ValueError, match=r"'visit' is no mode of AID$"):
        codebook.cameo("AID", "visit")
    with pytest.raises(ValueError, match="'cybr' is no codebook entry; the nearest is 'cyber'"):
        codebook.find("cybr")


def test_an_entry_without_sense_is_never_made() -> None:
    with pytest.raises(ValueError, match="whole sentence"):
        codebook.Term(name="GOV", description="no full stop")
    for score in (11, -11):
        with pytest.raises(ValueError, match=rf"outside -10\.\.10: {score}"):
            records.change(BOOK.types["AID"], intensity=score)
    odd = records.change(BOOK.types["AID"], quad="5")
    with pytest.raises(ValueError, match="AID has an unknown quad class: 5"):
        records.change(BOOK, types={"AID": odd})


def test_a_context_word_finds_its_own_context_and_no_other() -> None:
    words = [(word, name) for name, entry in BOOK.contexts.items() for word in entry.words]
    assert len(BOOK.contexts) == 37
    assert len(words) == len({word for word, _ in words})
    for word, name in words:
        assert word == word.lower()
        assert codebook.contexts_in(word.replace("*", "s")) == (name,), word


def border() -> tuple[str, ...]:
    """Troops massed on the border. The army said the air-
    strikes would go on."""
    return "military", "territory"


def words_inside_words() -> tuple[str, ...]:
    """The courteous encounter, an important turmoil, left him agasp."""
    return ()


def longer_words_first() -> tuple[str, ...]:
    """War crimes, human trafficking, artificial intelligence and a computer virus."""
    return "human_rights", "technology", "cyber", "trafficking"


def four_at_most() -> tuple[str, ...]:
    """Hospitals, mosques, ballots, pipelines and hackers; hospital HACKERS again."""
    return "health", "cyber", "election", "religion_ethnicity"


@pytest.mark.parametrize("case", [border, words_inside_words, longer_words_first, four_at_most])
def test_contexts_of_a_text_are_ranked_by_hits_then_by_the_codebook(case: object) -> None:
    assert callable(case)
    assert codebook.contexts_in(str(case.__doc__)) == case()


def test_of_two_words_that_start_alike_the_longer_is_taken() -> None:
    arms = codebook.Context(name="arms", description="Arms.", words=("arms", "arms deal*"))
    found = compile_words([arms]).search("two arms deals signed")
    assert found is not None
    assert found.group() == "arms deals"


def test_the_context_expression_nests_no_quantifier() -> None:
    pattern = compile_words(BOOK.contexts.values()).pattern
    assert not re.search(r"[*+?}]\)?[*+{]", pattern)


def test_the_page_in_docs_is_the_one_that_the_command_prints() -> None:
    written = (ROOT / "docs" / "codebook.md").read_text(encoding="utf-8")
    assert run("--format", "md").output == written == page.markdown(BOOK)
    assert all(f"`{name}`" in written for name in (*BOOK.types, *BOOK.contexts, *BOOK.sectors))


def test_the_command_prints_all_types_and_their_modes() -> None:
    lines = run().output
    for name in BOOK.types:
        assert name in lines
    assert json.loads(run("--format", "json").output) == records.decode(records.encode(BOOK))


@pytest.mark.parametrize(
    ("name", "lines"),
    [
        ("protest", ["PROTEST (type)", "  quad: M-CONF", "  needs_recipient: no"]),
        ("COERCE.cyber", ["cyber (mode)", "  cameo: 176", "  intensity: none"]),
        ("claim", ["CLAIM (type)", "  quad: none", "  intensity: none"]),
        ("IGO", ["IGO (sector)", "IGO (actor code)", "  tier: extra"]),
        ("V-COOP", ["V-COOP (quad)", "  number: 1"]),
    ],
)
def test_the_command_prints_one_entry_in_full(name: str, lines: list[str]) -> None:
    assert set(lines) <= set(run(name).output.splitlines())
    assert json.loads(run(name, "--format", "json").output)
    assert run(name, "--format", "md").output.startswith(f"## {lines[0]}\n")


def test_the_command_refuses_an_unknown_name() -> None:
    result = run("ASSULT")
    assert result.exit_code == 2
    assert "the nearest is 'ASSAULT'" in result.output


MEANT: list[tuple[Callable[[Iterable[str]], Any], list[str], Any]] = [
    (filters.types_named, ["assault.DRONE", "accuse"], ("ASSAULT.drone", "ACCUSE")),
    (filters.countries_named, ["ua", "MWI"], ("UKR", "MWI")),
    (filters.credibilities_named, ["3", "1-3"], (1, 2, 3)),
    (filters.statuses_named, ["actual", "future"], ("actual", "future")),
    (filters.statuses_named, ["actual", "any"], ()),
]


def test_what_users_write_is_meant_the_same_at_the_desk_and_in_verbs() -> None:
    for meant, written, said in MEANT:
        assert meant(written) == said
        with pytest.raises(ValueError, match=r"(?i)nonsense"):
            meant([*written, "nonsense"])
