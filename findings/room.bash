# Sourced by every finding: a temporary folder to work in, pinned packages inside it, and a clear end.
# Nothing is installed on the computer, and nothing of the user's desktop, keys or settings is touched.
set -euo pipefail

room=$(mktemp -d --tmpdir finding.XXXXXX)
mkdir -p "$room"/{debs,system,tmp,home/.config,home/.local/share,home/.cache,run,bin}
chmod 700 "$room/run"
trap 'leave $?' EXIT

# Ends what this finding started, by the mark in its environment, and removes the folder.
leave() {
    local ended=$1 file
    for file in $(grep -lzxF "FINDING_ROOM=$room" /proc/[0-9]*/environ 2>/dev/null); do
        file=${file#/proc/}
        kill "${file%/environ}" 2>/dev/null || true
    done
    rm -rf "$room" 2>/dev/null || { sleep 1; rm -rf "$room"; }
    exit "$ended"
}

# A home of its own for everything that runs in the room. No variable of the user's session gets in.
inside() {
    env -i PATH="$room/bin:$room/system/usr/bin:/usr/bin:/bin" HOME="$room/home" TMPDIR="$room/tmp" XDG_RUNTIME_DIR="$room/run" \
        XDG_CONFIG_HOME="$room/home/.config" XDG_DATA_HOME="$room/home/.local/share" XDG_CACHE_HOME="$room/home/.cache" \
        LD_LIBRARY_PATH="$room/system/usr/lib/$(uname -m)-linux-gnu:$room/system/lib/$(uname -m)-linux-gnu:$room/system/usr/lib" \
        QT_PLUGIN_PATH="$room/system/usr/lib/$(uname -m)-linux-gnu/qt5/plugins" \
        LANG=C.UTF-8 FINDING_ROOM="$room" "$@"
}

# The same on a message bus of its own, which starts no service by itself.
on_a_bus() {
    cat >"$room/bus.conf" <<BUS
<!DOCTYPE busconfig PUBLIC "-//freedesktop//DTD D-Bus Bus Configuration 1.0//EN"
 "http://www.freedesktop.org/standards/dbus/1.0/busconfig.dtd">
<busconfig>
  <type>session</type>
  <listen>unix:dir=$room/run</listen>
  <policy context="default">
    <allow send_destination="*" eavesdrop="true"/><allow eavesdrop="true"/><allow own="*"/>
  </policy>
</busconfig>
BUS
    inside dbus-run-session --config-file="$room/bus.conf" -- "$@"
}

# debian NAME=VERSION…: unpacks Debian packages into the room, without installing them.
debian() {
    (cd "$room/debs" && apt-get -qq -o APT::Sandbox::User=root download "$@") >/dev/null ||
        cannot "these Debian packages are not to be had: $* (apt-get update?)"
    unpack
}

unpack() {
    local file
    for file in "$room"/debs/*.deb; do dpkg -x "$file" "$room/system"; done
}

# packages_for_python NAME==VERSION…: unpacks packages from PyPI into the room.
packages_for_python() {
    interpreter=$(python3 -c 'import sys; print(sys.executable)')
    "$interpreter" -m pip --quiet --disable-pip-version-check install --target "$room/python" "$@" 2>"$room/log" ||
        cannot "these packages are not to be had from PyPI: $*"
}

# with_python FILE…: runs Python with these packages, inside the room.
with_python() { inside env PYTHONPATH="$room/python" "$interpreter" "$@"; }

# rust NAME DEPENDENCY…: builds $room/NAME/main.rs with these pinned crates into $room/bin/NAME.
rust() {
    local name=$1
    shift
    {
        printf '[package]\nname = "%s"\nversion = "0.0.0"\nedition = "2024"\n' "$name"
        printf '[[bin]]\nname = "%s"\npath = "main.rs"\n[dependencies]\n' "$name"
        printf '%s\n' "$@"
        printf '[workspace]\n'
    } >"$room/$name/Cargo.toml"
    (cd "$room/$name" && cargo build --quiet --target-dir "$room/target") || cannot "$name did not build"
    cp "$room/target/debug/$name" "$room/bin/$name"
}

# needs PROGRAM PACKAGE: a program that must be installed on the computer, since it cannot run unpacked.
needs() { command -v "$1" >/dev/null || cannot "$1 is missing: apt-get install $2"; }

# waits SECONDS COMMAND…: until the command succeeds.
waits() {
    local tries=$(($1 * 20))
    shift
    until "$@" >/dev/null 2>&1; do
        tries=$((tries - 1))
        [ "$tries" -gt 0 ] || return 1
        sleep 0.05
    done
}

say() { printf '%s\n' "$*"; }
saw() { printf '    %s\n' "$*"; }
cannot() { say "COULD NOT RUN: $*"; exit 77; }

# same WHAT EXPECTED SEEN: one fact of the finding.
changed=0
same() {
    if [ "$2" = "$3" ]; then
        saw "$1: $3"
    else
        saw "$1: $3   <- CHANGED, it was: $2"
        changed=1
    fi
}

# The last line of every finding.
done_here() {
    if [ "$changed" = 0 ]; then say "STILL SO"; else say "NO LONGER SO"; fi
    exit "$changed"
}
