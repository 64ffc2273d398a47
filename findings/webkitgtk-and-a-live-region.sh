#!/usr/bin/env bash
# WebKitGTK tells assistive technology nothing when the text of a live region changes.
#
# A page says "the shop was found" by changing the text of an element with role=status. WebKitGTK exposes the
# region, and whoever asks gets the new text. But no event says that there is something to ask for, and a screen
# reader waits for events. A moved focus does send one, which shows that the listener works.
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
// The title announces each step, so that whatever is heard after it belongs to this step.
const step = (second, name, deed) => {
    setTimeout(() => { document.title = name; }, second * 1000);
    setTimeout(deed, second * 1000 + 1500);
};
step(6, "text", () => { told.firstChild.data = "The shop was found"; });
step(12, "element", () => {
    const words = document.createElement("span");
    words.textContent = "The shop was found";
    replaced.replaceChildren(words);
});
step(18, "focus", () => go.focus());
step(24, "end", () => {});
</script>""", "https://corner-shop.example/")
def step(view, _):
    print("step", view.get_title(), flush=True)
    if view.get_title() == "end":
        Gtk.main_quit()
view.connect("notify::title", step)
window.add(view)
window.set_default_size(400, 200)
window.show_all()
Gtk.main()
PY
cat >"$room/listen.py" <<'PY'
import gi
gi.require_version("Atspi", "2.0")
from gi.repository import Atspi, GLib
def heard(event):
    print(event.type.split("/")[0], event.source.get_role_name(), event.detail1, flush=True)
listener = Atspi.EventListener.new(heard)
for kind in ["object:text-changed", "object:children-changed", "object:announcement",
             "object:state-changed:focused", "object:property-change", "object:text-caret-moved"]:
    listener.register(kind)

# Looks through the page as a screen reader does, so that WebKit knows that somebody is interested.
said = []
def regions(thing, depth=0):
    if thing is None or depth > 12:
        return []
    if thing.get_role_name() == "status bar":
        count = thing.get_character_count()
        inside = [thing.get_child_at_index(at) for at in range(thing.get_child_count())]
        return [thing.get_text(0, count) or " ".join(one.get_name() or "" for one in inside)]
    return [one for at in range(thing.get_child_count())
            for one in regions(thing.get_child_at_index(at), depth + 1)]
def look():
    try:
        found = regions(Atspi.get_desktop(0))
    except GLib.Error:
        return True
    if found and said[-1:] != [found]:
        said.append(found)
        print("regions", "; ".join(found), flush=True)
    return True
GLib.timeout_add(500, look)
GLib.MainLoop().run()
PY
cat >"$room/bin/session" <<'SH'
#!/bin/sh
gdbus call --session --dest org.a11y.Bus --object-path /org/a11y/bus --method org.freedesktop.DBus.Properties.Set \
    org.a11y.Status ScreenReaderEnabled '<true>' >/dev/null 2>&1
/usr/bin/python3 "$1/listen.py" 2>/dev/null &
/usr/bin/python3 "$1/page.py" 2>/dev/null
SH
chmod +x "$room/bin/session"
# Here the bus may start services: the registry of assistive technology is one.
inside timeout 200 xvfb-run -a dbus-run-session -- session "$room" >"$room/heard" 2>/dev/null || true

# between STEP STEP PATTERN: how many lines like this came between two steps.
between() { sed -n "/^step $1\$/,/^step $2\$/p" "$room/heard" | grep -cE "$3" || true; }
grep -q '^step end' "$room/heard" || cannot "the page did not come to its end"
say "WebKitGTK $(grep -m1 -E '^[0-9.]+$' "$room/heard"), at-spi2-core $(dpkg-query -Wf '${Version}' at-spi2-core)"
says_so='^object:(text-changed|announcement)|^object:children-changed[^ ]* status bar'
same "the text of a region changes: events that say so" 0 "$(between text element "$says_so")"
same "an element in a region is replaced: events with its text" 0 "$(between element focus '^object:(text|announcement)')"
same "a reader that asks in the end gets" "The shop was found; The shop was found" \
    "$(sed -n 's/^regions //p' "$room/heard" | tail -1)"
same "the focus moves to the button: events" 1 "$(between focus end '^object:state-changed:focused push button 1')"
done_here
