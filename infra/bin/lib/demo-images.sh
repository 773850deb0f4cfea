# shellcheck shell=bash
# shellcheck disable=SC2154 # the script that sources this sets them
# Images of the demo host, made without a registry. Reads: scratch demo_label cache_dir.

readonly debian_release=bookworm
readonly database_archive="$cache_dir/postgres-15-$debian_release-v2.tar"

database_build="" # a folder under construction in the cache

# PID 1 gets no default signal handlers: without the trap every stop would take the whole grace period.
readonly idle_command='CMD ["sh", "-c", "trap '"'exit 0'"' TERM; sleep 2147483647 & wait"]'
readonly web_command='CMD ["sh", "-c", "trap '"'exit 0'"' TERM; httpd -f -p 8069 -h /www & wait"]'

make_images() {
    say "making images"
    make_rootfs
    make_database_image
    make_image odoo:18.0-demo "$web_command"
    make_image test-import:1
    make_image stable-x:1
    docker tag stable-x:1 tmp-x:1
    make_image experiment-odoo:17
    make_image prod-web:1
    make_image ghcr.io/acme/ipai-web:1
    make_image acme/base:1
    make_image n8nio/n8n:latest
    make_image product-api:1
    make_image "" # an image that lost its tag
}

make_database_image() {
    docker import --change 'ENTRYPOINT ["/usr/local/bin/start-postgres"]' --change 'CMD ["postgres"]' \
        --change 'ENV PATH=/usr/lib/postgresql/15/bin:/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin' \
        --change 'ENV PGDATA=/var/lib/postgresql/data' --change "LABEL $demo_label" \
        "$database_archive" postgres:15 >/dev/null
}

make_rootfs() {
    local rootfs="$scratch/rootfs" applet
    mkdir -p "$rootfs"/{bin,etc,tmp,data,www/web}
    cp "$(command -v busybox)" "$rootfs/bin/busybox"
    for applet in sh sleep httpd cat ls tar sha256sum; do
        ln -s busybox "$rootfs/bin/$applet"
    done
    echo '{"status": "pass"}' >"$rootfs/www/web/health"
}

# make_image NAME:TAG [CMD]: a file with the name in it gives every image an ID of its own.
make_image() {
    printf '%s\n' "$1" >"$scratch/rootfs/etc/image-name"
    tar -C "$scratch/rootfs" -c . |
        docker import --change "${2:-$idle_command}" --change "LABEL $demo_label" - ${1:+"$1"} >/dev/null
}

# A real PostgreSQL from Debian's packages. Renamed into place only when whole: a broken cache is never used.
make_database_archive() {
    [ ! -f "$database_archive" ] || return 0
    is_root || fail "$exit_permission" "making the PostgreSQL image needs root (debootstrap)"
    say "making the PostgreSQL image (once; about a minute)"
    mkdir -p "$cache_dir"
    database_build="$(mktemp -d "$cache_dir/postgres.XXXXXX")"
    chmod 0755 "$database_build" # it becomes the image's root folder, which the user postgres must be able to enter
    if ! build_database_archive "$database_build"; then
        tail -n 20 "$database_build.log" >&2 || true
        fail "$exit_unavailable" "debootstrap of PostgreSQL from $debian_mirror failed" \
            "Its last lines stand above. Another mirror: RECONCILE_DEBIAN_MIRROR=URL."
    fi
    drop_database_build
}

# Also after Ctrl-C, when debootstrap may have left its /proc mounted.
drop_database_build() {
    [ -n "$database_build" ] || return 0
    ! mountpoint -q "$database_build/proc" || umount "$database_build/proc"
    ! mountpoint -q "$database_build/sys" || umount "$database_build/sys"
    rm -rf --one-file-system -- "$database_build" "$database_build.log" "$database_build.tar"
    database_build=""
}

build_database_archive() {
    debootstrap --variant=minbase --include=postgresql-15 "$debian_release" "$1" "$debian_mirror" \
        >"$1.log" 2>&1 </dev/null &&
        slim_down "$1" &&
        install -m 0755 "$bin_dir/lib/start-postgres" "$1/usr/local/bin/start-postgres" &&
        tar -C "$1" --exclude='./dev/*' -cf "$1.tar" . &&
        mv -- "$1.tar" "$database_archive"
}

# What a database server of one row can do without; half of it is the compiler for long queries.
slim_down() {
    rm -rf "$1"/var/cache/apt "$1"/var/lib/apt/lists "$1"/usr/share/{doc,man,locale,i18n,perl} \
        "$1"/usr/lib/*/libLLVM* "$1"/usr/lib/*/perl "$1"/usr/lib/postgresql/15/lib/{bitcode,llvmjit*}
}
