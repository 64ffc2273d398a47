#!/usr/bin/env bash
# The Rust crate zbus-secret-service-keyring-store cannot keep a first secret where there is no default keyring.
#
# Somebody who never logged in to a desktop has gnome-keyring running and no keyring in it. libsecret then asks
# the service to create one, and the service asks the person for a password. The crate asks for the default
# keyring a second time instead, and fails at once, however often it is tried.
. "$(dirname "$0")/room.bash"
needs cargo rustup
needs dbus-run-session dbus-daemon
needs dbus-monitor dbus-bin
needs gnome-keyring-daemon gnome-keyring
debian libsecret-tools=0.20.5-3

mkdir "$room/keeps"
cat >"$room/keeps/main.rs" <<'RS'
use keyring_core::CredentialStoreApi;
fn main() {
    let store = zbus_secret_service_keyring_store::Store::new().unwrap();
    let entry = store.build("corner-shop", "ada", None).unwrap();
    for _ in 0..2 {
        match entry.set_password("a first secret") {
            Ok(()) => println!("Ok"),
            Err(error) => println!("Err: {error}"),
        }
    }
}
RS
rust keeps 'zbus-secret-service-keyring-store = { version = "=1.0.1", features = ["crypto-rust"] }' \
    'keyring-core = "=1.0.1"'
cat >"$room/bin/session" <<'SH'
#!/bin/sh
gnome-keyring-daemon --components=secrets >/dev/null 2>&1
dbus-monitor "type='method_call',interface='org.freedesktop.Secret.Service',member='CreateCollection'" >"$HOME/$1.bus" &
tries=0; until [ -s "$HOME/$1.bus" ]; do tries=$((tries + 1)); [ $tries -lt 100 ] || exit 1; sleep 0.05; done
shift_name=$1; shift
printf 'a first secret' | timeout 5 "$@" 2>&1
sleep 1
SH
chmod +x "$room/bin/session"
asked() { grep -c 'member=CreateCollection' "$room/home/$1.bus" || true; }

say "zbus-secret-service-keyring-store 1.0.1, gnome-keyring $(dpkg-query -Wf '${Version}' gnome-keyring), libsecret 0.20.5-3"
mapfile -t seen < <(on_a_bus session crate keeps)
cat "$room/home/crate.bus" | head -20
printf '%s\n' "${seen[@]}"
same "the crate asks for a new keyring" "0" "$(asked crate)"
on_a_bus session libsecret secret-tool store --label=x service corner-shop >/dev/null || true
same "libsecret asks for a new keyring" "1" "$(asked libsecret)"
done_here
