#!/usr/bin/env bash
# WebKitGTK stops calling a list a list when its bullets are hidden by style.
#
# With list-style: none a ul becomes a panel, so a screen reader says neither that there is a list nor how many
# items it has. Many base styles hide all bullets. role=list brings the list back, and inside nav it never went.
. "$(dirname "$0")/room.bash"
needs Xvfb xvfb
needs dbus-run-session dbus-daemon
/usr/bin/python3 -c 'import gi
gi.require_version("WebKit2", "4.1"); gi.require_version("Atspi", "2.0")' 2>/dev/null ||
    cannot "apt-get install python3-gi gir1.2-webkit2-4.1 gir1.2-atspi-2.0 at-spi2-core"

cat >"$room/page.py" <<'PY'
import gi
gi.require_version("Gtk", "3.0"); gi.require_version("WebKit2", "4.1")
from gi.repository import Gtk, WebKit2
print("version", f"{WebKit2.get_major_version()}.{WebKit2.get_minor_version()}.{WebKit2.get_micro_version()}", flush=True)
window, view = Gtk.Window(title="Shop"), WebKit2.WebView()
items = "<li>Shop</li><li>Keys</li>"
view.load_html(f"""<!doctype html><title>Shop</title>
<ul aria-label="with bullets">{items}</ul>
<ul aria-label="without bullets" style="list-style: none">{items}</ul>
<ul aria-label="without bullets, with role=list" style="list-style: none" role="list">{items}</ul>
<nav><ul aria-label="without bullets, in nav" style="list-style: none">{items}</ul></nav>
""", "https://corner-shop.example/")
window.add(view)
window.show_all()
Gtk.main()
PY
cat >"$room/look.py" <<'PY'
import gi
gi.require_version("Atspi", "2.0")
from gi.repository import Atspi, GLib
found = {}
def walk(thing, depth=0):
    if thing is None or depth > 12:
        return
    name = thing.get_name() or ""
    if "bullets" in name:
        found[name] = thing.get_role_name()
    for at in range(thing.get_child_count()):
        walk(thing.get_child_at_index(at), depth + 1)
loop = GLib.MainLoop()
def look():
    try:
        walk(Atspi.get_desktop(0))
    except GLib.Error:
        return True
    if len(found) < 4:
        return True
    for name, role in found.items():
        print(f"{name}: {role}", flush=True)
    loop.quit()
GLib.timeout_add(500, look)
loop.run()
PY
cat >"$room/bin/session" <<'SH'
#!/bin/sh
/usr/bin/python3 "$1/page.py" 2>/dev/null &
timeout 150 /usr/bin/python3 "$1/look.py" 2>/dev/null
SH
chmod +x "$room/bin/session"
# Here the bus may start services: the registry of assistive technology is one.
inside timeout 200 xvfb-run -a dbus-run-session -- session "$room" >"$room/seen" 2>/dev/null || true

role() { sed -n "s/^$1: //p" "$room/seen"; }
[ -n "$(role 'with bullets')" ] || cannot "the page was not to be seen in time"
say "WebKitGTK $(sed -n 's/^version //p' "$room/seen"), at-spi2-core $(dpkg-query -Wf '${Version}' at-spi2-core)"
same "ul with bullets" list "$(role 'with bullets')"
same "ul without bullets" panel "$(role 'without bullets')"
same "ul without bullets, with role=list" list "$(role 'without bullets, with role=list')"
same "ul without bullets, in nav" list "$(role 'without bullets, in nav')"
done_here
