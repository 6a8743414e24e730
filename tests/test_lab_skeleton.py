"""Annotated bundles of public texts are kept without their words, which come back from the set."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from lab.skeleton import Unknown, filled, stripped

BUNDLE = """\
=== xa-001 | topic: ecb 1_1ecb | region: Europe
--- 1 | 2008-12-11 | Unknown | own
S: [Riot police|pol] {fired|e1} at [the crowd|cro], "a (calm) march", [he|he] {said|c1}.
> e1 ASSAULT.crowd-control actual actor=pol recipient=cro
S: This line is not in it.
"""
WORDS = "Riot police fired at the crowd , `` a [ calm ] march '' , he said ."


@pytest.fixture
def bench(tmp_path: Path) -> Path:
    (tmp_path / "ecbplus").mkdir()
    row = json.dumps({"doc": "1_1ecb", "tokens": WORDS.split()})
    (tmp_path / "ecbplus" / "ecbplus_traindev.jsonl").write_text(row + "\n")
    return tmp_path


def test_a_skeleton_has_no_words_and_is_filled_again(bench: Path) -> None:
    skeleton = "\n".join(stripped(BUNDLE, bench))
    assert "police" not in skeleton
    assert "[~~~~ ~~~~~~|pol] {~~~~~|e1}" in skeleton
    assert "\n".join(filled(skeleton, bench)) == BUNDLE.rstrip("\n")


def test_a_document_that_is_not_there_is_named(bench: Path) -> None:
    with pytest.raises(Unknown, match="ecb 9_9ecb"):
        list(filled(BUNDLE.replace("1_1ecb", "9_9ecb"), bench))
