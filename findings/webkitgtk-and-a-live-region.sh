#!/usr/bin/env bash
# WebKitGTK tells assistive technology nothing when the text of a live region changes.
#
# A page says "the shop was found" by changing the text of an element with role=status. WebKitGTK exposes the
# region with its role and its attributes, but sends no event for the new text. Only replacing the element inside
# sends one, without the text. A focus change is heard, which shows that the listener works.
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
print(f"{WebKit2.get_major_version()}.{WebKit2.get_minor_version()}.{WebKit2.get_micro_version()}", flush=True)
window, view = Gtk.Window(title="Shop"), WebKit2.WebView()
view.load_html("""<!doctype html><title>idle</title>
<p role=status id=told aria-live=polite>Looking for the shop</p>
<p role=status id=replaced aria-live=polite><span>Looking for the shop</span></p>
<button id=go>Go on</button>
<script>
const later = (ms, deed, name) => setTimeout(() => { deed(); document.title = name; }, ms);
later(4000, () => { told.firstChild.data = "The shop was found"; }, "text");
later(7000, () => { const p = document.createElement("span"); p.textContent = "The shop was found";
    replaced.replaceChildren(p); }, "element");
later(10000, () => go.focus(), "focus");
</script>""", "https://corner-shop.example/")
view.connect("notify::title", lambda view, _: print("did", view.get_title(), flush=True))
window.add(view); window.set_default_size(400, 200); window.show_all()
Gtk.main()
PY
cat >"$room/listen.py" <<'PY'
import gi, sys
gi.require_version("Atspi", "2.0")
from gi.repository import Atspi, GLib
def heard(event):
    app = event.source.get_application()
    if app and app.get_process_id() != 0:
        print(event.type.split(":system")[0], event.source.get_role_name(), event.any_data if isinstance(event.any_data, str) else "", flush=True)
listener = Atspi.EventListener.new(heard)
for kind in ["object:text-changed", "object:children-changed", "object:announcement", "object:state-changed:focused",
             "object:property-change", "object:text-caret-moved"]:
    listener.register(kind)
print("listening", flush=True)
loop = GLib.MainLoop(); GLib.timeout_add_seconds(18, loop.quit); loop.run()
PY
cat >"$room/bin/session" <<'SH'
#!/bin/sh
gdbus call --session --dest org.a11y.Bus --object-path /org/a11y/bus --method org.freedesktop.DBus.Properties.Set \
    org.a11y.Status ScreenReaderEnabled '<true>' >/dev/null 2>&1
/usr/bin/python3 "$1/listen.py" 2>/dev/null &
listener=$!
/usr/bin/python3 "$1/page.py" 2>/dev/null &
wait $listener
SH
chmod +x "$room/bin/session"
inside xvfb-run -a dbus-run-session -- session "$room" >"$room/said" 2>&1 || true
cat "$room/said"
done_here
