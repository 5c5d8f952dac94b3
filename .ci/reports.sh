#!/usr/bin/env bash
# Reports and data, read back by programs that are not ours: qpdf, poppler and LibreOffice.
set -euo pipefail
cd "$(dirname "$0")/.."

packages="libreoffice-calc libreoffice-writer qpdf poppler-utils"
if command -v apt-get >/dev/null && [ "$(id -u)" = 0 ]; then
  missing=""
  for package in $packages; do dpkg -s "$package" >/dev/null 2>&1 || missing="$missing $package"; done
  if [ -n "$missing" ]; then
    apt-get update -qq
    # shellcheck disable=SC2086
    DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends $missing >/dev/null
  fi
fi

program=${1:-}
if [ -z "$program" ]; then
  target=$(cargo metadata --format-version 1 --no-deps | sed 's/.*"target_directory":"\([^"]*\)".*/\1/')
  program="$target/debug/bellwether"
  [ -x "$program" ] || cargo build
fi

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
export HOME="$work/home"; mkdir -p "$HOME"

"$program" demo --candidates 12 -o "$work/day.centre.ron" >/dev/null 2>&1
python=/usr/bin/python3; [ -x "$python" ] || python=python3
"$python" .ci/reports.py "$program" "$work"
