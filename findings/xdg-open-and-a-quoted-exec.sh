#!/usr/bin/env bash
# xdg-open cannot start a program whose desktop file quotes its path, where no desktop environment runs.
#
# The Desktop Entry Specification allows quotes around an argument of Exec, and asks for them where the path has
# a space. GLib reads such a file. xdg-open, on a bare window manager, takes the quotes for a part of the name.
. "$(dirname "$0")/room.bash"
needs gio libglib2.0-bin
debian xdg-utils=1.1.3-4.1

applications=$room/home/.local/share/applications
mkdir -p "$applications"
printf '#!/bin/sh\nprintf "%%s\\n" "$1" >>"$HOME/opened"\n' >"$room/bin/shop-app"
chmod +x "$room/bin/shop-app"
printf '[Default Applications]\nx-scheme-handler/corner-shop=shop-app.desktop\n' >"$room/home/.config/mimeapps.list"

# opens WITH QUOTES: which address the program got, or what went wrong.
opens() {
    printf '[Desktop Entry]\nType=Application\nName=Shop app\nExec=%s %%u\nMimeType=x-scheme-handler/corner-shop;\n' \
        "$2" >"$applications/shop-app.desktop"
    rm -f "$room/home/opened"
    local said ended=0
    # xdg-open looks for a program only where there is a screen. Ours needs none, so none has to be there.
    said=$(inside env DISPLAY=:7 timeout 120 $1 corner-shop://approved 2>&1) || ended=$?
    [ "$ended" != 124 ] || { printf 'no answer within two minutes'; return; }
    waits 3 test -s "$room/home/opened" || true
    if [ -s "$room/home/opened" ]; then cat "$room/home/opened"; else say "not started, exit code $ended"; fi
    printf '%s' "$said" >"$room/said"
}

say "xdg-utils 1.1.3-4.1 (Debian), GLib $(inside gio version)"
plain=$room/bin/shop-app
same "gio open, Exec=PATH %u" "corner-shop://approved" "$(opens 'gio open' "$plain")"
same 'gio open, Exec="PATH" %u' "corner-shop://approved" "$(opens 'gio open' "\"$plain\"")"
same "xdg-open, Exec=PATH %u" "corner-shop://approved" "$(opens xdg-open "$plain")"
same 'xdg-open, Exec="PATH" %u' "not started, exit code 4" "$(opens xdg-open "\"$plain\"")"
saw "its words: $(sed "s#$room#…#g" "$room/said" | tail -1)"
done_here
