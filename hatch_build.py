"""web/ → src/vedette/serve/page, by Node; a wheel and an sdist hold what comes out.

`python hatch_build.py` does the same by hand. A page that is newer than all it is made of is left
as it is. An editable install builds none.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

PAGE = Path("src/vedette/serve/page")
WEB = Path("web")
STATES = Path("src/vedette/data/states.tsv")
"""The codes that the outlines of the map are given."""
NO_NODE = (
    "the page of `vedette desk` is built by Node: install Node 20.19 or newer with npm"
    " (`make demo` and an editable install do without)"
)


class PageHook(BuildHookInterface):
    """Builds the page before files are gathered."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Raises `SystemExit` with a sentence where the page is needed and cannot be built."""
        if version != "editable":
            build_page(Path(self.root))


def build_page(root: Path) -> None:
    """Build the page of a source tree if it is missing or older than what it is made of.

    An sdist has no web/ and holds the page as it was built.
    """
    made = root / PAGE / "index.html"
    if not (root / WEB).is_dir() or not _older(made, _sources(root)):
        return
    npm = shutil.which("npm")
    if npm is None:
        sys.exit(NO_NODE)
    if _older(
        root / WEB / "node_modules" / ".package-lock.json", [root / WEB / "package-lock.json"]
    ):
        subprocess.run([npm, "ci", "--loglevel=error"], cwd=root / WEB, check=True)
    subprocess.run([npm, "run", "build", "--silent"], cwd=root / WEB, check=True)


def _sources(root: Path) -> Iterator[Path]:
    """All that the page is made of."""
    yield root / STATES
    yield from (path for path in (root / WEB).iterdir() if path.is_file())
    for folder in ("src", "dev", "public"):
        yield from (path for path in (root / WEB / folder).rglob("*") if path.is_file())


def _older(made: Path, sources: Iterator[Path] | list[Path]) -> bool:
    if not made.is_file():
        return True
    return made.stat().st_mtime < max(path.stat().st_mtime for path in sources)


if __name__ == "__main__":
    build_page(Path(__file__).parent)
