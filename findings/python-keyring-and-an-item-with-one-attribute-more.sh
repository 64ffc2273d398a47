#!/usr/bin/env bash
# Python's keyring takes an item that has one attribute more than its own for its own, and deletes it as such.
#
# keyring stores a password on Linux under two attributes: service and username. It looks for it by these two
# as well, and the Secret Service finds every item that has them, whatever else it has. An item with a third
# attribute, which another client of the merchant's own session made, is found, read, and on delete removed.
. "$(dirname "$0")/room.bash"
needs dbus-run-session dbus-daemon
needs gnome-keyring-daemon gnome-keyring
debian libsecret-tools=0.20.5-3
packages_for_python keyring==25.7.0 SecretStorage==3.5.0

cat >"$room/look.py" <<'PY'
import keyring, subprocess

def other_program():
    found = subprocess.run(["secret-tool", "lookup", "service", "corner-shop", "username", "ada",
                            "application", "another-program"], capture_output=True, text=True)
    return found.stdout.strip() or "nothing"

subprocess.run(["secret-tool", "store", "--label=Another program", "service", "corner-shop", "username", "ada",
                "application", "another-program"], input="secret of the other program", text=True, check=True)
print(keyring.get_password("corner-shop", "ada"))
keyring.delete_password("corner-shop", "ada")
print(other_program())
PY

say "gnome-keyring $(dpkg-query -Wf '${Version}' gnome-keyring), keyring 25.7.0 from PyPI"
say "Another program keeps a secret under service=corner-shop, username=ada, application=another-program."
mapfile -t seen < <(on_a_bus sh -c '
    printf "pass\n" | gnome-keyring-daemon --unlock --components=secrets >/dev/null 2>&1
    exec env PYTHONPATH="$1" "$0" "$2"' "$interpreter" "$room/python" "$room/look.py" 2>"$room/log")
same 'keyring.get_password("corner-shop", "ada") returns' "secret of the other program" "${seen[0]:-}"
same 'after keyring.delete_password("corner-shop", "ada") the other program finds' "nothing" "${seen[1]:-}"
done_here
