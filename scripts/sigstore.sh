#!/usr/bin/env bash
# Brings @sigstore/verify to build/interop, in the versions and with the hashes of tests/interop/sigstore/package-lock.json.
# It is no Debian package, so this needs the npm registry; without it the test that wants it is skipped, and says so.
set -euo pipefail
cd "$(dirname "$0")/.."
. scripts/packages.sh

from=tests/interop/sigstore
to=build/interop
if [ -d "$to/node_modules/@sigstore/verify" ] && cmp -s "$from/package-lock.json" "$to/package-lock.json"; then
    exit 0
fi
# Whoever has another Node.js than Debian's keeps it.
command -v npm >/dev/null || need nodejs npm
mkdir -p "$to"
cp "$from/package.json" "$to/package.json"
cp "$from/package-lock.json" "$to/package-lock.json.new"
mv "$to/package-lock.json.new" "$to/package-lock.json"
if ! npm ci --prefix "$to" --fetch-retries=1 --fetch-timeout=30000 --no-audit --no-fund >build/npm.log 2>&1; then
    rm -rf "$to/node_modules"
    echo "npm could not bring @sigstore/verify (the whole log is build/npm.log)." >&2
    echo "The test interop/sigstore will show as skipped: nothing of it was judged." >&2
fi
