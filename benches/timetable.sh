#!/usr/bin/env bash
# Plans for the instances under benches/instances, by the release build, beside what no plan betters.
# usage: benches/timetable.sh [SECONDS [SEED [FILE.json...]]]     (needs jq)
set -euo pipefail
cd "$(dirname "$0")/.."
seconds=${1:-30} seed=${2:-1}
shift $(($# < 2 ? $# : 2))
[ $# -gt 0 ] || set -- benches/instances/*.json
target=$(cargo metadata --format-version 1 --no-deps | sed 's/.*"target_directory":"\([^"]*\)".*/\1/')
cargo build --release --quiet --no-default-features
answers=$(mktemp -d)
trap 'rm -rf "$answers"' EXIT
echo "| instance | candidates / assessors | first plan | objective (bound) | last candidate out | all written (bound) | loads of assessors | different assessors seen |"
echo "|---|---|---|---|---|---|---|---|"
for instance in "$@"; do
  "$target/release/bellwether" timetable --instance "$instance" --seconds "$seconds" --seed "$seed" \
    --json -o "$answers/$(basename "$instance")" |
    jq -r '"| \(.instance) | \(.candidates) / \(.assessors) | \(.first_plan_ms * 10 | round / 10) ms | \(.objective) (\(.bound.objective))\(if .proved then ", proved best" else "" end) | \(.last_candidate) min | \(.ends) min (\(.bound.ends)) | \(.load_minutes.least)–\(.load_minutes.most) min | at least \(.different_assessors.least) |"'
done
