#!/usr/bin/env bash
# notify-send takes backslashes in the body apart, and cuts the text at \0. The title it leaves alone.
#
# A script tells of a file: notify-send Saved 'C:\new\till'. What arrives has a new line and a tab in it, as in a C
# string, and the letters n and t are gone. Of two backslashes one is left. After \0 nothing comes. Its manual page
# names no escapes. Whoever passes on a path or somebody else's words has to double each backslash in the body.
. "$(dirname "$0")/room.bash"
needs dbus-run-session dbus-daemon
debian libnotify-bin=0.8.1-1 libnotify4=0.8.1-1
packages_for_python jeepney==0.9.0

# A notification service that writes down what it is told.
cat >"$room/service.py" <<'PY'
import json, sys
from jeepney import HeaderFields, MessageType, new_error, new_method_return
from jeepney.bus_messages import message_bus
from jeepney.io.blocking import open_dbus_connection
bus = open_dbus_connection(bus="SESSION")
bus.send_and_get_reply(message_bus.RequestName("org.freedesktop.Notifications"))
open(sys.argv[1], "w").close()
while True:
    message = bus.receive()
    if message.header.message_type != MessageType.method_call:
        continue
    member = message.header.fields[HeaderFields.member]
    if member == "Notify":
        print(json.dumps(message.body[3:5]), flush=True)
        bus.send(new_method_return(message, "u", (1,)))
    elif member == "GetServerInformation":
        bus.send(new_method_return(message, "ssss", ("finding", "finding", "1", "1.2")))
    elif member == "GetCapabilities":
        bus.send(new_method_return(message, "as", (["body"],)))
    else:
        bus.send(new_error(message, "org.freedesktop.DBus.Error.UnknownMethod"))
PY
cat >"$room/session" <<'SESSION'
"$1" "$2/service.py" "$2/ready" & service=$!
left=200; until [ -f "$2/ready" ]; do left=$((left - 1)); [ $left -gt 0 ] || exit 1; sleep 0.05; done
notify-send 'C:\new\till' 'C:\new\till'
notify-send Saved '\\server\orders'
notify-send Saved 'C:\0rders are here'
notify-send Saved 'C:\\new\\till'
kill $service
SESSION

say "notify-send 0.8.1 (Debian libnotify-bin 0.8.1-1); title and body as they arrive, in JSON"
mapfile -t seen < <(on_a_bus env PYTHONPATH="$room/python" bash "$room/session" "$interpreter" "$room" 2>"$room/log")
same "C:\\new\\till as title and body" '["C:\\new\\till", "C:\new\till"]' "${seen[0]:-}"
same "body \\\\server\\orders" '["Saved", "\\serverorders"]' "${seen[1]:-}"
same "body C:\\0rders are here" '["Saved", "C:"]' "${seen[2]:-}"
same "body C:\\\\new\\\\till" '["Saved", "C:\\new\\till"]' "${seen[3]:-}"
done_here
