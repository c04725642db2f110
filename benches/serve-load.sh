#!/usr/bin/env bash
# Loads `faq serve` with wrk (Debian package `wrk`), as much as two cores do, and prints figures:
#
#   benches/serve-load.sh CONTENT [PROGRAM]
#
# 60 s of searches in several languages while an index is published every 5 s; the same beside 1,000
# half-sent requests; memory before and after many requests; how long the end takes under load.
set -euo pipefail
content=$1
faq=$(realpath "${2:-target/release/faq}")
seconds=${SECONDS_OF_LOAD:-60}
requests=${REQUESTS:-1000000}

folder=$(mktemp -d)
cp -r "$content" "$folder/content"
cd "$folder"
cat >search.lua <<'LUA'
local queries = {
  "how do I install the client", "which ports does the firewall need", "ExpressRoute", "certificat client",
  "comment d%C3%A9ployer une mise %C3%A0 jour", "Softwareupdates bereitstellen", "%E8%AF%81%E4%B9%A6",
  "boundary groups", "collection query", "Zertifikat", "point de distribution", "site server backup",
}
local at = 0
request = function()
  at = at + 1
  local query = queries[at % #queries + 1]:gsub(" ", "+")
  return wrk.format("GET", "/api/v1/search?q=" .. query)
end
LUA
# Words of the content, and its articles, for requests of every kind.
grep -rhoE '[[:alpha:]]{3,12}' --include='*.md' content | LC_ALL=C grep -E '^[A-Za-z]+$' | sort -u | shuf -n 20000 >words
(cd content && find . -name '*.md' | LC_ALL=C grep -E '^[A-Za-z0-9./_-]+$' | cut -c3- | shuf -n 2000) >paths
cat >mixed.lua <<'LUA'
local function lines(name)
  local all = {}
  for line in io.lines(name) do all[#all + 1] = line end
  return all
end
local words, paths = lines("words"), lines("paths")
local function word() return words[math.random(#words)] end
local function get(address) return wrk.format("GET", address) end
request = function()
  local kind = math.random(100)
  if kind <= 60 then return get("/api/v1/suggest?q=" .. word():sub(1, math.random(2, 6))) end
  if kind <= 70 then return get("/api/v1/search?q=" .. word() .. "+" .. word() .. "+" .. math.random(1000000)) end
  if kind <= 72 then return get("/?q=" .. word() .. "+" .. word() .. "&offset=" .. math.random(0, 3) .. "0") end
  if kind <= 74 then return get("/a/" .. paths[math.random(#paths)]) end
  if kind <= 79 then return get("/nothing/" .. math.random(1000000)) end
  if kind <= 84 then return get("/api/v1/search?q=%ff" .. math.random(1000000)) end
  if kind <= 89 then return get("/api/v1/search?q=x&unknown" .. math.random(1000000) .. "=1") end
  if kind <= 94 then return get("/api/v1/entries/" .. math.random(1000000)) end
  return get("/faq-search.js?in=en")
end
LUA

"$faq" reindex --quiet
"$faq" serve --listen 127.0.0.1:0 2>said &
server=$!
trap 'kill $server 2>/dev/null || true; rm -rf "$folder"' EXIT
until address=$(grep -so "http://[0-9.:]*" said); do sleep 0.1; done
memory() { awk '/RssAnon|VmRSS/ {printf "%s %d MB  ", $1, $2 / 1024}' "/proc/$server/status"; echo; }
load() { echo "load average $(cut -d' ' -f1-3 /proc/loadavg)"; }

article=$(find content -name '*.md' -print -quit)
publish() {
    while sleep 5; do
        printf '\n%s\n' "$(date)" >>"$article"
        # As faq-reindex.service does: searches come first.
        nice -n 10 "$faq" reindex --quiet || true
    done
}
wrk -t2 -c4 -d3s -s search.lua "$address" >/dev/null
echo "== searches, 32 connections, an index every 5 s"
load
publish &
publisher=$!
wrk -t2 -c32 "-d${seconds}s" --timeout 10s --latency -s search.lua "$address"
kill $publisher
wait $publisher 2>/dev/null || true
load

echo "== the same without new indexes, beside 1,000 half-sent requests"
python3 - "$address" <<'PYTHON' &
import socket, sys, time
host, port = sys.argv[1][7:].split(":")
open_ones = []
for _ in range(1000):
    one = socket.create_connection((host, int(port)))
    one.send(b"GET /api/v1/search?q=x HTTP/1.1\r\nHost: loc")
    open_ones.append(one)
time.sleep(8)
PYTHON
slow=$!
sleep 1
wrk -t2 -c32 -d6s --timeout 10s --latency -s search.lua "$address"
wait $slow

echo "== memory before and after $requests requests of every kind, once each kind was asked for"
wrk -t2 -c32 -d10s --timeout 10s -s mixed.lua "$address" >/dev/null
memory
done=0
while [ "$done" -lt "$requests" ]; do
    said_by=$(wrk -t2 -c32 -d20s --timeout 10s -s mixed.lua "$address")
    got=$(echo "$said_by" | awk '/requests in/ {print $1}')
    echo "$said_by" | grep 'Socket errors' || true
    done=$((done + got))
    echo "$done: $(memory)"
done
curl -s "$address/metrics" | grep 'status="5' || echo "no error of the server"
load

echo "== the end under load"
wrk -t2 -c32 -d5s --timeout 10s -s search.lua "$address" >last &
sleep 2
begun=$(date +%s%N)
kill -TERM $server
wait $server || true
echo "ended after $((($(date +%s%N) - begun) / 1000000)) ms"
