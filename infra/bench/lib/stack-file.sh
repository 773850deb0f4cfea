# shellcheck shell=bash
# shellcheck disable=SC2154 # the script that sources this sets them
# A stack of many services with the keys that real ones have. Reads: services work_dir.

make_stack_workspace() {
    mkdir -p "$work_dir/workspace/infra/docker" "$work_dir/workspace/stack"
    cd "$work_dir/workspace" || return
    git init --quiet
    export RECONCILE_STATE="$PWD/state"
    write_stack_ssot >infra/docker/DOCKER_BENCH_SSOT.yaml
    write_stack_file >stack/compose.yaml
}

write_stack_ssot() {
    cat <<'YAML'
docker_bench_ssot:
  env: "bench"
  stack:
    project: "bench"
    compose: ["stack/compose.yaml"]
  protection_rules:
    safe_to_delete_patterns: ["test-*", "tmp-*"]
YAML
}

write_stack_file() {
    local number
    printf 'name: bench\nservices:\n'
    for ((number = 1; number <= services; number++)); do write_service "$number"; done
    printf 'networks: {front: {}, back: {}}\nvolumes:\n'
    for ((number = 1; number <= services; number++)); do printf '  data-%d: {}\n' "$number"; done
}

write_service() {
    cat <<YAML
  web-$1:
    image: prod-base:1
    restart: unless-stopped
    environment: {NUMBER: "$1", MODE: bench, LEVEL: "3"}
    labels: {com.example.number: "$1"}
    command: ["/busybox", "sleep", "1000000"]
    mem_limit: 64m
    cap_drop: [MKNOD]
    ports: ["127.0.0.1:$((21000 + $1)):80"]
    volumes: ["data-$1:/data"]
    networks: [front, back]
    logging: {driver: json-file, options: {max-size: 1m}}
    ulimits: {nofile: 1024}
    stop_grace_period: 1s
YAML
}
