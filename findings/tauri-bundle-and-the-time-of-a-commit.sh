#!/usr/bin/env bash
# Tauri's bundler ignores SOURCE_DATE_EPOCH, and names the folder of the changelog after the product, blank included.
#
# reproducible-builds.org says that a tool which writes times takes them from that variable. The bundler writes the time
# of the run into every entry of a .deb, so the same program packed twice makes two packages. Debian looks for the
# changelog in /usr/share/doc/PACKAGE, where the bundler's own name of the package has a dash and no blank.
. "$(dirname "$0")/room.bash"
needs cargo rustup
needs npm npm
needs dpkg-deb dpkg

shop=$room/shop
mkdir -p "$shop/src" "$shop/ui" "$shop/target/release"
(cd "$shop" && npm --silent --no-audit --no-fund --prefix "$room/npm" install @tauri-apps/cli@2.12.3 >"$room/log" 2>&1) ||
    cannot "this package is not to be had from npm: @tauri-apps/cli"
printf '[package]\nname = "my-shop"\nversion = "1.0.0"\nedition = "2024"\n[workspace]\n' >"$shop/Cargo.toml"
printf 'fn main() {}\n' >"$shop/src/main.rs"
printf '<!doctype html>\n' >"$shop/ui/index.html"
printf 'my-shop (1.0.0) unstable; urgency=medium\n' >"$shop/changelog"
cat >"$shop/tauri.conf.json" <<'JSON'
{ "productName": "My Shop", "identifier": "example.shop", "mainBinaryName": "my-shop",
  "build": { "frontendDist": "ui" },
  "bundle": { "active": true, "targets": ["deb"], "icon": [], "linux": { "deb": { "changelog": "changelog" } } } }
JSON
cp /bin/true "$shop/target/release/my-shop"

# The entries' times and names in the package that is made now.
packed() {
    (cd "$shop" && SOURCE_DATE_EPOCH=1000000000 "$room/npm/node_modules/.bin/tauri" bundle --ci --no-binary-patching \
        --bundles deb >"$room/said" 2>&1) || cannot "nothing was bundled: $(tail -3 "$room/said")"
    TZ=UTC dpkg-deb -c "$shop"/target/release/bundle/deb/*.deb
}

say "@tauri-apps/cli $("$room/npm/node_modules/.bin/tauri" --version | sed 's/.* //')"
first=$(packed)
same "a file of the year that SOURCE_DATE_EPOCH names" "none" "$(grep -q ' 2001-' <<<"$first" && echo one || echo none)"
same "the name of the package" "my-shop" "$(dpkg-deb -f "$shop"/target/release/bundle/deb/*.deb Package)"
same "the changelog" "usr/share/doc/My Shop/changelog.gz" "$(grep -o 'usr/share/doc/.*gz' <<<"$first")"
saw "$(grep -m1 bin/my-shop <<<"$first")"
done_here
