"""`python -m quality.run [BUNDLE...]`: the corpus table on bundles the shipped model never saw.

Without names: the test part (numbers that end in 3). Prints the scorer's figures with the digest
of the bundles and of the model.
"""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
from pathlib import Path

from quality.predict import predict
from quality.sets import digest, read_bundle, test_part
from vedette.reader.model import shipped

CORPUS = Path(__file__).parent.parent / "corpus"


def main() -> None:
    """Print the table."""
    paths = [Path(p) for p in sys.argv[1:]] or test_part()
    gold = [read_bundle(p) for p in paths]
    with tempfile.TemporaryDirectory() as folder:
        files = {"gold": gold, "pred": list(predict(gold))}
        for name, rows in files.items():
            text = "".join(json.dumps(r, ensure_ascii=False) + "\n" for r in rows)
            (Path(folder) / f"{name}.jsonl").write_text(text, encoding="utf-8")
        named = [f"{folder}/{name}.jsonl" for name in files]
        print(f"{len(paths)} bundles, digest {digest(paths)}, model {shipped().name}", flush=True)
        subprocess.run([sys.executable, "score.py", *named], check=True, cwd=CORPUS)


if __name__ == "__main__":
    main()
