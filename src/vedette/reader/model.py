"""The model's folder and its two graphs: word pieces → states, spans → scores."""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Sequence
from functools import cache
from importlib import resources
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

import numpy as np
from numpy.typing import NDArray

from vedette.reader.links import NO_PAIRS, Ints
from vedette.reader.spans import QK
from vedette.reader.tokens import (
    CASES,
    SOURCE,
    TARGET,
    WINDOW,
    Tokens,
    Window,
    load_tokenizer,
    windows,
)
from vedette.records import Record

if TYPE_CHECKING:
    from onnxruntime import InferenceSession
    from tokenizers import Tokenizer

Floats = NDArray[np.float32]
WIDTH = 384
BATCH = 1536
"""Most word pieces, padding counted, that go through the encoder at once: what fits the cache."""
LINKS = 50_000
"""Most pairs scored at once, so that a very long report does not fill the memory."""


STATE = "STATE"
"""The owner of an actor that belongs to some country."""


class Labels(Record, frozen=True, kw_only=True):
    """The closed lists, in the order of the model's outputs."""

    types: tuple[str, ...]
    modes: tuple[str, ...]
    statuses: tuple[str, ...]
    kinds: tuple[str, ...]
    sectors: tuple[str, ...]
    roles: tuple[str, ...]
    owners: tuple[str, ...]
    """What an actor is of: a state, a body ("UNO"), or unknown ("---")."""


class Encoded(Record, frozen=True, kw_only=True):
    """For T word pieces: states [T, 384]; queries and keys of span heads and pointer [T, 768]."""

    states: Floats
    qk: Floats


class Spans(Record, frozen=True, kw_only=True):
    """What the heads are asked: triggers, mentions, names, cues and sources as (first, last
    piece), and pairs [P, 4]."""

    triggers: tuple[tuple[int, int], ...] = ()
    mentions: tuple[tuple[int, int], ...] = ()
    names: tuple[tuple[int, int], ...] = ()
    cues: tuple[tuple[int, int], ...] = ()
    sources: tuple[tuple[int, int], ...] = ()
    role_pairs: Ints = NO_PAIRS
    trigger_pairs: Ints = NO_PAIRS
    mention_pairs: Ints = NO_PAIRS
    said_pairs: Ints = NO_PAIRS


class Scores(Record, frozen=True, kw_only=True):
    """Logits. type [N, 18], mode [N, 89], status [N, 6] of triggers; kind [M, 10], sector [M, 27]
    and owner [M, 9] of mentions; name [K, 5] of names; role [P, 10] of role pairs; about and event
    of trigger pairs; entity of mention pairs; says of pairs of a cue and a source."""

    type: Floats
    mode: Floats
    status: Floats
    kind: Floats
    sector: Floats
    owner: Floats
    name: Floats
    role: Floats
    about: Floats
    event: Floats
    entity: Floats
    says: Floats


class Relations(Record, frozen=True, kw_only=True):
    """Logits for P marked pairs: type [P, 18], mode [P, 89], status [P, 6]."""

    type: Floats
    mode: Floats
    status: Floats


class Reader(Protocol):
    """What the read stage needs of a model; tests hand in their own."""

    name: str
    labels: Labels
    thresholds: dict[str, float]
    tokenizer: Tokenizer

    def encode(self, tokens: Tokens) -> Encoded: ...

    def score(self, encoded: Encoded, spans: Spans) -> Scores: ...


def _session(path: Path, threads: int) -> InferenceSession:
    import onnxruntime

    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = threads
    options.inter_op_num_threads = 1
    options.log_severity_level = 3
    return onnxruntime.InferenceSession(path, options, providers=["CPUExecutionProvider"])


def name_of(folder: Path) -> str:
    """What a model is called."""
    return str(json.loads((folder / "thresholds.json").read_text())["name"])


def digest(folder: Path) -> str:
    """SHA-256 of a model's own list of sums, its first 12 digits: which model this is."""
    return hashlib.sha256((folder / "SHA256SUMS").read_bytes()).hexdigest()[:12]


