# shellcheck shell=bash
# What every script here shares: where the checkout is, how to speak, how to refuse.

# dockerd, ip and debootstrap live in sbin, which `su` and some logins leave out of PATH.
PATH="$PATH:/usr/local/sbin:/usr/sbin:/sbin"

root_dir="$(cd "$(dirname "${BASH_SOURCE[0]}")/../../.." && pwd)"
bin_dir="$root_dir/infra/bin"
cache_dir="${XDG_CACHE_HOME:-$HOME/.cache}/reconcile"
debian_mirror="${RECONCILE_DEBIAN_MIRROR:-http://deb.debian.org/debian}"
export root_dir bin_dir cache_dir debian_mirror

readonly exit_unavailable=69 exit_permission=77 exit_configuration=78
export exit_unavailable exit_permission exit_configuration

# Progress goes to stderr: stdout is for answers that another script may read.
say() { printf '%s\n' "$*" >&2; }

# fail CODE MESSAGE...: one line a fact, then the exit code of sysexits that `reconcile` uses too.
fail() {
    local code="$1"
    shift
    printf 'error: %s\n' "$1" >&2
    shift
    [ "$#" -eq 0 ] || printf '       %s\n' "$@" >&2
    exit "$code"
}

is_root() { [ "$(id -u)" -eq 0 ]; }

has() { command -v "$1" >/dev/null 2>&1; }

# wait_until SECONDS COMMAND...: polls five times a second; false when the time is over.
wait_until() {
    local deadline=$((SECONDS + $1))
    shift
    until "$@" >/dev/null 2>&1; do
        [ "$SECONDS" -lt "$deadline" ] || return 1
        sleep 0.2
    done
}
