#!/usr/bin/env bash
# The whole recipe of the shipped reader, from a clean clone. Minutes are of two idle cores, no GPU.
# Resumable: run it again after a stop and it goes on at the last finished epoch.
set -euo pipefail
cd "$(dirname "$0")/.."
RUN=${RUN:-lab/runs/picket-1}          # weights and logs of the runs; not committed
BENCH=${BENCH:-../shared/bench}        # public sets; only what may be trained on is read
OUT=${OUT:-src/vedette/data/model}     # the model's folder, committed when it is better
PY=.venv-lab/bin/python

# 1. An environment of its own, with torch: 3 min, 1.5 GB.
test -x $PY || { python3 -m venv .venv-lab && .venv-lab/bin/pip install -q -e '.[lab]'; }

# 2. Train encoder and all heads together on the first bundles: 12 epochs, 4 min each, 2.3 GB.
#    `re3d_frames` is real text annotated with our scheme; it may be trained on and is not committed.
extra=()
test -d "$BENCH/re3d_frames" && extra=(--extra "$BENCH/re3d_frames")
$PY -m lab.train "$RUN/first" --epochs 12 --seed 7 --skip na nb nc nd "${extra[@]}"

# 3. Go on with the bundles written for its errors, at half the rate: 5 epochs, 4 min each.
$PY -m lab.train "$RUN/second" --epochs 5 --seed 8 --rate 0.5 --start "$RUN/first/best.pt" "${extra[@]}"

# 4. Export to two int8 graphs: 1 min, 24.5 MB. --float keeps float32, to compare.
$PY -m lab.export "$RUN/second" "$OUT" --name "$(basename "$RUN")"
$PY -m lab.export "$RUN/second" "$RUN/float" --name "$(basename "$RUN")-float" --float

# 5. Thresholds on the dev part: 4 min.
$PY -m lab.tune "$OUT"
cp "$OUT/thresholds.json" "$RUN/float/"

# 6. Score both on the test part: half a minute each.
.venv/bin/python -m quality.run
VEDETTE_MODEL=$RUN/float .venv/bin/python -m quality.run
