#!/usr/bin/env bash
# Format, lint, and the project's own rules. Needs a configured build/release (compile_commands.json).
set -euo pipefail
cd "$(dirname "$0")/.."

mapfile -t sources < <(git ls-files '*.cpp' '*.hpp')
clang-format --dry-run --Werror "${sources[@]}"
echo "clang-format: ${#sources[@]} files in shape"

long=$(wc -l "${sources[@]}" | awk '$2 != "total" && $1 > 400 { print "  " $2 ": " $1 " lines" }')
if [ -n "$long" ]; then
    printf 'Files over 400 lines; look for the seam:\n%s\n' "$long"
    exit 1
fi

# Arrows run one way: a role includes wire, log, loop, start and policy, never another role.
roles='vault screen voice ledger front witness courier'
for role in $roles; do
    for other in $roles; do
        [ "$role" = "$other" ] && continue
        if grep -rn "#include \"daemon/$other/" "daemon/$role"; then
            echo "daemon/$role must not include daemon/$other"
            exit 1
        fi
    done
done
if grep -rnE '#include "(audit|drawing|daemon|client)/' policy; then
    echo "policy/ includes nothing but policy/"
    exit 1
fi
if grep -rnE '#include "(audit|daemon|client)/' drawing; then
    echo "drawing/ includes policy/ and drawing/ only: what it draws is a function of them"
    exit 1
fi
if grep -rnE '#include "(daemon|client)/' audit; then
    echo "audit/ includes policy/ and audit/ only: the log must be read without the daemon"
    exit 1
fi
echo "includes: every arrow runs one way"

mapfile -t units < <(git ls-files 'audit/*.cpp' 'drawing/*.cpp' 'daemon/*.cpp' 'policy/*.cpp' 'client/*.cpp')
tidy() {
    local checks=$1
    shift
    printf '%s\n' "$@" | xargs -P "$(nproc)" -n 4 clang-tidy -p build/release --quiet --checks="$checks" \
        >build/clang-tidy.log 2>&1 || { grep -E 'error|warning:' build/clang-tidy.log | head -40; exit 1; }
}
tidy '' "${units[@]}"
echo "clang-tidy: ${#units[@]} files clean"
mapfile -t guarded < <(git ls-files 'daemon/vault/*.cpp' 'daemon/wire/*.cpp' 'policy/pin/*.cpp' 'policy/touch/*.cpp' \
    'policy/decoder/*.cpp' 'policy/session/*.cpp')
tidy '-*,clang-analyzer-*' "${guarded[@]}"
echo "clang-analyzer: ${#guarded[@]} files clean"
