#!/bin/bash
# A small system of this computer's own distribution, as debootstrap makes it, with these packages downloaded and not
# installed. Only root can do it.
#
#   root.sh FOLDER PACKAGE...
#
# FOLDER/base is the system; it is used again. It ends with 75 where there is none yet and nothing to get one from.
set -euo pipefail
folder=$1
shift
. /etc/os-release
case $ID in
debian) mirror=http://deb.debian.org/debian components=main ;;
ubuntu) mirror=http://archive.ubuntu.com/ubuntu components=main,universe ;;
*) echo "Nobody has tried this on $ID yet." && exit 75 ;;
esac
[ "$(dpkg --print-architecture)" = amd64 ] || [ "$ID" = debian ] || mirror=http://ports.ubuntu.com/ubuntu-ports
mkdir -p "$folder"

if [ "$(cat "$folder/made" 2>/dev/null)" != "$ID $VERSION_CODENAME" ]; then
    rm -rf --one-file-system "$folder/base"
    if ! debootstrap --variant=minbase --components="$components" "$VERSION_CODENAME" "$folder/base" "$mirror" \
        > "$folder/debootstrap.log" 2>&1; then
        tail -5 "$folder/debootstrap.log"
        grep -q 'Failed getting release file' "$folder/debootstrap.log" && exit 75
        exit 1
    fi
    # Nothing is started there, and the merchant is somebody without rights.
    printf '#!/bin/sh\nexit 101\n' > "$folder/base/usr/sbin/policy-rc.d"
    chmod 755 "$folder/base/usr/sbin/policy-rc.d"
    chroot "$folder/base" useradd --create-home merchant
    echo "$ID $VERSION_CODENAME" > "$folder/made"
fi

[ ! -e /etc/resolv.conf ] || cp -L /etc/resolv.conf "$folder/base/etc/resolv.conf"
inside() {
    chroot "$folder/base" env -i PATH=/usr/sbin:/usr/bin:/sbin:/bin LC_ALL=C.UTF-8 DEBIAN_FRONTEND=noninteractive \
        ${http_proxy:+http_proxy="$http_proxy"} apt-get -q -o APT::Sandbox::User=root "$@"
}
inside update || echo "The lists of packages may be old; trying with them."
inside install -y --download-only --no-install-recommends "$@" > "$folder/download.log" || {
    tail -20 "$folder/download.log"
    exit 75
}
du -sh "$folder/base"
