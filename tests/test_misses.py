"""Mended misses stay right, and the page of accuracy is of this model and this data."""

from __future__ import annotations

import json
import tomllib
from pathlib import Path

import pytest

from lab import attributions
from quality import misses, page, sets
from quality.figures import digest_of
from quality.run import SAVED
from quality.sets import CORPUS, digest
from vedette.reader.model import shipped


@pytest.mark.parametrize("path", misses.files("known"), ids=lambda p: p.stem)
def test_a_known_miss_asks_for_words_of_its_text(path: Path) -> None:
    """Whether it comes right may hang on how a processor rounds: `quality.misses` says so."""
    miss = tomllib.loads(path.read_text(encoding="utf-8"))
    assert miss["why"]
    assert all(want["trigger"] in miss["text"] for want in miss["must"])


@pytest.mark.parametrize("path", misses.files("fixed"), ids=lambda p: p.stem)
def test_a_mended_miss_stays_right(path: Path) -> None:
    assert not misses.wrong(path)


def test_the_page_is_made_of_the_saved_figures() -> None:
    assert page.PAGE.read_text(encoding="utf-8") == page.render()


def test_all_figures_are_of_the_shipped_model_and_the_committed_corpus() -> None:
    saved = json.loads(SAVED.read_text(encoding="utf-8"))["sets"]
    assert {row["sums"] for row in saved.values()} == {shipped().digest()}
    bundles = digest(sets.test_part())
    assert all(bundles in saved[name]["data"] for name in ("corpus", "scores", "robust", "fused"))
    assert digest_of((CORPUS / "pairs").glob("*.tsv")) in saved["pairs"]["data"]
    assert digest_of(attributions.FOLDER.glob("*.txt")) in saved["attribution passages"]["data"]
