# The Debian packages that building, demo and tests need, and how they are installed. Sourced by demo and check.

build_packages="g++ cmake ninja-build pkg-config ccache libsodium-dev libspdlog-dev libevdev-dev libudev-dev
 libcairo2-dev libpango1.0-dev libdrm-dev libsystemd-dev libsdbus-c++-dev libsdbus-c++-bin libcli11-dev
 libtomlplusplus-dev nlohmann-json3-dev libpcsclite-dev libgtest-dev libgmock-dev libbenchmark-dev libssl-dev
 libsqlite3-dev libsdl2-dev libqrencode-dev libcpp-httplib-dev libgtkmm-4.0-dev
 libasound2-dev gettext
 adwaita-icon-theme fonts-noto-cjk fonts-dejavu-core"
run_packages="dbus dbus-daemon libccid vsmartcard-vpcd python3 python3-dbus python3-gi openssl util-linux"
check_packages="golang-go golang-golang-x-mod-dev golang-github-google-certificate-transparency-dev libgoogle-glog-dev
 signify-openbsd python3-jsonschema clang clang-format clang-tidy libclang-rt-14-dev opensc pcscd git polkitd systemd
 systemd-journal-remote chromium
 poppler-utils xvfb python3-xlib xdotool imagemagick at-spi2-core gir1.2-atspi-2.0 zbar-tools faketime"
system_packages="qemu-system-x86 qemu-system-gui qemu-utils mmdebstrap busybox-static cpio kmod e2fsprogs debian-archive-keyring"

say() { printf '\n\033[1m%s\033[0m\n' "$*"; }

# Runs a command as root: by itself, or through sudo.
as_root() {
    if [ "$(id -u)" -eq 0 ]; then "$@"; else sudo -E "$@"; fi
}

may_be_root() { [ "$(id -u)" -eq 0 ] || command -v sudo >/dev/null; }

# Installs what is missing of the packages given. Says in plain words what is missing when it cannot.
need() {
    missing=""
    for package in "$@"; do
        dpkg-query -W -f='${Status}' "$package" 2>/dev/null | grep -q 'ok installed' || missing="$missing $package"
    done
    [ -z "$missing" ] && return 0
    say "Installing what is missing:$missing"
    if ! may_be_root; then
        echo "These Debian packages are missing, and neither root nor sudo is here to install them:$missing" >&2
        echo "Ask an administrator to run: apt-get install$missing" >&2
        exit 1
    fi
    export DEBIAN_FRONTEND=noninteractive
    as_root apt-get update -qq || echo "apt-get update failed; trying with the lists that are here" >&2
    # shellcheck disable=SC2086
    if ! as_root apt-get install -y -qq --no-install-recommends $missing >build/apt.log 2>&1; then
        tail -n 20 build/apt.log >&2
        echo "apt-get could not install:$missing (the whole log is build/apt.log)" >&2
        exit 1
    fi
}
