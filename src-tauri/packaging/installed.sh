#!/bin/bash
# Installs the package into a clean system with apt, as a merchant would, starts it, drives it through practice in its
# real window, upgrades it, removes it and purges it. Only root can do it, in a mount namespace of its own
# (`unshare --mount --pid --fork`): whatever is mounted here ends with it.
#
#   installed.sh ROOT PACKAGE JOURNEYS REPOSITORY TOOL...
#
# ROOT is a copy of the system that root.sh makes, and is thrown away by whoever made it. JOURNEYS is the program of the
# real window's journeys; it needs TOOL... in the system, and axe from REPOSITORY. Nothing else of this computer is in
# there.
set -euo pipefail
root=$1 package=$2 journeys=$3 repository=$4
shift 4
practice=practice::the_practice_shop_is_connected_from_welcome_to_panel
notes=/home/merchant/.local/share/io.meum.connect

says() { printf '\n── %s\n' "$*"; }
fail() { printf 'FAILED: %s\n' "$*" >&2; exit 1; }
inside() {
    chroot "$root" env -i PATH=/usr/sbin:/usr/bin:/sbin:/bin HOME=/root LC_ALL=C.UTF-8 DEBIAN_FRONTEND=noninteractive \
        ${http_proxy:+http_proxy="$http_proxy"} "$@"
}
merchant() {
    chroot --userspec=merchant:merchant "$root" env -i PATH=/usr/bin:/bin HOME=/home/merchant USER=merchant LC_ALL=C.UTF-8 \
        XDG_RUNTIME_DIR=/run/merchant "$@"
}
get() {
    inside apt-get -q -y --no-install-recommends -o APT::Sandbox::User=root -o Dpkg::Options::=--force-unsafe-io \
        -o Dpkg::Use-Pty=0 "$@" > "$root/tmp/apt.log" 2>&1 || { tail -30 "$root/tmp/apt.log"; fail "apt-get $*"; }
}
version() { inside dpkg-query -W -f '${Version}' meum-connect; }
# Starts the app as the desktop would, until its notes are there, and ends it.
start() {
    merchant DISPLAY=:7 timeout 60 dbus-run-session -- sh -c '
        meum-connect & app=$!
        until [ -s "$0/shops.sqlite" ]; do kill -0 $app || exit 1; sleep 0.1; done
        kill $app; wait $app || true' "$notes" || fail "the app does not start"
}
kept() { cat "$root$notes/shops.sqlite" | sha256sum; }
# What is left of the package outside of the merchant's own folder, the logs and the downloads.
traces() {
    (cd "$root" && xargs -r -d '\n' sh -c 'for file; do [ -d "./$file" ] || [ ! -e "./$file" ] || echo "$file"; done' sh) < "$root/tmp/files"
    find "$root" -xdev \( -path "$root/home" -o -path "$root/var/log" \) -prune -o -iname '*meum*' -print
    grep -rlsI --exclude='*-old' -e meum-connect "$root"/{etc,usr/share,usr/lib/x86_64-linux-gnu/gio,var/lib,var/cache} || true
}
gone() {
    inside dpkg-query -W meum-connect > "$root/tmp/known" 2>&1 && ! grep -q 'not-installed\|no packages' "$root/tmp/known" && fail "dpkg still knows it: $(cat "$root/tmp/known")"
    left=$(traces)
    [ -z "$left" ] || fail "left behind: $left"
    [ "$(kept)" = "$1" ] || fail "the merchant's notes are not what they were"
}

mount -t proc proc "$root/proc"
mount --rbind /dev "$root/dev"
mount -t tmpfs tmpfs "$root/tmp"
mount -t tmpfs tmpfs "$root/run"
install -d -m 1777 "$root/tmp/.X11-unix"
install -d -m 700 "$root/run/merchant"
chown "$(stat -c %u:%g "$root/home/merchant")" "$root/run/merchant"
cp "$package" "$root/tmp/new.deb"
new=$(dpkg-deb -f "$package" Version)
# There is no release before this one. The same with a lower number stands for it.
dpkg-deb -R "$package" "$root/tmp/older"
sed -i 's/^Version: .*/Version: 0.0.1/' "$root/tmp/older/DEBIAN/control"
dpkg-deb -Znone --root-owner-group -b "$root/tmp/older" "$root/tmp/older.deb" > /dev/null
rm -r "$root/tmp/older"

says "apt installs it with what it needs, and nothing more is needed"
get install /tmp/older.deb
[ "$(version)" = 0.0.1 ] || fail "installed is $(version)"
for program in meum-connect meum-connect-watch; do
    inside ldd "/usr/bin/$program" > "$root/tmp/ldd"
    ! grep 'not found' "$root/tmp/ldd" || fail "$program lacks libraries"
done
merchant meum-connect explain F10 | grep -q F10 || fail "it explains no code"
if merchant meum-connect 2> "$root/tmp/said"; then fail "it opens a window without a screen"; fi
grep -q '^There is no screen' "$root/tmp/said" || fail "without a screen it says: $(cat "$root/tmp/said")"
inside dpkg -L meum-connect > "$root/tmp/files"

says "it starts on a screen, and keeps its notes"
get install "$@"
merchant Xvfb :7 -screen 0 1280x800x24 -nolisten tcp 2> /dev/null &
until [ -S "$root/tmp/.X11-unix/X7" ]; do kill -0 $! || fail "there is no screen"; sleep 0.1; done
start
before=$(kept)

says "an upgrade leaves the notes alone"
get install /tmp/new.deb
[ "$(version)" = "$new" ] || fail "installed is $(version)"
[ "$(kept)" = "$before" ] || fail "the merchant's notes are not what they were"
start
before=$(kept)

says "a merchant gets through practice in the real window"
axe=ui/node_modules/axe-core/axe.min.js
install -D -m 644 "$repository/$axe" "$root/tmp/repository/$axe"
install -d -m 777 "$root/tmp/repository/pictures"
install -m 755 "$journeys" "$root/tmp/journeys"
merchant MEUM_CONNECT_APP=/usr/bin/meum-connect CARGO_MANIFEST_DIR=/tmp/repository/src-tauri/e2e \
    /tmp/journeys --exact "$practice"

says "removed, it leaves nothing but the merchant's notes, and so it does when it is purged"
get remove meum-connect
gone "$before"
get install /tmp/new.deb
get purge meum-connect
gone "$before"
echo "installed $new"
