#!/usr/bin/env bash
# WebKitGTK leaves container queries in pixels behind when a page is zoomed.
#
# At a zoom of 200 % a window of 800 pixels is a page of 400, and a media query for 500 pixels turns true. A
# container query for 500 pixels on an element as wide as the page stays false: it is compared with the width
# before the zoom. In rem the same query answers as one expects.
. "$(dirname "$0")/room.bash"
needs Xvfb xvfb
needs dbus-run-session dbus-daemon
/usr/bin/python3 -c 'import gi
gi.require_version("WebKit2", "4.1")' 2>/dev/null || cannot "apt-get install python3-gi gir1.2-webkit2-4.1"

cat >"$room/page.py" <<'PY'
import gi
gi.require_version("Gtk", "3.0"); gi.require_version("WebKit2", "4.1")
from gi.repository import GLib, Gtk, WebKit2
print("version", f"{WebKit2.get_major_version()}.{WebKit2.get_minor_version()}.{WebKit2.get_micro_version()}", flush=True)
window, view = Gtk.Window(title="Shop"), WebKit2.WebView()
window.set_default_size(800, 600)
# Painted without a graphics card, which a computer without a screen does not have.
view.get_settings().set_hardware_acceleration_policy(WebKit2.HardwareAccelerationPolicy.NEVER)
page = """<!doctype html><title>none</title><style>
html, body { margin: 0; font-size: 16px }
main { container: page / inline-size }
i { display: block; height: 1px; width: 1px }
@media (max-width: 500px) { #media { width: 2px } }
@container page (max-width: 500px) { #pixels { width: 2px } }
@container page (max-width: 31.25rem) { #rems { width: 2px } }
</style><main><i id="media"></i><i id="pixels"></i><i id="rems"></i></main><script>
const narrow = (id) => getComputedStyle(document.getElementById(id)).width === "2px" ? "yes" : "no";
setInterval(() => document.title = [innerWidth, narrow("media"), narrow("pixels"), narrow("rems")].join(" "), 100);
</script>"""
view.load_html(page, "https://corner-shop.example/")
window.add(view)
window.show_all()
def say(zoom):
    print("zoom", zoom, view.get_title(), flush=True)
def zoomed():
    say(2)
    Gtk.main_quit()
def first():
    if not view.get_title() or view.get_title() == "none" or view.get_title().startswith("0 "):
        return True
    say(1)
    view.set_zoom_level(2.0)
    GLib.timeout_add(3000, zoomed)
    return False
GLib.timeout_add(1500, first)
Gtk.main()
PY
inside timeout 120 xvfb-run -a dbus-run-session -- timeout 60 /usr/bin/python3 "$room/page.py" >"$room/seen" 2>/dev/null || true

at() { sed -n "s/^zoom $1 //p" "$room/seen"; }
[ -n "$(at 2)" ] || cannot "the page was not to be seen in time"
say "WebKitGTK $(sed -n 's/^version //p' "$room/seen"); width of the page, media query, container query in px, in rem"
same "not zoomed" "800 no no no" "$(at 1)"
same "at 200 %" "400 yes no yes" "$(at 2)"
done_here
