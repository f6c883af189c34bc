#!/usr/bin/env bash
# tsuitate-bench-ledger with a systemd-journald of its own among the contenders, writing to the same disk. Root; the
# journald runs in a mount namespace and goes with it. Afterwards all that it acknowledged must be in its files.
# Usage: ledger_beside_journald.sh BENCHMARK DIRECTORY [RECORDS [ROUNDS]]     (records a round)
set -euo pipefail
journald=/lib/systemd/systemd-journald
[ -x $journald ] || { echo "no $journald here" >&2; exit 77; }
if [ "${1:-}" != --inside ]; then
    exec unshare --mount "$0" --inside "$@"
fi
benchmark=$2 directory=$3 records=${4:-10000} rounds=${5:-3}
storage=$(mktemp -d "$directory/journald-XXXXXX")
mount -t tmpfs tmpfs /run
mount -t tmpfs tmpfs /var/log
mkdir -p /run/systemd/journald@tsuitate-bench.conf.d /var/log/journal
mount --bind "$storage" /var/log/journal
# By itself it drops what comes too fast, and says that it was written.
printf '[Journal]\nStorage=persistent\nRateLimitIntervalSec=0\n' >/run/systemd/journald@tsuitate-bench.conf.d/bench.conf
$journald tsuitate-bench >/dev/null 2>&1 &  # it tells of every call
trap 'kill %1; wait; umount /var/log/journal; rm -rf "$storage"' EXIT
for _ in $(seq 50); do
    [ -S /run/systemd/journal.tsuitate-bench/io.systemd.journal ] && break
    sleep 0.1
done
"$benchmark" --directory "$directory" --journald /run/systemd/journal.tsuitate-bench --records "$records" --rounds "$rounds"
kept=$(journalctl --directory="$(echo /var/log/journal/*)" --output=cat --quiet | grep -c '^[0-9]\+x\+$') || true
if [ "$kept" -ne $((records * rounds)) ]; then
    echo "journald acknowledged $((records * rounds)) records and kept $kept" >&2
    exit 1
fi
