#!/bin/bash
# Bills of materials in CycloneDX's form: what of others is in the programs, and in the pages that they show. It takes
# cargo-cyclonedx.
#
#   materials.sh FOLDER
set -euo pipefail
mkdir -p "$1"
folder=$(cd "$1" && pwd)
cd "$(dirname "$0")/../.."
cargo cyclonedx --format json --spec-version 1.5 --override-filename meum-connect-programs.cdx
mv meum-connect-programs.cdx.json "$folder/"
# Each member of the workspace gets one beside its manifest; what is packed is all in the first.
find src-tauri -name meum-connect-programs.cdx.json -delete
npm --prefix ui sbom --sbom-format cyclonedx > "$folder/meum-connect-pages.cdx.json"
