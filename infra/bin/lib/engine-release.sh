# shellcheck shell=bash
# shellcheck disable=SC2154 # the script that sources this sets them
# Engines of another Debian release than the machine's, from a tree in the cache. Reads: dir release store plugins.

readonly engine_releases="bookworm trixie forky"

tree_build="" # a folder under construction in the cache

release_tree() { printf '%s/engine-%s' "$cache_dir" "$release"; }

require_known_release() {
    [ -z "$release" ] || [[ " $engine_releases " == *" $release "* ]] ||
        fail 64 "no Engine of a release '$release'" "There are: $engine_releases."
}

# Renamed into place only when whole: a tree that a killed run left half made is never used.
make_release_tree() {
    local tree
    tree="$(release_tree)"
    [ ! -d "$tree" ] || return 0
    say "making the Engine of Debian $release (once; a minute or two)"
    mkdir -p "$cache_dir"
    tree_build="$(mktemp -d "$cache_dir/engine-$release.XXXXXX")"
    trap drop_tree_build EXIT
    if ! build_release_tree "$tree_build"; then
        tail -n 20 "$tree_build.log" >&2 || true
        fail "$exit_unavailable" "debootstrap of Debian $release from $debian_mirror failed" \
            "Its last lines stand above. Another mirror: RECONCILE_DEBIAN_MIRROR=URL."
    fi
    # Another run may have been quicker; its tree is as good.
    mv --no-target-directory -- "$tree_build" "$tree" 2>/dev/null || [ -d "$tree" ]
    drop_tree_build
}

# A debootstrap that is older than the release lacks its script, which is the one of all newer releases.
build_release_tree() {
    local script=()
    [ -e "/usr/share/debootstrap/scripts/$release" ] || script=(/usr/share/debootstrap/scripts/sid)
    debootstrap --variant=minbase --include=docker.io,iptables,ca-certificates \
        "$release" "$1" "$debian_mirror" "${script[@]}" >"$1.log" 2>&1 </dev/null &&
        chmod 0755 "$1" &&
        rm -rf -- "$1"/var/cache/apt "$1"/var/lib/apt/lists "$1"/usr/share/{doc,man,locale}
}

# Also after Ctrl-C, when debootstrap may have left its /proc mounted.
drop_tree_build() {
    local mount
    [ -n "$tree_build" ] || return 0
    for mount in proc sys; do
        ! mountpoint -q "$tree_build/$mount" || umount "$tree_build/$mount"
    done
    rm -rf --one-file-system -- "$tree_build" "$tree_build.log"
    tree_build=""
}

# Puts the release's programs on this machine's files: only /usr is the tree's, in a mount namespace of its own, so a
# container's binds, the Engine's folder and its sockets are where the machine has them. The folder of plugins is the
# Engine's own there: an Engine asks a volume plugin that it has met for ever, 15 s each time once its socket is gone.
enter_namespace() {
    local tree=""
    enter=()
    [ -n "$release$plugins" ] || return 0
    if [ -n "$release" ]; then
        require_merged_usr
        make_release_tree
        tree="$(release_tree)"
    fi
    mkdir -p /run/docker/plugins "$dir/plugins"
    # shellcheck disable=SC2016,SC2034 # for the inner shell; the script that starts the daemons uses it
    enter=(unshare --mount --propagation private -- /bin/sh -euc '
        mount --bind "$1" /run/docker/plugins
        [ -z "$0" ] || mount --bind "$0/usr" /usr
        shift
        exec "$@"' "$tree" "$dir/plugins")
}

# Where /bin and /lib are folders of their own, a tree's /usr would meet libraries of another release.
require_merged_usr() {
    if [ ! -L /bin ] || [ ! -L /lib ]; then
        fail "$exit_configuration" "/bin and /lib are no links into /usr on this machine" \
            "An Engine of another release needs that; start one without --release."
    fi
}

# What a folder's data were written by reads them again: another release or store would not find them.
keep_kind() {
    local kind="$dir/kind" release_then store_then
    [ -f "$kind" ] || printf '%s\n' "$release" "$store" >"$kind"
    { read -r release_then && read -r store_then; } <"$kind"
    if [ -n "$release$store" ] && [ "$release $store" != "$release_then $store_then" ]; then
        fail "$exit_configuration" "$dir holds the data of another kind of Engine" \
            "It was made with: start${release_then:+ --release $release_then}${store_then:+ --$store_then-store}" \
            "Name another folder."
    fi
    release="$release_then" store="$store_then"
}
