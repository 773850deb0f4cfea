# shellcheck shell=bash
# shellcheck disable=SC2154 # the script that sources this sets them
# What gathers on a staging host beside its stack. Reads: demo_label scratch.

# Old experiments: what a clean-up may remove.
make_experiments() {
    say "making old experiments"
    make_network experiment-net
    make_volume test-data
    make_volume tmp-cache
    make_container test-import --network experiment-net --volume test-data:/data test-import:1
    docker start test-import >/dev/null
    make_container tmp-shell --volume tmp-cache:/data tmp-x:1
    run_once tmp-shell
    make_container experiment-odoo17 --network experiment-net experiment-odoo:17
}

# Production look-alikes, some spelled so that a grep for `prod-` and `ipai-` misses them.
make_production() {
    say "making production look-alikes"
    make_network prod-net
    make_volume prod-web-data
    make_volume web_uploads
    make_container prod-web --network prod-net --volume prod-web-data:/data --volume web_uploads:/uploads prod-web:1
    make_container ipai-bot ghcr.io/acme/ipai-web:1
    make_container Prod-db acme/base:1
    make_container ipai_dev_n8n acme/base:1
    make_container odoo-erp-prod acme/base:1
    docker start prod-web ipai-bot Prod-db ipai_dev_n8n >/dev/null
    run_once odoo-erp-prod
}

# Strangers: nobody wrote down whose they are.
make_strangers() {
    say "making strangers"
    make_volume unstable-cache
    make_container latest-odoo product-api:1
    make_container contest-db --volume /data product-api:1
    make_container n8n n8nio/n8n:latest
    make_container mcp-coordinator product-api:1
    docker start latest-odoo n8n mcp-coordinator >/dev/null
    fill_container contest-db "data of a contest"
    run_once contest-db
}

make_network() { docker network create --label "$demo_label" "$1" >/dev/null; }

make_volume() {
    docker volume create --label "$demo_label" "$1" >/dev/null
    fill_volume "$1" "the content of $1"
}

# make_container NAME DOCKER_ARGUMENTS... IMAGE
make_container() { docker create --name "$@" >/dev/null; }

# Starts and stops: the container then stands as exited.
run_once() {
    docker start "$1" >/dev/null
    docker stop "$1" >/dev/null
}

# fill_volume NAME TEXT: through a container that never runs, so that it works with a remote Engine as well.
fill_volume() {
    docker create --name demo-filler --volume "$1:/data" acme/base:1 >/dev/null
    fill_container demo-filler "$2"
    docker rm demo-filler >/dev/null
}

fill_container() {
    printf '%s\n' "$2" >"$scratch/note.txt"
    docker cp --quiet "$scratch/note.txt" "$1:/data/note.txt" 2>/dev/null ||
        docker cp "$scratch/note.txt" "$1:/data/note.txt" >/dev/null # clients before 23 know no --quiet
}
