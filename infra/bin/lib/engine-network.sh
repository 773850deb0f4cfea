# shellcheck shell=bash
# shellcheck disable=SC2154 # the script that sources this sets them
# Networks of private Engines: a bridge and a /16 for each, and hands off the machine's firewall.
# Reads: dir.

readonly network_slots=16

# Creating the interface is the claim: the kernel lets only one process have the name.
claim_network() {
    local slot refusal=""
    for ((slot = 0; slot < network_slots; slot++)); do
        free_abandoned_bridge "$slot"
        if subnet_is_free "$slot" && refusal="$(ip link add "$(bridge_of "$slot")" type bridge 2>&1)"; then
            configure_bridge "$slot"
            return
        fi
    done
    fail "$exit_unavailable" "no network for a private Engine: ${refusal:-all $network_slots subnets are taken}" \
        "It needs a bridge rc-engine<n> and a subnet 10.200-$((199 + network_slots)).0.0/16; look at: ip -br address"
}

configure_bridge() {
    local bridge
    bridge="$(bridge_of "$1")"
    printf '%s\n' "$1" >"$dir/network-slot"
    ip link set dev "$bridge" alias "$dir"
    ip address add "$(subnet_of "$1").0.1/24" dev "$bridge"
    ip link set dev "$bridge" up
}

bridge_of() { printf 'rc-engine%d' "$1"; }

# The first two numbers of the slot's addresses.
subnet_of() { printf '10.%d' $((200 + $1)); }

subnet_is_free() {
    [ -z "$(ip -4 route show root "$(subnet_of "$1").0.0/16" 2>/dev/null)" ]
}

# The bridge of an Engine whose folder is gone, or that is this very folder's, outlived a killed run.
free_abandoned_bridge() {
    local bridge owner
    bridge="$(bridge_of "$1")"
    owner="$(cat "/sys/class/net/$bridge/ifalias" 2>/dev/null || true)"
    if [ -n "$owner" ] && { [ "$owner" = "$dir" ] || [ ! -d "$owner" ]; }; then
        remove_bridges "$1"
    fi
}

# The Engine leaves the bridges of its networks behind when it stops, so their names are noted while it answers.
remember_networks() {
    engine_answers || return 0
    docker_here network ls --quiet --no-trunc --filter driver=bridge | cut -c 1-12 | sed 's/^/br-/' >"$dir/bridges"
}

release_network() {
    [ -f "$dir/network-slot" ] || return 0
    remove_bridges "$(cat "$dir/network-slot")"
    rm -f -- "$dir/network-slot"
}

remove_bridges() {
    local link
    for link in $(cat "$dir/bridges" 2>/dev/null) $(bridges_in "$(subnet_of "$1")") "$(bridge_of "$1")"; do
        ip link delete "$link" 2>/dev/null || true # gone already, or never made: the built-in network has no `br-`
    done
}

bridges_in() {
    ip -o -4 address show | awk -v start="$1." '$2 ~ /^br-/ && index($4, start) == 1 { print $2 }'
}
