#!/usr/bin/env bash
# Runs a GoogleTest binary in as many processes as there are cores, each with its share of the tests, and fails when
# one of them does. What was skipped is not passed: it is named at the end with its reason, and in the file `skipped`
# of the working directory, which ./check reads. Usage: in_shards.sh BINARY [OPTION]...
set -euo pipefail
shards=$(nproc)
output=$(mktemp -d)
trap 'rm -rf "$output"' EXIT
rm -f skipped
running=()
for ((shard = 0; shard < shards; ++shard)); do
    GTEST_TOTAL_SHARDS=$shards GTEST_SHARD_INDEX=$shard "$@" >"$output/$shard" 2>&1 &
    running+=($!)
done
status=0
for ((shard = 0; shard < shards; ++shard)); do
    wait "${running[$shard]}" || status=1
    cat "$output/$shard"
done
# The reason stands in the line after "FILE:LINE: Skipped", and before the line with the test's name.
for ((shard = 0; shard < shards; ++shard)); do
    awk '/^\[ RUN / { reason = "" }
         wanted { reason = $0; wanted = 0 }
         /: Skipped$/ { wanted = 1 }
         /^\[  SKIPPED \] .* \([0-9]+ ms\)$/ { print $4 ": " (reason == "" ? "no reason was given" : reason) }' "$output/$shard"
done >skipped
if [[ -s skipped ]]; then
    echo "$(wc -l <skipped) tests skipped, not passed:"
    cat skipped
fi
exit "$status"
