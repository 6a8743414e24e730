"""A file of sources: what it may say, and a sentence for each fault."""

from __future__ import annotations

from pathlib import Path

import pytest

from vedette.feeds import Plan, Source, plan_of
from vedette.feeds.plan import KEYS
from vedette.plans import BadPlan

DOCS = (Path(__file__).parent.parent / "docs" / "ingest.md").read_text(encoding="utf-8")
FULL = """
contact = "desk@example.org"
private_hosts = ["Intranet"]
pause = "3s"
timeout = "20s"
[[source]]
name = "Meridian"
url = "https://meridian.example/rss"
every = "1h"
expect = "2d"
outlet = "Meridian Wire"
letter = "B"
links = false
[[source]]
name = "Drop"
kind = "folder"
path = "incoming"
columns = { text = "story" }
"""


def plan(tmp_path: Path, text: str) -> Plan:
    path = tmp_path / "sources.toml"
    path.write_text(text, encoding="utf-8")
    return plan_of(path)


def test_a_file_of_sources_is_what_it_says(tmp_path: Path) -> None:
    assert plan(tmp_path, FULL) == Plan(
        contact="desk@example.org",
        private_hosts=("intranet",),
        pause=3,
        timeout=20,
        sources=(
            Source(
                name="Meridian",
                address="https://meridian.example/rss",
                every=3_600,
                expect=172_800,
                outlet="Meridian Wire",
                letter="B",
                links=False,
            ),
            Source(
                name="Drop",
                kind="folder",
                address=str(tmp_path / "incoming"),
                columns={"text": "story"},
            ),
        ),
    )


ONE = '[[source]]\nname = "A"\nurl = "https://a.example/"\n'
FAULTS = [
    ("", "there is no [[source]] in it"),
    ("[[source", "is not TOML: "),
    ('source = "x"', "sources are written as [[source]]"),
    ("[source]\nname = 'A'", "sources are written as [[source]]"),
    (
        'colour = "red"\n' + ONE,
        "it knows no colour; it knows contact, private_hosts, pause, timeout",
    ),
    (
        'pause = "never"\n' + ONE,
        'pause is a time such as "30s", "10m", "6h" or "2d", not \'never\'',
    ),
    ('private_hosts = "x"\n' + ONE, "private_hosts is a list of host names, not 'x'"),
    ("[[source]]\nurl = 'https://a.example/'", "source 1: it has no name"),
    ("[[source]]\nname = 'A'", "source 1 (A): a feed needs a url"),
    ("[[source]]\nname = 'A'\nkind = 'folder'", "source 1 (A): a folder needs a path"),
    (ONE + 'path = "x"', "source 1 (A): a feed is known by its url"),
    (ONE + 'every = "5s"', "source 1 (A): a feed is looked at every 60 s at most, not 5s"),
    (ONE + "every = 10", "every is a time such as"),
    (ONE + 'letter = "B"', "a letter is of an outlet; name it"),
    (ONE + 'outlet = "A"\nletter = "G"', "letter is one of A, B, C, D, E, F, not 'G'"),
    (ONE + 'kind = "mail"', "kind is one of feed, page, folder, warc, not 'mail'"),
    (ONE + "kind = ['feed']", "kind is one of feed, page, folder, warc, not ['feed']"),
    (ONE + 'links = "no"', "links is true or false, not 'no'"),
    (ONE + "columns = ['a']", "columns is fields and their columns"),
    (ONE + 'outlet = "a\\nb"', "outlet is a line of text"),
    ("[[source]]\nname = 'A'\nurl = 'file:///etc/passwd'", "url is an http or https address"),
    (ONE + ONE, "there are two sources with the name A"),
    (ONE + ONE.replace('"A"', '"B"'), "two sources with the address https://a.example/"),
]


@pytest.mark.parametrize(("text", "what"), FAULTS)
def test_a_fault_is_told_with_its_place(tmp_path: Path, text: str, what: str) -> None:
    with pytest.raises(BadPlan) as fault:
        plan(tmp_path, text)
    assert what in str(fault.value)
    assert str(fault.value).startswith(str(tmp_path / "sources.toml"))


def test_all_faults_are_told_at_once(tmp_path: Path) -> None:
    with pytest.raises(BadPlan) as fault:
        plan(tmp_path, 'pause = 1\n[[source]]\nname = ""\nevery = "x"')
    assert len(str(fault.value).splitlines()) == 4


@pytest.mark.parametrize("name", ["none.toml", "."])
def test_a_file_that_cannot_be_read_is_said_so(tmp_path: Path, name: str) -> None:
    with pytest.raises(BadPlan, match="cannot be read"):
        plan_of(tmp_path / name)


@pytest.mark.parametrize("key", KEYS)
def test_every_key_is_on_the_page(key: str) -> None:
    assert f"`{key}`" in DOCS.split("## Watching sources")[1]
