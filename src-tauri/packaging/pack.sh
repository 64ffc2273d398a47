#!/bin/bash
# Makes the packages for Debian and for Fedora's kin of the tree that Tauri's bundler has packed.
#
#   pack.sh FOLDER VERSION EPOCH COMPRESSION
#
# FOLDER holds a package of Tauri's in tauri.deb and gets meum-connect_VERSION_ARCH.deb and .rpm. The bundler leaves out
# or misnames what is done here: see docs/packages.md. EPOCH is the time that every file gets (SOURCE_DATE_EPOCH), so that
# two packages of one commit are the same. COMPRESSION is xz, or quick where nobody downloads it.
set -euo pipefail
folder=$1 version=$2 compression=$4
export SOURCE_DATE_EPOCH=$3 LC_ALL=C TZ=UTC
here=$(cd "$(dirname "$0")" && pwd)
tree=$folder/tree
umask 022

rm -rf "$tree"
dpkg-deb -R "$folder/tauri.deb" "$tree"

# Its own name is the product's, with a blank in it: no id of a desktop entry may have one.
mv "$tree/usr/share/applications/Meum Connect.desktop" "$tree/usr/share/applications/meum-connect.desktop"

# The changelog lies in a folder of that name as well, and the manual page is not compressed.
rm -r "$tree/usr/share/doc/Meum Connect"
gzip -9nc "$here/changelog" > "$tree/usr/share/doc/meum-connect/changelog.gz"
gzip -9n "$tree/usr/share/man/man1/meum-connect.1"
ln -s meum-connect.1.gz "$tree/usr/share/man/man1/meum-connect-watch.1.gz"
install -Dm644 "$here/lintian-overrides" "$tree/usr/share/lintian/overrides/meum-connect"

# Which libraries the programs need, and since which versions, is read from the programs. Without certificates to trust
# the app sends nothing, and no library brings them.
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
mkdir "$work/debian"
printf 'Source: meum-connect\n\nPackage: meum-connect\nArchitecture: any\n' > "$work/debian/control"
needs=$(cd "$work" && dpkg-shlibdeps -O -e"$tree/usr/bin/meum-connect" -e"$tree/usr/bin/meum-connect-watch")
size=$(du -k --apparent-size -s "$tree/usr" | cut -f1)
sed -i -e "s/^Depends: .*/Depends: ca-certificates, ${needs#shlibs:Depends=}/" -e "s/^Version: .*/Version: $version/" \
    -e "s/^Installed-Size: .*/Installed-Size: $size/" "$tree/DEBIAN/control"

find "$tree" -type d -exec chmod 755 {} +
find "$tree" -type f -exec chmod 644 {} +
chmod 755 "$tree"/usr/bin/*
(cd "$tree" && find usr -type f -print0 | sort -z | xargs -0 md5sum > DEBIAN/md5sums)
find "$tree" -exec touch -h -d "@$SOURCE_DATE_EPOCH" {} +

case $compression in
quick) deb=(-Zgzip -z1) payload=w1.gzdio ;;
*) deb=(-Zxz -z6) payload=w6.xzdio ;;
esac
architecture=$(dpkg --print-architecture)
dpkg-deb --root-owner-group "${deb[@]}" -b "$tree" "$folder/meum-connect_${version}_$architecture.deb"

# The same tree. rpm finds the libraries by itself. The time of a build is the one of its files.
rpmbuild --quiet -bb "$here/meum-connect.spec" --define "version $version" --define "tree $tree" \
    --define "_topdir $work/rpm" --define "_rpmdir $folder" --define "_rpmfilename %%{NAME}-%%{VERSION}-%%{RELEASE}.%%{ARCH}.rpm" \
    --define "_binary_payload $payload" --define "_buildhost meum.io" \
    --define "use_source_date_epoch_as_buildtime 1" --define "clamp_mtime_to_source_date_epoch 1"
rm -rf "$tree"