def changed(folder: Path) -> list[str]:
    """The files of a model that are not there or not those of its list of sums."""
    sums = (line.split() for line in (folder / "SHA256SUMS").read_text().splitlines())
    return [name for sum_, name in sums if _sum(folder / name) != sum_]


def _sum(path: Path) -> str | None:
    return hashlib.sha256(path.read_bytes()).hexdigest() if path.is_file() else None


class OnnxModel:
    """The shipped reader: two int8 graphs run by onnxruntime on the CPU."""

    def __init__(self, folder: Path, threads: int = 0) -> None:
        self.folder = folder
        self.labels = load_labels(folder)
        raw = json.loads((folder / "thresholds.json").read_text())
        self.name: str = raw.pop("name")
        self.thresholds: dict[str, float] = raw
        self.tokenizer = load_tokenizer(folder / "tokenizer.json")
        self._pad, self._first, self._last = (self._special(t) for t in SPECIAL)
        self._encoder = _session(folder / "encoder.onnx", threads)
        self._heads = _session(folder / "heads.onnx", threads)

    def digest(self) -> str:
        """Which model this is: see `digest`."""
        return digest(self.folder)

    def _special(self, piece: str) -> int:
        number = self.tokenizer.token_to_id(piece)
        if number is None:
            raise ValueError(f"the tokenizer in {self.folder} has no {piece}")
        return int(number)

    def encode(self, tokens: Tokens) -> Encoded:
        """All windows of a text; each piece's state comes from the window that owns it."""
        n = len(tokens.ids)
        states, qk = np.zeros((n, WIDTH), np.float32), np.zeros((n, QK), np.float32)
        for batch in _batches(windows(tokens)):
            got_states, got_qk = self._run_windows(tokens, batch)
            for i, w in enumerate(batch):
                own = slice(1 + w.start - w.context, 1 + w.end - w.context)
                states[w.start : w.end] = got_states[i, own]
                qk[w.start : w.end] = got_qk[i, own]
        return Encoded(states=states, qk=qk)

    def _run_windows(self, tokens: Tokens, batch: Sequence[Window]) -> list[Any]:
        longest = max(w.end - w.context for w in batch) + 2
        ids = np.full((len(batch), longest), self._pad, np.int64)
        features, mask = np.zeros_like(ids), np.zeros_like(ids)
        for i, w in enumerate(batch):
            n = w.end - w.context
            ids[i, : n + 2] = (self._first, *tokens.ids[w.context : w.end], self._last)
            features[i, 1 : n + 1] = tokens.features[w.context : w.end]
            mask[i, : n + 2] = 1
        feeds = {"ids": ids, "features": features, "mask": mask}
        return list(self._encoder.run(None, feeds))

    def score(self, encoded: Encoded, spans: Spans) -> Scores:
        """The heads on all spans, their pairs in parts of `LINKS`."""
        pairs = {
            "role_pairs": spans.role_pairs,
            "trigger_pairs": spans.trigger_pairs,
            "mention_pairs": spans.mention_pairs,
            "said_pairs": spans.said_pairs,
        }
        most = max(1, *(len(p) for p in pairs.values()))
        parts = [
            self._run_heads(encoded, spans, {k: p[at : at + LINKS] for k, p in pairs.items()})
            for at in range(0, most, LINKS)
        ]
        first = parts[0]
        links = {k: np.concatenate([p[k] for p in parts]) for k in LINKED}
        return Scores(**{k: first[k] for k in SPANNED}, **links)

    def relate(self, sentences: Sequence[Tokens]) -> Relations:
        """What the marked source does to the marked target; all sentences go through at once.

        A sentence is cut after `WINDOW` pieces. Raises `ValueError` where no piece is marked.
        """
        longest = min(WINDOW, max(len(t.ids) for t in sentences)) + 2
        ids = np.full((len(sentences), longest), self._pad, np.int64)
        features, mask = np.zeros_like(ids), np.zeros_like(ids)
        for i, t in enumerate(sentences):
            n = min(len(t.ids), WINDOW)
            ids[i, : n + 2] = (self._first, *t.ids[:n], self._last)
            features[i, 1 : n + 1] = t.features[:n]
            mask[i, : n + 2] = 1
        feeds = {"ids": ids, "features": features, "mask": mask}
        states = np.asarray(self._encoder.run(["states"], feeds)[0])
        sides = {
            "source": _mean(states, features // CASES == SOURCE),
            "target": _mean(states, features // CASES == TARGET),
            "whole": states[:, 0],
        }
        blank = np.zeros((1, 2 * WIDTH), np.float32)
        spans = dict.fromkeys(ASKED, blank)
        pairs = dict.fromkeys(PAIRED, _NO_PAIR)
        got = self._heads.run(["r_type", "r_mode", "r_status"], {**spans, **pairs, **sides})
        return Relations(type=got[0], mode=got[1], status=got[2])

    def _run_heads(
        self, encoded: Encoded, spans: Spans, pairs: dict[str, Ints]
    ) -> dict[str, Floats]:
        """One run. Each input gets a blank first row, since a graph dislikes empty ones."""
        blank = np.zeros((1, WIDTH), np.float32)
        feeds: dict[str, Any] = {
            **{k: _ends(encoded.states, getattr(spans, k)) for k in ASKED},
            **{k: np.concatenate((_NO_PAIR, p + _NEXT)) for k, p in pairs.items()},
            **dict.fromkeys(("source", "target", "whole"), blank),
        }
        got = self._heads.run([*SPANNED, *LINKED], feeds)
        return {k: v[1:] for k, v in zip((*SPANNED, *LINKED), got, strict=True)}


SPECIAL = ("[PAD]", "[CLS]", "[SEP]")
ASKED = ("triggers", "mentions", "names", "cues", "sources")
PAIRED = ("role_pairs", "trigger_pairs", "mention_pairs", "said_pairs")
SPANNED = ("type", "mode", "status", "kind", "sector", "owner", "name")
LINKED = ("role", "about", "event", "entity", "says")
_NO_PAIR = np.zeros((1, 4), np.int64)
_NEXT = np.array([1, 1, 0, 0])


def _mean(states: Floats, wanted: NDArray[np.bool_]) -> Floats:
    """[B, 384]: the mean of the wanted states [B, L] of each row."""
    counts = wanted.sum(-1, keepdims=True)
    if not counts.all():
        raise ValueError("a side of a pair has no word in its sentence's first pieces")
    return np.asarray((states * wanted[..., None]).sum(1) / counts, dtype=np.float32)


def _ends(states: Floats, spans: Sequence[tuple[int, int]]) -> Floats:
    """[1 + n, 768]: a blank row, then the states of the first and last piece of each span."""
    out = np.zeros((len(spans) + 1, 2 * WIDTH), np.float32)
    for i, (a, b) in enumerate(spans, 1):
        out[i, :WIDTH], out[i, WIDTH:] = states[a], states[b]
    return out


def _batches(parts: Sequence[Window]) -> list[list[Window]]:
    out: list[list[Window]] = []
    longest = 0
    for w in sorted(parts, key=lambda w: w.end - w.context):
        longest = w.end - w.context + 2
        if not out or (len(out[-1]) + 1) * longest > BATCH:
            out.append([])
        out[-1].append(w)
    return out


def load_labels(folder: Path) -> Labels:
    """The lists of a model's folder."""
    raw = json.loads((folder / "labels.json").read_text())
    return Labels(**{k: tuple(v) for k, v in raw.items()})


def threads() -> int:
    """What the reader may use at once: VEDETTE_THREADS, or all cores."""
    return int(os.environ.get("VEDETTE_THREADS", "0")) or os.cpu_count() or 1


def folder_in_use() -> Path:
    """The model's folder: in the package, unless VEDETTE_MODEL names another."""
    folder = os.environ.get("VEDETTE_MODEL")
    return Path(folder) if folder else Path(str(resources.files("vedette.data") / "model"))


@cache
def shipped(at_once: int | None = None) -> OnnxModel:
    """The model in use, with as many threads."""
    return OnnxModel(folder_in_use(), at_once or threads())
