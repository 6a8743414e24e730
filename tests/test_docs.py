"""The pages say what the code has: every verb, option, setting, rule and comparison."""

from __future__ import annotations

import re
from pathlib import Path

import click
import pytest

from vedette import __version__
from vedette.cli import VERBS, main
from vedette.codebook.scales import WORDINGS, scale
from vedette.fuse.grade import RULES
from vedette.fuse.independence import COMPARISONS
from vedette.fuse.track import OUTCOMES, PROPOSALS

ROOT = Path(__file__).parent.parent
CLI = (ROOT / "docs" / "cli.md").read_text(encoding="utf-8")
GRADES = (ROOT / "docs" / "grades.md").read_text(encoding="utf-8")


def options(command: click.Command, path: str) -> list[tuple[str, str]]:
    """(verb, long option) of a command and those under it."""
    if isinstance(command, click.Group):
        context = click.Context(command)
        names = command.list_commands(context)
        under = [(n, command.get_command(context, n)) for n in names]
        return [row for n, c in under if c is not None for row in options(c, f"{path} {n}")]
    opts = [o for p in command.params for o in p.opts if o.startswith("--")]
    return [(path, o) for o in opts if o != "--help"]


@pytest.mark.parametrize(("verb", "option"), options(main, "vedette"))
def test_every_option_is_on_the_page(verb: str, option: str) -> None:
    section = CLI.split(f"## `{verb}")[1].split("\n## ")[0]
    assert option in section


def test_every_verb_is_on_the_page() -> None:
    assert all(f"## `vedette {verb}" in CLI for verb in VERBS)


def test_every_setting_is_on_the_page() -> None:
    source = "".join(p.read_text(encoding="utf-8") for p in (ROOT / "src").rglob("*.py"))
    assert set(re.findall(r"VEDETTE_[A-Z]+", source)) == set(re.findall(r"VEDETTE_[A-Z]+", CLI))


PAGES = sorted(
    (*ROOT.glob("*.md"), *ROOT.glob("docs/*.md"), *ROOT.glob("src/vedette/data/model/*.md"))
)


@pytest.mark.parametrize("page", PAGES, ids=lambda p: p.name)
def test_every_module_that_a_page_runs_can_be_run(page: Path) -> None:
    ours = "quality|bench|lab|vedette"
    modules = re.findall(rf"python -m ((?:{ours})[\w.]*)", page.read_text(encoding="utf-8"))
    for name in set(modules):
        path = ROOT / (name.replace(".", "/") + ".py")
        assert '__name__ == "__main__"' in path.read_text(encoding="utf-8"), name


def test_every_rule_of_the_grade_is_on_the_page_in_its_order() -> None:
    rows = [f"| {n} | `{rule.__name__}` | {rule.__doc__} |" for n, rule in RULES]
    assert "\n".join(rows) in GRADES


def test_every_comparison_of_origins_is_on_the_page_in_its_order() -> None:
    verdicts = GRADES.split("\n## 3.")[1].split("\n## ")[0]
    found = re.findall(r"^\| `(\w+)` \| (.*?)(?::.*)? \|$", verdicts, re.MULTILINE)
    docs = [(c.__name__, (c.__doc__ or "").rstrip(".")) for c in COMPARISONS]
    assert [(name, said.rstrip(".")) for name, said in found] == docs


def test_what_becomes_of_claims_and_the_letters_proposed_are_on_the_page() -> None:
    outcomes = re.findall(r"^\| `(\w+)` \| [^|]+ \|$", GRADES.split("## 5.")[1], re.MULTILINE)
    assert sorted(outcomes) == sorted(OUTCOMES)
    rows = [f"| {letter} | {n} or more | {share:.0%} |" for letter, n, share in PROPOSALS]
    found = re.findall(r"^\| [A-F] \| \d+ or more \| \d+% \|", GRADES, re.MULTILINE)
    assert found == rows


def test_the_words_of_both_scales_are_on_the_page() -> None:
    for kind in ("reliability", "credibility"):
        stanag, fm = (getattr(scale(w), kind) for w in WORDINGS)
        assert "\n".join(f"| {k} | {said} | {fm[k]} |" for k, said in stanag.items()) in GRADES


def test_changelog_and_version_agree() -> None:
    changelog = (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
    newest = re.search(r"^## (\S+)", changelog, re.MULTILINE)
    assert newest is not None
    assert newest[1] == __version__
    assert f'version = "{__version__}"' in (ROOT / "pyproject.toml").read_text(encoding="utf-8")
