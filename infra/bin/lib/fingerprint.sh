# shellcheck shell=bash
# Every object of the host with what must not change, by docker's own client and tar: nothing of `reconcile` takes part.
# One line a fact, the address first; sorted, so that `diff before after` shows exactly what changed.

fingerprint() {
    local facts
    # Into a variable first: a failing part must end the command, not shorten its answer.
    facts="$(container_facts && change_facts && image_facts && volume_facts && network_facts)"
    printf '%s\n' "$facts" | LC_ALL=C sort | only_addresses "$@"
}

# only_addresses [FILES...]: all lines, or those whose address one of the files lists.
only_addresses() {
    if [ "$#" -eq 0 ]; then
        cat
    else
        awk 'FILENAME != "-" { listed[$1]; next } $1 in listed' "$@" -
    fi
}

container_facts() {
    docker ps --all --quiet --no-trunc | xargs -r docker inspect --format \
        'container{{.Name}} id={{.Id}} image={{.Image}} status={{.State.Status}} started={{.State.StartedAt}} restarts={{.RestartCount}}'
}

# What a container wrote into its own layer.
change_facts() {
    local name
    for name in $(docker ps --all --format '{{.Names}}'); do
        docker diff "$name" | sed "s|^|container/$name layer |"
    done
}

image_facts() {
    docker images --all --no-trunc --format '{{.Repository}}:{{.Tag}} {{.ID}}' |
        sed -E 's|^<none>:<none> (.*)$|\1 \1|; s|^|image/|'
}

network_facts() { docker network ls --no-trunc --format 'network/{{.Name}} {{.ID}}'; }

volume_facts() {
    local name
    for name in $(docker volume ls --format '{{.Name}}'); do
        printf 'volume/%s %s\n' "$name" "$(volume_content "$name")"
    done
}

# A running PostgreSQL rewrites its files all the time: its content is what it dumps.
volume_content() {
    local server
    server="$(running_postgres_on "$1")"
    if [ -n "$server" ]; then
        # Newer releases put a random token into every dump.
        docker exec "$server" pg_dumpall --username odoo | grep -vE '^\\(un)?restrict ' | digest dump
    else
        archive_of "$1" | digest files
    fi
}

digest() { sha256sum | sed "s/ .*//; s/^/$1=sha256:/"; }

running_postgres_on() {
    docker ps --filter "volume=$1" --format '{{.Names}} {{.Image}}' | awk '$2 ~ /^postgres:/ { print $1; exit }'
}

# Names, owners, modes, times and bytes; a volume that this user cannot read is read by a container that sees only it.
archive_of() {
    local folder
    folder="$(docker volume inspect --format '{{.Mountpoint}}' "$1")"
    if [ -r "$folder" ]; then
        tar --sort=name --numeric-owner -C "$folder" -cf - .
    else
        docker run --rm --network none --volume "$1:/data:ro" odoo:18.0-demo tar -C /data -cf - .
    fi
}
