#!/usr/bin/env bash
# What one run of `faq search` costs from start to end, files in the page cache:
# instructions (valgrind --tool=callgrind) and wall time beside that of /bin/true.
# Once for the program as it is built by default, once with the feature small-start.
#
#   benches/cold-start.sh [CONTENT]      default: content
set -euo pipefail
cd "$(dirname "$0")/.."
content=${1:-content}

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
target=${CARGO_TARGET_DIR:-target}
for build in default small-start; do
    cargo build --release --locked --quiet --features "$build"
    cp "$target/release/faq" "$work/$build"
done
"$work/default" reindex --quiet --content "$content" --index "$work/index"
unset "${!LC_@}" LANG FAQ_LANG

# A query of one word, a whole question of ten.
queries=("ExpressRoute" "which ports does the firewall have to allow for clients")

command -v valgrind >/dev/null || echo "valgrind is not installed: instructions not counted"
for build in default small-start; do
    echo "$build:"
    for query in "${queries[@]}"; do
        command -v valgrind >/dev/null || break
        count=$(valgrind --tool=callgrind --callgrind-out-file=/dev/null \
            "$work/$build" search "$query" --json --index "$work/index" --content "$content" 2>&1 >/dev/null |
            sed -n 's/.*Collected : //p')
        printf '%12d instructions  %s\n' "$count" "$query"
    done

    # Paired: both programs in turn, so that other load on the machine meets both alike.
    python3 - "$work/$build" "$work/index" "$content" "${queries[@]}" <<'PYTHON'
import statistics, subprocess, sys, time

faq, index, content, *queries = sys.argv[1:]

def milliseconds(command):
    start = time.perf_counter()
    subprocess.run(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    return (time.perf_counter() - start) * 1000

for query in queries:
    command = [faq, "search", query, "--json", "--index", index, "--content", content]
    pairs = [(milliseconds(["/bin/true"]), milliseconds(command)) for _ in range(200)]
    true, search = (statistics.median(column) for column in zip(*pairs))
    print(f"{search:7.2f} ms, /bin/true {true:.2f} ms, ratio {search / true:.2f}  {query}")
PYTHON
done
