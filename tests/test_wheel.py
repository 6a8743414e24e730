"""The wheel holds everything it needs: it is built, unpacked and used without the source tree."""

from __future__ import annotations

import hashlib
import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
DATA = (
    "codebook/events.toml",
    "brief/phrases.tsv",
    "data/reading.schema.json",
    "data/model/encoder.onnx",
    "data/model/heads.onnx",
    "data/model/SHA256SUMS",
    "data/model/CARD.md",
    "export/page.html.j2",
    "resolve/place_regions.tsv",
    "serve/page/index.html",
    "py.typed",
)


@pytest.fixture(scope="session")
def unpacked(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The contents of a freshly built wheel."""
    folder = tmp_path_factory.mktemp("wheel")
    build = [sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", str(folder)]
    subprocess.run([*build, str(ROOT)], check=True, capture_output=True)
    (wheel,) = folder.glob("vedette-*.whl")
    with zipfile.ZipFile(wheel) as file:
        file.extractall(folder / "site")
    return folder / "site"


@pytest.mark.parametrize("name", DATA)
def test_a_data_file_is_in_the_wheel(unpacked: Path, name: str) -> None:
    assert (unpacked / "vedette" / name).is_file()


def test_the_wheel_reads_a_report(unpacked: Path, tmp_path: Path) -> None:
    report = tmp_path / "report.txt"
    report.write_text("Rebels shelled the port on Monday, the army said.\n", encoding="utf-8")
    command = [sys.executable, "-m", "vedette", "read", str(report), "--format", "json"]
    env = {**os.environ, "PYTHONPATH": str(unpacked), "PYTHONSAFEPATH": "1"}
    done = subprocess.run(command, env=env, cwd=tmp_path, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    assert '"ASSAULT"' in done.stdout


def test_the_model_is_the_one_whose_sums_are_shipped(unpacked: Path) -> None:
    folder = unpacked / "vedette" / "data" / "model"
    for line in (folder / "SHA256SUMS").read_text().splitlines():
        digest, name = line.split()
        assert hashlib.sha256((folder / name).read_bytes()).hexdigest() == digest, name
