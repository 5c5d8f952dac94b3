#!/usr/bin/env bash
# Time from start to the window on the screen, and memory, of the release build.
# usage: benches/start.sh [RUNS]     (needs Xvfb, xdotool)
set -euo pipefail
cd "$(dirname "$0")/.."
target=$(cargo metadata --format-version 1 --no-deps | sed 's/.*"target_directory":"\([^"]*\)".*/\1/')
cargo build --release --quiet
work=$(mktemp -d)
trap 'kill $(jobs -p) 2>/dev/null || true; rm -rf "$work"' EXIT
for display in 81 82 83; do [ -e "/tmp/.X$display-lock" ] || break; done
Xvfb ":$display" -screen 0 1440x900x24 >/dev/null 2>&1 &
export DISPLAY=":$display" LIBGL_ALWAYS_SOFTWARE=1
sleep 1
for run in $(seq "${1:-5}"); do
  began=$(date +%s%N)
  "$target/release/bellwether" --demo --data "$work/$run" >/dev/null 2>&1 &
  child=$!
  until xdotool search --onlyvisible --name '^Bellwether$' >/dev/null 2>&1; do sleep 0.01; done
  shown=$(date +%s%N)
  sleep 2
  memory=$(awk '/^VmRSS/ {print $2}' "/proc/$child/status")
  before=$(awk '{print $14 + $15}' "/proc/$child/stat")
  sleep 5
  after=$(awk '{print $14 + $15}' "/proc/$child/stat")
  echo "run $run: window after $(((shown - began) / 1000000)) ms, $((memory / 1024)) MiB resident, $((after - before)) ticks of 10 ms in 5 s with four clocks running"
  kill "$child"
  wait "$child" 2>/dev/null || true
done
