"""`--format json` is the contract: its keys, no others, and a schema that refuses the rest."""

from __future__ import annotations

import copy
import json
from collections.abc import Callable, Iterator
from typing import Any

import canned
import jsonschema
import pytest
import worked

from vedette.codebook import book
from vedette.export import schema, to_contract, written
from vedette.records import Reading, change

READINGS = (worked.worked(), canned.disputed(), canned.empty(), canned.hostile())
KEYS = {
    "": "vedette model report mentions attributions toponyms entities frames events claims "
    "problems",
    "report": "id title text outlet date url language kind",
    "mentions": "id start end text kind entity value",
    "attributions": "cue source content",
    "toponyms": "start end text place reason",
    "entities": "id name kind country sectors actor wikidata reason",
    "frames": "id event type mode status trigger sentence score roles",
    "events": "id type mode contexts status quad intensity cameo actors recipients place when "
    "figures claims origins grade",
    "claims": "id frame speaker stance basis from about quote",
    "problems": "where what why",
}
"""As DESIGN lists them, and `attributions`; written out again so that a change is made twice."""


def validator() -> jsonschema.Draft202012Validator:
    return jsonschema.Draft202012Validator(
        schema(), format_checker=jsonschema.Draft202012Validator.FORMAT_CHECKER
    )


def rows(name: str, value: dict[str, Any]) -> list[dict[str, Any]]:
    found = value[name] if name else value
    return list(found) if isinstance(found, list) else [found]


@pytest.mark.parametrize("name", KEYS)
def test_every_row_has_the_keys_of_the_contract_in_their_order(name: str) -> None:
    found = rows(name, to_contract(worked.worked()))
    assert found
    assert {" ".join(row) for row in found} == {KEYS[name]}


def test_nested_rows_have_their_keys_too() -> None:
    event = to_contract(canned.disputed())["events"][0]
    assert list(event["place"]) == [
        "name", "lat", "lon", "country", "admin1", "gazetteer_id", "precision", "reason",
    ]  # fmt: skip
    assert event["when"] == {
        "start": "2024-10-27", "end": "2024-10-27", "precision": "day", "raw": "Sunday",
    }  # fmt: skip
    assert event["figures"] == [
        {"role": "killed", "low": 12, "best": 12, "high": 15, "by": ["c1", "c2"]}
    ]
    assert event["grade"] == {
        "credibility": 4,
        "rule": "a standing denial by an origin with a basis",
        "words": ["denied"],
    }


def test_a_claim_tells_its_sources_under_from() -> None:
    assert to_contract(worked.worked())["claims"][0]["from"] == ["nis"]


def test_a_role_that_is_empty_is_left_out() -> None:
    reading = worked.worked()
    frame = change(reading.frames[0], roles={"actor": ("m2",), "recipient": ()})
    assert to_contract(change(reading, frames=(frame,)))["frames"][0]["roles"] == {"actor": ["m2"]}


def test_offsets_lead_back_to_the_words() -> None:
    found = to_contract(worked.worked())
    text = found["report"]["text"]
    assert [text[m["start"] : m["end"]] for m in found["mentions"]] == [
        m["text"] for m in found["mentions"]
    ]


@pytest.mark.parametrize("reading", READINGS, ids=lambda r: r.report.id)
def test_the_schema_accepts_what_we_write(reading: Reading) -> None:
    assert [e.message for e in validator().iter_errors(to_contract(reading))] == []


def _set(*path: str | int, to: object) -> Callable[[dict[str, Any]], None]:
    def broken(value: Any) -> None:
        for step in path[:-1]:
            value = value[step]
        value[path[-1]] = to

    return broken


def _drop(name: str) -> Callable[[dict[str, Any]], None]:
    def broken(value: dict[str, Any]) -> None:
        del value[name]

    return broken


