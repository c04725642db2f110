#!/usr/bin/env bash
# How long questions to large collections take, and how long those take to build, beside a bare
# program on tantivy in the same run:
#
#   benches/scale.sh [ENTRIES…]          default: 26000 100000 300000
#
# The collections are made of real entries, varied, with a fixed seed: of the shared corpora where they
# are present (FAQ_SHARED, else ../shared), else of `content` and words of our own. EACH=1 prints each
# question. The last line fits median latency as a + b times the entries.
set -euo pipefail
cd "$(dirname "$0")/.."
[ $# -gt 0 ] || set -- 26000 100000 300000

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cargo build --release --locked --quiet
scale=$(cargo bench --locked --no-run --bench scale --message-format=json 2>/dev/null |
    sed -n 's/.*"executable":"\([^"]*\)".*/\1/p' | tail -1)
faq=${CARGO_TARGET_DIR:-target}/release/faq
seeds=${FAQ_SHARED:-../shared}/corpora/sccm
[ -d "$seeds" ] || seeds=content
"$faq" export --jsonl --lang en --content "$seeds" >"$work/seeds.jsonl" 2>/dev/null || true

for entries in "$@"; do
    mkdir "$work/$entries"
    benches/scale.py "$entries" "$work/$entries/records.jsonl" "$work/questions" <"$work/seeds.jsonl"
    echo "$entries entries"
    /usr/bin/env time -f 'faq builds in %e s, %M kB' \
        "$faq" reindex --quiet --content "$work/$entries" --index "$work/index-$entries"
    "$scale" "$work/index-$entries" "$work/$entries/records.jsonl" "$work/questions" |
        tee "$work/said"
    sed -n "s/^faq  *median *\([0-9.]*\) .*/$entries \1/p" "$work/said" >>"$work/medians"
    rm -r "${work:?}/$entries" "$work/index-$entries"
done
python3 - "$work/medians" <<'PYTHON'
import sys

points = [tuple(map(float, line.split())) for line in open(sys.argv[1])]
if len(points) > 1:
    n = len(points)
    x, y = (sum(column) / n for column in zip(*points))
    b = sum((p - x) * (q - y) for p, q in points) / sum((p - x) ** 2 for p, _ in points)
    print(f"median = {y - b * x:.2f} ms + {b * 1e6:.2f} ms for each million entries")
PYTHON
