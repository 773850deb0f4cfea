# shellcheck shell=bash
# shellcheck disable=SC2154 # the script that sources this sets them
# The two daemons of a private Engine. Reads: dir socket containerd_socket daemon_config containerd_config store enter.

docker_here() { env -u DOCKER_CONTEXT -u DOCKER_TLS_VERIFY docker --host "unix://$socket" "$@"; }

engine_answers() { [ -S "$socket" ] && docker_here info >/dev/null 2>&1; }

# `iptables: false`, because a starting dockerd flushes the chain DOCKER, which a system Engine on the same machine
# needs. Ports published on 127.0.0.1 go through docker-proxy and work without; only traffic to the outside does not.
write_daemon_config() {
    local slot subnet
    slot="$(cat "$dir/network-slot")"
    subnet="$(subnet_of "$slot")"
    jq --null-input --arg dir "$dir" --arg socket "unix://$socket" --arg containerd "$containerd_socket" \
        --arg bridge "$(bridge_of "$slot")" --arg pool "$subnet.128.0/17" --argjson key "$(key_setting)" \
        --arg store "$store" '{
            hosts: [$socket], "data-root": ($dir + "/data"), "exec-root": ($dir + "/exec"),
            pidfile: ($dir + "/dockerd.pid"), containerd: $containerd,
            bridge: $bridge, "default-address-pools": [{base: $pool, size: 24}],
            iptables: false, ip6tables: false, "ip-forward": false, "ip-masq": false
        } + $key + if $store == "containerd" then {features: {"containerd-snapshotter": true}} else {} end' >"$daemon_config"
}

# Up to 24 the Engine's ID comes from a key under /etc/docker that all Engines of a machine would share;
# from 25 it lies in the data root and the setting is unknown.
key_setting() {
    local major
    major="$("${enter[@]}" dockerd --version | sed -E 's/^[^0-9]*([0-9]+).*/\1/')"
    if [ "$major" -lt 25 ]; then
        jq --null-input --arg dir "$dir" '{"deprecated-key-path": ($dir + "/key.json")}'
    else
        echo '{}'
    fi
}

# An own containerd: dockerd would otherwise use the machine's, and share its list of containers with the real Engine.
write_containerd_config() {
    cat >"$containerd_config" <<TOML
version = 2
root = "$dir/containerd/root"
state = "$dir/containerd/state"
disabled_plugins = ["io.containerd.grpc.v1.cri"]
[grpc]
  address = "$containerd_socket"
TOML
}

# dockerd joins containerd's mounts: what one of them mounts for a container, the other one starts it from.
start_processes() {
    local join=()
    start_daemon containerd "${enter[@]}" containerd --config "$containerd_config"
    wait_until 30 test -S "$containerd_socket" || report_failure containerd
    [ "${#enter[@]}" -eq 0 ] || join=(nsenter --target "$started_pid" --mount --)
    start_daemon dockerd "${join[@]}" dockerd --config-file "$daemon_config"
    wait_until 60 engine_answers_or_ended || report_failure dockerd
    engine_answers || report_failure dockerd
}

# In a session of its own, so that Ctrl-C in the caller's terminal reaches the caller's clean-up only.
start_daemon() {
    local name="$1"
    shift
    (close_inherited && exec setsid "$@") >"$dir/$name.log" 2>&1 </dev/null &
    # dockerd writes its pid file itself and refuses to start where one is.
    [ "$name" = dockerd ] || printf '%d\n' "$!" >"$dir/$name.pid"
    started_pid="$!"
}

# A program that waits for this script by a pipe of its own would wait for the daemon as well.
close_inherited() {
    local path fd
    for path in /proc/"$BASHPID"/fd/*; do
        fd="${path##*/}"
        [ "$fd" -le 2 ] || eval "exec $fd>&-"
    done
}

engine_answers_or_ended() { engine_answers || ! kill -0 "$started_pid"; }

report_failure() {
    say "--- the last lines of $dir/$1.log"
    tail -n 30 "$dir/$1.log" >&2 || true
    stop_engine no
    fail "$exit_unavailable" "$1 did not start in $dir"
}

# dockerd first: it stops its containers, then leaves; containerd and forgotten shims have nothing to hold after that.
end_processes() {
    end_process dockerd "$daemon_config"
    end_shims
    end_process containerd "$containerd_config"
}

# end_process NAME CONFIG: a pid may have been given to another process since, so its command line must name our file.
end_process() {
    local pid
    pid="$(cat "$dir/$1.pid" 2>/dev/null || true)"
    if [ -n "$pid" ] && runs_with "$pid" "$2"; then
        kill -TERM "$pid" 2>/dev/null || true
        wait_until 40 process_is_gone "$pid" || kill -KILL "$pid" 2>/dev/null || true
    fi
    rm -f -- "$dir/$1.pid"
}

runs_with() { tr '\0' ' ' 2>/dev/null <"/proc/$1/cmdline" | grep -qF -- " $2 "; }

# A process that nobody reaps stays in /proc as a zombie without a command line.
process_is_gone() { [ -z "$(tr -d '\0' 2>/dev/null <"/proc/$1/cmdline")" ]; }

# Shims name the socket of the containerd that they belong to.
end_shims() {
    local entry pid
    for entry in /proc/[0-9]*/cmdline; do
        pid="${entry#/proc/}"
        pid="${pid%/cmdline}"
        if runs_with "$pid" "$containerd_socket"; then
            kill -KILL "$pid" 2>/dev/null || true
        fi
    done
}

# Deepest first; nothing is left after an orderly stop.
unmount_below() {
    awk -v start="$dir/" 'index($5, start) == 1 { print $5 }' /proc/self/mountinfo | sort -r |
        while IFS= read -r mount; do
            umount -l -- "$mount" || true
        done
}
