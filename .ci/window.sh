#!/usr/bin/env bash
# The whole job in a real window: mouse, keyboard, accessibility tree and file dialogs; then a day at speed.
set -euo pipefail
cd "$(dirname "$0")/.."
target=$(cargo metadata --format-version 1 --no-deps | sed 's/.*"target_directory":"\([^"]*\)".*/\1/')
program="$target/debug/bellwether"
[ -x "$program" ] || cargo build

work=$(mktemp -d)
trap 'kill $(jobs -p) 2>/dev/null || true; rm -rf "$work"' EXIT
mkdir -p "$work/bin" "$work/run" && chmod 700 "$work/run"

# Stands in for the native dialog: gives the path that the script wrote, or cancels.
cat > "$work/bin/zenity" <<'Z'
#!/bin/sh
[ -s "$BELLWETHER_CHOICE" ] || exit 1
cat "$BELLWETHER_CHOICE"
Z
chmod +x "$work/bin/zenity"

for display in 77 78 79 80; do [ -e "/tmp/.X$display-lock" ] || break; done
Xvfb ":$display" -screen 0 1440x900x24 >/dev/null 2>&1 &
export DISPLAY=":$display" XDG_RUNTIME_DIR="$work/run" BELLWETHER_CHOICE="$work/choice"
export PATH="$work/bin:$PATH" LIBGL_ALWAYS_SOFTWARE=1
sleep 1
openbox >/dev/null 2>&1 &
python=/usr/bin/python3   # Debian's own: python3-pyatspi is installed for it
dbus-run-session -- bash -c '
  /usr/libexec/at-spi-bus-launcher --launch-immediately &
  sleep 1
  for property in IsEnabled ScreenReaderEnabled; do
    gdbus call --session --dest org.a11y.Bus --object-path /org/a11y/bus \
      --method org.freedesktop.DBus.Properties.Set org.a11y.Status $property "<true>" >/dev/null
  done
  "$1" .ci/window.py "$2" "$3" && "$1" .ci/day.py "$2" "$3"' _ "$python" "$program" "$work"
