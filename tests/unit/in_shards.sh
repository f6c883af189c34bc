#!/usr/bin/env bash
# Runs a GoogleTest binary in as many processes as there are cores, each with its share of the tests, and fails when
# one of them does. Usage: in_shards.sh BINARY [OPTION]...
set -euo pipefail
shards=$(nproc)
output=$(mktemp -d)
trap 'rm -rf "$output"' EXIT
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
exit "$status"
