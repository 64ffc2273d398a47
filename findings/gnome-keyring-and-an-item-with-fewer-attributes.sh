#!/usr/bin/env bash
# gnome-keyring overwrites an item that has more attributes than the one being stored, whoever made it.
#
# Storing with replace is to replace an item with the same attributes. gnome-keyring takes an item that has at least
# these attributes for the same, and overwrites it: secret, label and attributes. So a program that stores under
# service alone takes the place of what another keeps under service and user. secret-tool store always replaces. The
# other way round, with one attribute more than what is there, both are kept. Of several it takes any one.
. "$(dirname "$0")/room.bash"
needs dbus-run-session dbus-daemon
needs gnome-keyring-daemon gnome-keyring
debian libsecret-tools=0.20.5-3

cat >"$room/session" <<'SESSION'
printf 'pass\n' | gnome-keyring-daemon --unlock --components=secrets >/dev/null 2>&1
store() { printf '%s' "$1" | secret-tool store --label="${*:2}" "${@:2}"; }
all() { secret-tool search --all service corner 2>/dev/null | sed -n 's/^secret = //p' | sort | paste -sd, ; }
store "ada's secret" service corner user ada
all
store "the till's secret" service corner
all
secret-tool lookup service corner user ada || echo nothing
store "ada's secret" service corner user ada
store "bob's secret" service corner user bob
all
# Which of the three this overwrites differs from run to run.
store "the till's second secret" service corner
secret-tool search --all service corner 2>/dev/null | grep -c '^secret = '
SESSION

say "gnome-keyring $(dpkg-query -Wf '${Version}' gnome-keyring), libsecret-tools 0.20.5-3"
mapfile -t seen < <(on_a_bus bash "$room/session" 2>"$room/log")
same "stored under service and user=ada" "ada's secret" "${seen[0]:-}"
same "stored under service alone; there is now" "the till's secret" "${seen[1]:-}"
same "who looks for user=ada finds" "nothing" "${seen[2]:-}"
same "stored under user=ada once more, and under user=bob; there are now" "ada's secret,bob's secret,the till's secret" "${seen[3]:-}"
same "stored under service alone once more; there are now" "3" "${seen[4]:-}"
done_here
