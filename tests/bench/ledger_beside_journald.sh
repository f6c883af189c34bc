#!/usr/bin/env bash
# tsuitate-bench-ledger with a systemd-journald of its own among the contenders, writing to the same disk. Root; the
# journald runs in a mount namespace and goes with it. Usage: ledger_beside_journald.sh BENCHMARK DIRECTORY [OPTIONS…]
set -euo pipefail
if [ "${1:-}" != --inside ]; then
    exec unshare --mount "$0" --inside "$@"
fi
benchmark=$2 directory=$3
shift 3
storage=$(mktemp -d "$directory/journald-XXXXXX")
mount -t tmpfs tmpfs /run
mkdir -p /run/systemd /var/log/journal
mount --bind "$storage" /var/log/journal
/lib/systemd/systemd-journald tsuitate-bench >/dev/null 2>&1 &  # it tells of every call
trap 'kill %1; wait; umount /var/log/journal; rm -rf "$storage"' EXIT
for _ in $(seq 50); do
    [ -S /run/systemd/journal.tsuitate-bench/io.systemd.journal ] && break
    sleep 0.1
done
"$benchmark" --directory "$directory" --journald /run/systemd/journal.tsuitate-bench "$@"
