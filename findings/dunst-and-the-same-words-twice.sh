#!/usr/bin/env bash
# dunst tells a program that its notification has expired, when it only shows the same words once more.
#
# A program says "Shop is down" and asks that it never expire. Later it says the same again. dunst stacks the two into
# one, under the id of the second, and sends NotificationClosed for the first with reason 1, expired. The words never
# left the screen. Whoever shows a notification again because it expired unread goes round in a circle, and the first
# id closes nothing any more. Another program's same words are left alone.
. "$(dirname "$0")/room.bash"
needs dbus-run-session dbus-daemon
needs Xvfb xvfb
needs gdbus libglib2.0-bin
debian dunst=1.9.0-0.1

cat >"$room/session" <<'SESSION'
service=org.freedesktop.Notifications
call() { gdbus call --session --dest $service --object-path /org/freedesktop/Notifications --method "$@"; }
has() {
    gdbus call --session --dest org.freedesktop.DBus --object-path / \
        --method org.freedesktop.DBus.NameHasOwner $service | grep -q true
}
tries() { local left=200; until "$@" >/dev/null 2>&1; do left=$((left - 1)); [ $left -gt 0 ] || exit 1; sleep 0.05; done; }
notify() { call $service.Notify "$1" 0 "" "Shop is down" "" "[]" "{'urgency': <byte 2>}" 0 | sed 's/(uint32 \(.*\),)/\1/'; }

dunst >/dev/null 2>&1 & daemon=$!
tries has
dbus-monitor --session "type='signal',interface='$service'" >"$HOME/signals" 2>/dev/null &
tries grep -q NameLost "$HOME/signals"
notify shop
notify shop
dunstctl count displayed
tries grep -q uint32 "$HOME/signals"
sed -n 's/^ *uint32 //p' "$HOME/signals" | paste -sd' '
call $service.CloseNotification 2 >/dev/null
dunstctl count displayed
notify another-program
dunstctl count displayed
call $service.CloseNotification 3 >/dev/null
dunstctl count displayed
kill $daemon
SESSION

display=$((90 + $$ % 400))
inside Xvfb ":$display" -screen 0 800x600x24 >/dev/null 2>&1 &
waits 10 test -S "/tmp/.X11-unix/X$display" || cannot "no screen"
say "dunst 1.9.0 (Debian 1.9.0-0.1); each notification is critical and asks for no end (expire_timeout 0)"
mapfile -t seen < <(on_a_bus env DISPLAY=":$display" bash "$room/session" 2>"$room/log")
same "shop says Shop is down, and gets the id" 2 "${seen[0]:-}"
same "shop says the same again, and gets the id" 3 "${seen[1]:-}"
same "notifications on the screen" 1 "${seen[2]:-}"
same "dunst says closed: id and reason" "2 1" "${seen[3]:-}"
same "on the screen, once 2 was closed" 1 "${seen[4]:-}"
same "another program says the same, and gets the id" 4 "${seen[5]:-}"
same "on the screen" 2 "${seen[6]:-}"
same "on the screen, once 3 was closed" 1 "${seen[7]:-}"
done_here