BREAKS = {
    "a key too many": _set("score", to=1),
    "a key too many in an event": _set("events", 0, "against", to=[]),
    "a key missing": _drop("claims"),
    "a type that PLOVER lacks": _set("events", 0, "type", to="WAR"),
    "a mode that PLOVER lacks": _set("events", 0, "mode", to="blitz"),
    "a status of one's own": _set("events", 0, "status", to="planned"),
    "a stance of one's own": _set("claims", 0, "stance", to="whisper"),
    "a grade of 7": _set("events", 0, "grade", "credibility", to=7),
    "a role of one's own": _set("frames", 0, "roles", "weather", to=["m1"]),
    "an empty role": _set("frames", 0, "roles", "actor", to=[]),
    "a span of three": _set("frames", 0, "trigger", to=[1, 2, 3]),
    "a latitude off the globe": _set("events", 0, "place", "lat", to=91),
    "a date that is none": _set("report", "date", to="2024-13-01"),
    "text missing": _set("report", "text", to=None),
}


@pytest.mark.parametrize("case", BREAKS)
def test_the_schema_refuses_what_the_contract_does_not_have(case: str) -> None:
    value = copy.deepcopy(to_contract(worked.worked()))
    BREAKS[case](value)
    assert list(validator().iter_errors(value))


def test_the_schema_is_valid_and_every_key_is_described() -> None:
    jsonschema.Draft202012Validator.check_schema(schema())
    assert [path for path, part in _properties(schema(), "") if "description" not in part] == []


def _properties(part: dict[str, Any], path: str) -> Iterator[tuple[str, dict[str, Any]]]:
    for group in ("properties", "$defs"):
        for name, inner in part.get(group, {}).items():
            yield f"{path}/{name}", inner
            yield from _properties(inner, f"{path}/{name}")


def _modes(*, claim: bool) -> set[str]:
    return {m for t in book().types.values() if (t.name == "CLAIM") is claim for m in t.modes}


def _acts() -> set[str]:
    return {t.name for t in book().types.values() if t.speech_act}


ENUMS = {
    ("event", "type"): set(book().types) - {"CLAIM"},
    ("frame", "type"): set(book().types),
    ("event", "mode"): {*_modes(claim=False), None},
    ("frame", "mode"): {*_modes(claim=False), *_modes(claim=True), None},
    ("event", "status"): set(book().statuses),
    ("frame", "status"): set(book().statuses),
    ("event", "quad"): set(book().quads),
    ("mention", "kind"): set(book().kinds),
    ("claim", "basis"): set(book().bases),
    ("claim", "stance"): {*book().stances, *_acts()},
}


@pytest.mark.parametrize("where", ENUMS)
def test_the_schema_lists_the_names_of_the_codebook(where: tuple[str, str]) -> None:
    name, key = where
    assert set(schema()["$defs"][name]["properties"][key]["enum"]) == ENUMS[where]


def test_the_schema_lists_the_roles_contexts_and_sectors_of_the_codebook() -> None:
    defs = schema()["$defs"]
    assert set(defs["frame"]["properties"]["roles"]["properties"]) == set(book().roles)
    assert set(defs["event"]["properties"]["contexts"]["items"]["enum"]) == set(book().contexts)
    assert set(defs["entity"]["properties"]["sectors"]["items"]["enum"]) == set(book().sectors)


SHAPES = (
    (0, True, list),
    (0, False, list),
    (1, True, dict),
    (1, False, list),
    (2, True, list),
    (3, False, list),
)


@pytest.mark.parametrize(("count", "alone", "shape"), SHAPES)
def test_json_is_one_document_an_object_only_for_the_only_report(
    count: int, alone: bool, shape: type
) -> None:
    found: Any = json.loads("".join(written([canned.empty()] * count, "json", alone=alone)))
    rows = found if isinstance(found, list) else [found]
    assert isinstance(found, shape)
    assert [row["report"]["id"] for row in rows] == ["r3"] * count


def test_jsonl_gives_each_line_before_it_asks_for_the_next_report() -> None:
    asked: list[str] = []

    def readings() -> Iterator[Reading]:
        for reading in READINGS:
            asked.append(reading.report.id)
            yield reading

    lines = written(readings(), "jsonl", alone=False)
    assert json.loads(next(lines))["report"]["id"] == "r1"
    assert asked == ["r1"]
    assert all(line.count("\n") == 1 for line in lines)


def test_a_format_nobody_knows_is_refused_with_those_there_are() -> None:
    with pytest.raises(ValueError, match="'xml'; there are json, jsonl, md, html"):
        written([], "xml", alone=True)
