#!/usr/bin/env bash
# dunst, started again, takes an id of its former life for good, and soon gives the same id to another program.
#
# Desktop Notifications 1.2 lets a program replace its notification by naming the id that it was given. A
# program that goes on while the notification daemon is started again still has such an id. dunst shows what
# comes under that id, counts from the beginning again, and comes to the same number: two programs then hold one id.
# What one of them closes or replaces may be the other's.
. "$(dirname "$0")/room.bash"
needs dbus-run-session dbus-daemon
needs Xvfb xvfb
needs gdbus libglib2.0-bin
debian dunst=1.9.0-0.1

cat >"$room/session" <<'SESSION'
service=org.freedesktop.Notifications
call() { gdbus call --session --dest $service --object-path /org/freedesktop/Notifications --method "$@"; }
notify() { call $service.Notify "$1" "$2" "" "$3" "" "[]" "{}" 0 | sed 's/(uint32 \(.*\),)/\1/'; }
has() {
    gdbus call --session --dest org.freedesktop.DBus --object-path / \
        --method org.freedesktop.DBus.NameHasOwner $service | grep -q "$1"
}
until_it_has() { tries=0; until has "$1"; do tries=$((tries + 1)); [ $tries -lt 200 ] || exit 1; sleep 0.05; done; }
begin() { dunst >/dev/null 2>&1 & daemon=$!; until_it_has true; }

begin
echo "$(notify shop 0 first) $(notify shop 0 second)"
kill $daemon
until_it_has false
begin
notify shop 2 "first, again"
echo "$(notify mail 0 "a letter") $(notify mail 0 "another letter")"
dunstctl count displayed
call $service.CloseNotification 2 >/dev/null
dunstctl count displayed
dunstctl history | grep -A2 '"summary"' | sed -n 's/.*"data" : "\(.*\)".*/\1/p' | paste -sd,
kill $daemon
SESSION

display=$((90 + $$ % 400))
inside Xvfb ":$display" -screen 0 800x600x24 >/dev/null 2>&1 &
waits 10 test -S "/tmp/.X11-unix/X$display" || cannot "no screen"
say "dunst 1.9.0 (Debian 1.9.0-0.1)"
mapfile -t seen < <(on_a_bus env DISPLAY=":$display" bash "$room/session" 2>"$room/log")
same "the program shop gets the ids" "2 3" "${seen[0]:-}"
say "dunst ends, and is started again."
same "shop replaces 2, and gets" "2" "${seen[1]:-}"
same "the program mail gets the ids" "2 3" "${seen[2]:-}"
same "notifications on the screen" "3" "${seen[3]:-}"
same "the same, once 2 was closed" "2" "${seen[4]:-}"
same "closed was" "a letter" "${seen[5]:-}"
done_here
