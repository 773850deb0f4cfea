# shellcheck shell=bash
# shellcheck disable=SC2154 # the script that sources this sets them
# Finds a Swift that can build the package.

readonly swift_needed=6.3
swift_places=("$HOME/.local/share/swiftly/bin" /opt/swift/usr/bin /usr/local/swift/usr/bin /usr/libexec/swift/bin)

# Puts the first good Swift on PATH, or says where it looked.
require_swift() {
    local place
    for place in "" "${swift_places[@]}"; do
        if swift_is_new_enough "${place:+$place/}swift"; then
            [ -z "$place" ] || export PATH="$place:$PATH"
            return
        fi
    done
    fail "$exit_configuration" "no Swift $swift_needed or newer here" \
        "Looked on PATH (found: $(swift_version swift || echo none)) and in: ${swift_places[*]}" \
        "Install it from https://www.swift.org/install/linux, then run this again with it on PATH."
}

swift_is_new_enough() {
    local version
    version="$(swift_version "$1")" || return 1
    [ "$(printf '%s\n' "$swift_needed" "$version" | sort -V | head -n 1)" = "$swift_needed" ]
}

swift_version() {
    has "$1" || return 1
    "$1" --version 2>/dev/null | sed -nE 's/.*Swift version ([0-9]+(\.[0-9]+)*).*/\1/p' | head -n 1 | grep .
}
