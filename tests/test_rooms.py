"""Each room imports only what its arrow allows; imports inside functions count too."""

from __future__ import annotations

import ast
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

SRC = Path(__file__).parent.parent / "src" / "vedette"
ALLOWED = {
    "records": set[str](),
    "stems": set[str](),
    "sentences": set[str](),
    "plans": set[str](),
    "codebook": {"records"},
    "ingest": {"records", "codebook"},
    "reader": {"records", "codebook", "sentences"},
    "resolve": {"records", "codebook"},
    "fuse": {"records", "codebook", "stems"},
    "brief": {"records", "codebook", "stems", "sentences"},
    "export": {"records", "codebook", "brief"},
    "pipeline": {"records", "reader", "resolve", "fuse"},
    "api": {"records", "ingest", "reader", "pipeline"},
    # A reviewer names a place in words.
    "serve": {"records", "codebook", "resolve", "ledger", "brief", "export"},
    "ledger": {"records", "fuse", "watch"},
    "watch": {"records", "codebook", "plans"},
    "feeds": {"records", "plans", "ingest", "ledger"},
    "cli": {
        "records",
        "plans",
        "codebook",
        "ingest",
        "reader",
        "resolve",
        "pipeline",
        "brief",
        "export",
        "ledger",
        "serve",
        "watch",
        "feeds",
    },
}
"""The room → the rooms it may import. `vedette` itself (the version) is open to all."""
ONLY_IN = {
    "msgspec": "records", "httpx": "ingest watch", "sqlite3": "resolve", "onnxruntime": "reader",
    "sqlalchemy": "ledger", "lxml": "ingest", "warcio": "ingest", "protego": "feeds",
    "fastapi": "serve", "starlette": "serve", "uvicorn": "serve", "pydantic": "serve",
    "httpcore": "ingest", "smtplib": "watch",
    "snowballstemmer": "stems", "sentencex": "sentences",
}  # fmt: skip
"""Libraries that touch the world or shape the nouns → the rooms that may import them."""


def room_of(path: Path) -> str:
    return path.relative_to(SRC).parts[0].removesuffix(".py")


def imported(path: Path) -> Iterator[str]:
    """Full names of everything a file imports, at any depth."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (a.name for a in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            assert node.level == 0, f"{path}: imports are absolute"
            yield from (f"{node.module}.{a.name}" for a in node.names)


FILES = sorted(p for p in SRC.rglob("*.py") if room_of(p) not in ("__init__", "__main__"))


@pytest.mark.parametrize("path", FILES, ids=lambda p: str(p.relative_to(SRC)))
def test_a_room_imports_only_what_its_arrow_allows(path: Path) -> None:
    room = room_of(path)
    for name in imported(path):
        parts = name.split(".")
        if parts[0] == "vedette" and parts[1] != "__version__":
            other = parts[1]
            assert other == room or other in ALLOWED[room], f"{room} may not import {name}"
        rooms = ONLY_IN.get(parts[0], room).split()
        assert room in rooms, f"{parts[0]} belongs to {rooms}"


@pytest.mark.parametrize("room", sorted({room_of(p) for p in FILES if p.name == "__init__.py"}))
def test_each_room_says_its_arrow_and_what_it_imports(room: str) -> None:
    first = (SRC / room / "__init__.py").read_text(encoding="utf-8").splitlines()[0]
    assert first.startswith('"""')
    assert "→" in first
    everything = "every room" in first
    for other in set() if everything else ALLOWED[room] - {"records"}:
        assert other in first, f"{room}'s first line does not name {other}"


MOST = 40
"""Lines of a function, without its signature and docstring."""


def functions(path: Path) -> Iterator[tuple[str, int]]:
    """Every function of a file, and how many lines it has."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            body = node.body[1:] if ast.get_docstring(node) is not None else node.body
            lines = (body[-1].end_lineno or 0) - body[0].lineno + 1 if body else 0
            yield node.name, lines


@pytest.mark.parametrize("path", FILES, ids=lambda p: str(p.relative_to(SRC)))
def test_a_function_is_seen_at_a_glance(path: Path) -> None:
    assert [(name, lines) for name, lines in functions(path) if lines > MOST] == []


def test_importing_the_package_brings_in_nothing_heavy() -> None:
    """`import vedette` stays quick because what is slow is imported where it is used."""
    heavy = "numpy onnxruntime tokenizers trafilatura httpx rich babel msgspec py3langid"
    code = f"import sys, vedette; print([m for m in '{heavy}'.split() if m in sys.modules])"
    out = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert out.stdout.strip() == "[]"
