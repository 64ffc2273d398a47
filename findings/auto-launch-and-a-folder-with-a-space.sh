#!/usr/bin/env bash
# auto-launch reports success for a program in a folder with a space, and writes an entry that no desktop starts.
#
# The Desktop Entry Specification splits Exec at spaces unless they are quoted. auto-launch writes path and
# arguments unquoted. It says that the entry is enabled, and GLib cannot load the entry.
. "$(dirname "$0")/room.bash"
needs cargo rustup
needs gio libglib2.0-bin

mkdir -p "$room/enables" "$room/home/My Apps"
cat >"$room/enables/main.rs" <<'RS'
fn main() {
    let path = std::env::args().nth(1).unwrap();
    let entry = auto_launch::AutoLaunchBuilder::new()
        .set_app_name("shop-app").set_app_path(&path).set_args(&["--hidden"]).build().unwrap();
    println!("{}, {}", if entry.enable().is_ok() { "Ok" } else { "Err" }, entry.is_enabled().unwrap());
}
RS
rust enables 'auto-launch = "=0.6.0"'
printf '#!/bin/sh\nprintf "%%s\\n" "$*" >>"$HOME/started"\n' >"$room/home/shop-app"
chmod +x "$room/home/shop-app"
cp "$room/home/shop-app" "$room/home/My Apps/shop-app"
entry=$room/home/.config/autostart/shop-app.desktop

starts() {
    rm -f "$room/home/started"
    inside timeout 120 gio launch "$entry" >"$room/said" 2>&1 || true
    waits 3 test -s "$room/home/started" || true
    if [ -s "$room/home/started" ]; then cat "$room/home/started"; else say "not started"; fi
}

say "auto-launch 0.6.0, GLib $(inside gio version)"
same "enable, is_enabled; a path without a space" "Ok, true" "$(inside enables "$room/home/shop-app")"
same "GLib starts the entry, with these arguments" "--hidden" "$(starts)"
same "enable, is_enabled; a path with a space" "Ok, true" "$(inside enables "$room/home/My Apps/shop-app")"
same "Exec in the entry" "Exec=…/My Apps/shop-app --hidden" "$(grep ^Exec= "$entry" | sed "s#$room/home#…#")"
same "GLib starts the entry" "not started" "$(starts)"
saw "its words: $(sed "s#$room#…#g" "$room/said" | tail -1)"
done_here
