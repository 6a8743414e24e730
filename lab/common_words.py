"""Write the words that open a sentence with a capital letter and name nobody:
`python -m lab.common_words`.

Those that stand in small letters in the train part of the corpus, are seldom capitals within a
sentence there, and are no name or surname of the roster ("Rice", "Brown").
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from quality.sets import CORPUS, paths_of, read_bundle
from vedette.resolve.actor_roster import common_names, find

LEAST = 3
"""Times that a word must stand in small letters."""
CAPITAL = 0.1
"""Most times that it may be a capital within a sentence, against those."""
WORD = re.compile(r"[^\W\d_]{2,}")
OPENS = re.compile(r"""(?:^|[.!?:“”"‘’'(–—])\s*$""")
OUT = Path(__file__).parent.parent / "src" / "vedette" / "data" / "common.txt"


def common(lines: Iterator[str]) -> list[str]:
    """The common words of some lines of text."""
    small, capital = Counter[str](), Counter[str]()
    for line in lines:
        for word in WORD.finditer(line):
            if word[0].islower():
                small[word[0]] += 1
            elif word[0].istitle() and not OPENS.search(line[: word.start()]):
                capital[word[0].casefold()] += 1
    often = {w for w, n in small.items() if n >= LEAST and capital[w] <= CAPITAL * n}
    return sorted(w for w in often - common_names() if not find(w.title()))


def texts() -> Iterator[str]:
    """The lines of the reports of the train part."""
    for path in paths_of(CORPUS / "bundles", "train"):
        for report in read_bundle(path)["reports"]:
            yield from report["text"].splitlines()


def main() -> None:
    found = common(texts())
    head = "# Words of the train part of the corpus that name nobody (lab/common_words.py)\n"
    OUT.write_text(head + "".join(f"{w}\n" for w in found), encoding="utf-8")
    print(f"{len(found):,} words")


if __name__ == "__main__":
    main()
