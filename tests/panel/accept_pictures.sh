#!/bin/sh
# Draws the reference pictures anew into tests/panel/pictures. Look at what changed before it is committed.
set -eu
cd "$(dirname "$0")/../.."
build=${1:-build/release}
exec "$build/tests/panel/tsuitate-pictures" --policy "$build/policy/default" --accept tests/panel/pictures
