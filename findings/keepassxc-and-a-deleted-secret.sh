#!/usr/bin/env bash
# KeePassXC keeps a secret that a program deleted through the Secret Service: it moves to the recycle bin.
#
# A program that deletes an item gets success and finds the item no more. In the database the entry stands in the
# recycle bin, with the secret. Whoever promises that something is forgotten cannot promise it here.
. "$(dirname "$0")/room.bash"
needs Xvfb xvfb
needs dbus-run-session dbus-daemon
debian_and_needs keepassxc=2.7.4+dfsg.1-2
debian libsecret-tools=0.20.5-3
packages_for_python pykeepass==4.2.0

cat >"$room/database.py" <<'PY'
import sys
from pykeepass import PyKeePass, create_database
from lxml import etree
import base64
path, deed = sys.argv[1:]
if deed == "make":
    database = create_database(path, password="practice")
    shop = database.add_group(database.root_group, "Programs")
    # KeePassXC's own setting for the group that programs may use.
    meta = database.tree.find("Meta")
    data = meta.find("CustomData")
    if data is None:
        data = etree.SubElement(meta, "CustomData")
    item = etree.SubElement(data, "Item")
    etree.SubElement(item, "Key").text = "FDO_SECRETS_EXPOSED_GROUP"
    etree.SubElement(item, "Value").text = "{%s}" % shop.uuid
    database.save()
else:
    database = PyKeePass(path, password="practice")
    for entry in database.entries:
        held = [attachment.binary.decode() for attachment in entry.attachments] + [entry.password or ""]
        print(f"{entry.group.name}: {entry.title}: {'with the secret' if 'kept by the shop app' in held else held}")
PY
with_python "$room/database.py" "$room/home/practice.kdbx" make
mkdir -p "$room/home/.config/keepassxc"
cat >"$room/home/.config/keepassxc/keepassxc.ini" <<'INI'
[General]
ConfigVersion=2
AutoSaveAfterEveryChange=true
UpdateCheckMessageShown=true
[GUI]
CheckForUpdates=false
[FdoSecrets]
Enabled=true
ConfirmAccessItem=false
ConfirmDeleteItem=false
ShowNotification=false
INI
cat >"$room/bin/session" <<'SH'
#!/bin/sh
printf practice | keepassxc --pw-stdin "$HOME/practice.kdbx" >"$HOME/log" 2>&1 &
# The alias leads to a collection once the database is open; asking for secrets before would open a dialog.
locked() {
    gdbus call --session --dest org.freedesktop.secrets --object-path "$(gdbus call --session \
        --dest org.freedesktop.secrets --object-path /org/freedesktop/secrets \
        --method org.freedesktop.Secret.Service.ReadAlias default | cut -d"'" -f2)" \
        --method org.freedesktop.DBus.Properties.Get org.freedesktop.Secret.Collection Locked 2>/dev/null
}
tries=0
until [ "$(locked 2>/dev/null)" = "(<false>,)" ]; do
    tries=$((tries + 1)); [ $tries -lt 200 ] || { echo "no collection"; exit 1; }; sleep 0.2
done
printf 'kept by the shop app' | secret-tool store --label='Shop key' service corner-shop
echo "found: $(secret-tool lookup service corner-shop)"
secret-tool clear service corner-shop; echo "clear ended with $?"
echo "found: $(secret-tool lookup service corner-shop)"
sleep 2
SH
chmod +x "$room/bin/session"

say "KeePassXC 2.7.4+dfsg.1-2 (Debian), secret-tool 0.20.5-3, pykeepass 4.2.0"
mapfile -t seen < <(on_a_bus xvfb-run -a session 2>"$room/log")
same "after storing" "found: kept by the shop app" "${seen[0]:-}"
same "deleting" "clear ended with 0" "${seen[1]:-}"
same "after deleting" "found: " "${seen[2]:-}"
same "in the database" "Recycle Bin: Shop key: with the secret" \
    "$(with_python "$room/database.py" "$room/home/practice.kdbx" show)"
done_here
