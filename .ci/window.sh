#!/usr/bin/env bash
# The whole job in a real window: mouse, keyboard, accessibility tree and file dialogs; then a day at speed.
# usage: window.sh [SCRIPT…]   (all but breaking and tour when none is named; each runs, whatever became of the one before,
# and once more where it failed)
set -euo pipefail
cd "$(dirname "$0")/.."
[ $# -gt 0 ] || set -- window day typed panel leaving
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

# A desk with a monitor and a projector, where the X server can have two; else one monitor.
for display in 77 78 79 80; do [ -e "/tmp/.X$display-lock" ] || break; done
export DISPLAY=":$display" XDG_RUNTIME_DIR="$work/run" BELLWETHER_CHOICE="$work/choice"
export PATH="$work/bin:$PATH" LIBGL_ALWAYS_SOFTWARE=1
if [ -e /usr/lib/xorg/modules/drivers/dummy_drv.so ] && [ "$(id -u)" = 0 ]; then
  Xorg "$DISPLAY" -config "$PWD/.ci/monitors.conf" -logfile "$work/xorg.log" -noreset -nolisten tcp \
    -novtswitch -sharevts >/dev/null 2>&1 &
  for _ in 1 2 3 4 5 6 7 8 9 10; do xrandr >/dev/null 2>&1 && break; sleep 1; done
  xrandr --addmode DUMMY1 1920x1080
  xrandr --output DUMMY1 --mode 1920x1080 --right-of DUMMY0
else
  Xvfb "$DISPLAY" -screen 0 1440x900x24 >/dev/null 2>&1 &
  sleep 1
fi
openbox >/dev/null 2>&1 &
python=/usr/bin/python3   # Debian's own: python3-pyatspi is installed for it
dbus-run-session -- bash -c '
  /usr/libexec/at-spi-bus-launcher --launch-immediately &
  sleep 1
  for property in IsEnabled ScreenReaderEnabled; do
    gdbus call --session --dest org.a11y.Bus --object-path /org/a11y/bus \
      --method org.freedesktop.DBus.Properties.Set org.a11y.Status $property "<true>" >/dev/null
  done
  python=$1 program=$2 work=$3 failed=0
  shift 3
  for script in "$@"; do
    mkdir "$work/$script" "$work/$script-again"
    "$python" ".ci/$script.py" "$program" "$work/$script" && continue
    echo "$script: once more, since a busy machine may have kept the window waiting"
    pkill -f "^$program " || true
    sleep 2
    "$python" ".ci/$script.py" "$program" "$work/$script-again" || failed=1
  done
  exit $failed' _ "$python" "$program" "$work" "$@"
