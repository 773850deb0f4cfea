# shellcheck shell=bash
# What the benchmarks share: a release build, a private Engine with many objects, and measuring.
# Needs infra/bin/lib/common.sh and swift.sh before it. Sets: work_dir socket reconcile_binary.
# shellcheck disable=SC2154 # those two set them

readonly containers=1000 volumes=2000 tags=1000

prepare() {
    start_bench
    make_base_image
    fill_engine
    make_workspace
}

# A release build and an empty Engine.
start_bench() {
    "$bin_dir/install-needs" all
    require_swift
    measuring_tools
    work_dir="$(mktemp -d "${TMPDIR:-/tmp}/reconcile-XXXXXX")"
    trap clean_up EXIT
    trap 'exit 130' INT
    trap 'exit 143' TERM HUP
    build_release
    "$bin_dir/engine" start "$work_dir/engine"
    eval "$("$bin_dir/engine" env "$work_dir/engine")"
    unset DOCKER_CONTEXT RECONCILE_FILE RECONCILE_KEY
    socket="$work_dir/engine/docker.sock"
}

measuring_tools() {
    local missing=()
    has hyperfine || missing+=(hyperfine)
    [ -x /usr/bin/time ] || missing+=(time)
    [ "${#missing[@]}" -eq 0 ] || fail "$exit_configuration" "missing here: ${missing[*]}" \
        "apt-get install -y ${missing[*]}"
}

# RECONCILE_BINARY names a finished build, for measuring an older one against it.
build_release() {
    reconcile_binary="${RECONCILE_BINARY:-}"
    [ -z "$reconcile_binary" ] || return 0
    say "building reconcile (release); the first time takes a quarter of an hour"
    local options=(--package-path "$root_dir" --configuration release --static-swift-stdlib)
    swift build "${options[@]}" --product reconcile >&2
    reconcile_binary="$(swift build "${options[@]}" --show-bin-path)/reconcile"
}

clean_up() {
    local code="$?"
    trap '' INT TERM HUP
    cd /
    [ ! -d "$work_dir/engine" ] || "$bin_dir/engine" stop --delete "$work_dir/engine" || code=1
    rm -rf --one-file-system -- "$work_dir"
    exit "$code"
}

# Straight through the API: the docker client would take minutes for as many.
fill_engine() {
    say "filling the Engine: $containers containers, $volumes volumes, $tags tags"
    container_requests | send_requests
    volume_requests | send_requests
    tag_requests | send_requests
    expect_count "$containers" /containers/json?all=1 'map(select(.Names[0] | test("-object-|-staging-|stranger-"))) | length'
    expect_count "$volumes" /volumes '.Volumes | map(select(.Name | test("-object-|-staging-|stranger-"))) | length'
    expect_count "$tags" /images/json '[.[].RepoTags[]] | length'
}

make_base_image() {
    mkdir "$work_dir/rootfs"
    cp "$(command -v busybox)" "$work_dir/rootfs/busybox"
    tar -C "$work_dir/rootfs" -c . |
        docker import --change 'CMD ["/busybox", "sleep", "1000000"]' - prod-base:1 >/dev/null
}

# One curl for all, a config file with a section a request: eight in flight, one process.
send_requests() {
    sed '$d' >"$work_dir/requests" # a `next` after the last one would ask for a URL more
    curl --no-progress-meter --fail --parallel --parallel-max 8 --config "$work_dir/requests" >"$work_dir/answers"
}

# request PATH [BODY]
request() {
    local body="${2:-}"
    printf 'unix-socket = "%s"\nurl = "http://docker/v1.41%s"\nrequest = POST\n' "$socket" "$1"
    printf 'header = "Content-Type: application/json"\ndata = "%s"\nnext\n' "${body//\"/\\\"}"
}

container_requests() {
    local number
    for ((number = 1; number <= containers; number++)); do
        request "/containers/create?name=$(name_of "$number")" '{"Image": "prod-base:1"}'
    done
}

volume_requests() {
    local number
    for ((number = 1; number <= volumes; number++)); do
        request /volumes/create "{\"Name\": \"$(name_of "$number")\"}"
    done
}

# The base image bears one tag already.
tag_requests() {
    local number
    for ((number = 2; number <= tags; number++)); do
        request "/images/prod-base:1/tag?repo=$(name_of "$number")&tag=1"
    done
}

# A third each: production, staging's own, and nobody knows whose.
name_of() {
    case $(($1 % 3)) in
        0) printf 'prod-object-%d' "$1" ;;
        1) printf 'web-staging-%d' "$1" ;;
        2) printf 'stranger-%d' "$1" ;;
    esac
}

expect_count() {
    local found
    found="$(curl --silent --fail --unix-socket "$socket" "http://docker/v1.41$2" | jq "$3")"
    [ "$found" = "$1" ] || fail 1 "the Engine holds $found instead of $1 at $2"
}

make_workspace() {
    mkdir -p "$work_dir/workspace/infra/docker"
    cd "$work_dir/workspace" || return
    git init --quiet
    export RECONCILE_STATE="$PWD/state"
    write_ssot >infra/docker/DOCKER_BENCH_SSOT.yaml
}

# Nothing matches its safe patterns: there is everything to judge and nothing to change.
write_ssot() {
    cat <<'YAML'
docker_bench_ssot:
  env: "bench"
  allowed_containers:
YAML
    staging_names "$containers" '    - "%s"\n'
    printf '  allowed_volumes:\n'
    staging_names "$volumes" '    - "%s"\n'
    printf '  protection_rules:\n    safe_to_delete_patterns:\n      - "test-*"\n      - "tmp-*"\n'
}

staging_names() {
    local number
    for ((number = 1; number <= $1; number += 3)); do
        # shellcheck disable=SC2059 # the format is the argument
        printf "$2" "$(name_of "$number")"
    done
}

# median_seconds COMMAND: wall time, ten runs after a warm-up. --shell=none would hide the start of the scripts.
median_seconds() {
    hyperfine --warmup 1 --runs 10 --style none --export-json "$work_dir/times.json" "$1" >/dev/null 2>"$work_dir/errors" ||
        { cat "$work_dir/errors" >&2 && fail 1 "failed: $1"; }
    jq '.results[0].median * 10000 | round / 10000' "$work_dir/times.json"
}

# peak_and_cpu COMMAND ARGUMENTS...: "MiB seconds" of the process and its children.
peak_and_cpu() {
    /usr/bin/time --quiet --format '%M %U %S' --output "$work_dir/usage" "$@" >/dev/null 2>"$work_dir/errors" ||
        { cat "$work_dir/errors" >&2 && fail 1 "failed: $*"; }
    awk '{ printf "%.1f %.3f\n", $1 / 1024, $2 + $3 }' "$work_dir/usage"
}

row() { printf '%-46s %10s %10s %10s   %s\n' "$@"; }

ratio() { awk -v a="$1" -v b="$2" 'BEGIN { printf "%.2f", a / b }'; }

# verdict VALUE GOAL UNIT
verdict() { awk -v value="$1" -v goal="$2" -v unit="$3" 'BEGIN { printf "%s (<= %s %s)", value <= goal ? "reached" : "MISSED", goal, unit }'; }
