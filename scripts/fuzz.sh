#!/usr/bin/env bash
# Builds the fuzzers and lets each run for some seconds (default 30). A crash leaves its input under build/fuzz.
set -euo pipefail
cd "$(dirname "$0")/.."
seconds=${1:-30}

cmake --preset fuzz >build/configure-fuzz.log || { cat build/configure-fuzz.log; exit 1; }
cmake --build --preset fuzz --target fuzzers >build/build-fuzz.log || { grep -v "^\[" build/build-fuzz.log | head -n 80; exit 1; }
ran=0
for fuzzer in build/fuzz/tests/fuzz/*_fuzzer; do
    name=$(basename "$fuzzer")
    corpus=build/fuzz/corpus/$name
    mkdir -p "$corpus"
    if ! "$fuzzer" -max_total_time="$seconds" -rss_limit_mb=2048 -artifact_prefix="build/fuzz/$name-" -print_final_stats=1 \
        "$corpus" >"build/fuzz/$name.log" 2>&1; then
        tail -n 30 "build/fuzz/$name.log"
        echo "$name found a fault; its input is build/fuzz/$name-*"
        exit 1
    fi
    echo "$name: $(grep -oE 'number_of_executed_units: +[0-9]+' "build/fuzz/$name.log" | grep -oE '[0-9]+') inputs, no fault"
    ran=$((ran + 1))
done
[ "$ran" -gt 0 ] || { echo "no fuzzer was built"; exit 1; }
