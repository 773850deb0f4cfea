# shellcheck shell=bash
# shellcheck disable=SC2154 # the script that sources this sets them
# The commands that the quick start shows, and the proof afterwards. Reads: reconcile_binary work_dir bin_dir.

# What the clean-up of the demo host has to remove: no more, no less.
readonly expected_to_go="container/experiment-odoo17
container/test-import
container/tmp-shell
image/experiment-odoo:17
image/test-import:1
image/tmp-x:1
network/experiment-net
volume/test-data
volume/tmp-cache"

bring_up_stack() {
    reconcile init
    reconcile validate
    reconcile plan --only stack
    reconcile apply "$(written_plan)"
    reconcile health
}

clean_up_host() {
    local plan
    reconcile audit
    reconcile explain container/latest-odoo
    reconcile explain container/ipai_dev_n8n
    reconcile plan
    plan="$(written_plan)"
    reconcile show "$plan"
    reconcile verify-plan "$plan"
    verify_with_ssh_keygen "$plan"
    reconcile apply "$plan" --confirm "APPLY CLEANUP"
    reconcile audit
    reconcile history
    reconcile history actions
    read_ledger_with_sqlite
}

# Somebody's hand on the host, and a change of the file: the first is undone in place, the second takes a new container.
mend_drift() {
    run docker update --restart no odoo-staging
    run docker network disconnect staging_odoo-staging-network odoo-staging
    run sed -i 's/POSTGRES_USER: odoo/&\n      TZ: Europe\/Berlin/' infra/docker/docker-compose.staging.yml
    reconcile plan --only stack
    reconcile apply "$(written_plan)"
    reconcile plan --only stack --detailed-exitcode
    show_row
}

# The database container is a new one; its rows are the old ones.
show_row() {
    local query="SELECT note FROM sale_order" row
    announce docker exec odoo-staging-db psql --username odoo --dbname odoo --command "$query"
    row="$(docker exec odoo-staging-db psql --username odoo --dbname odoo -At --command "$query")"
    printf '%s\n' "$row"
    [ "$row" = "this row survives every clean-up" ] || fail 1 "the database lost its row"
}

run() {
    announce "$@"
    "$@" >/dev/null
}

reconcile() {
    announce reconcile "$@"
    "$reconcile_binary" "$@" </dev/null ||
        fail "$?" "reconcile $1 ended with exit code $?" "The workspace: $PWD"
}

# Prints a command as a person would type it.
announce() {
    local line word
    line="$1"
    shift
    for word in "$@"; do
        case "$word" in
            "<") line+=" <" ;;
            *[!A-Za-z0-9@%+=:,./_-]* | "") line+=" \"$word\"" ;;
            *) line+=" $word" ;;
        esac
    done
    if [ -t 1 ] && [ -z "${NO_COLOR:-}" ]; then
        printf '\n\033[1m$ %s\033[0m\n' "$line"
    else
        printf '\n$ %s\n' "$line"
    fi
}

# The newest: their names begin with the time.
written_plan() {
    local plans=(plans/*/*.plan.json)
    [ -f "${plans[-1]}" ] || fail 1 "there is no plan file"
    printf '%s\n' "${plans[-1]}"
}

# The signature is OpenSSH's own: anybody can check it without reconcile.
verify_with_ssh_keygen() {
    local plan="$1" signers=infra/docker/allowed_signers principal
    principal="$(ssh-keygen -Y find-principals -f "$signers" -s "$plan.sig" | head -n 1)"
    announce ssh-keygen -Y verify -f "$signers" -I "$principal" -n reconcile-plan -s "$plan.sig" "<" "$plan"
    ssh-keygen -Y verify -f "$signers" -I "$principal" -n reconcile-plan -s "$plan.sig" <"$plan"
}

# So is the ledger SQLite's: the views have stable names.
read_ledger_with_sqlite() {
    local removed query="SELECT count(*) FROM v_protected_never_removed WHERE state = 'removed_by_us'"
    announce sqlite3 -readonly state/reconcile.db "$query"
    removed="$(sqlite3 -readonly state/reconcile.db "$query")"
    printf '%s\n' "$removed"
    [ "$removed" = 0 ] || fail 1 "the ledger says that $removed protected objects were removed"
}

# The host before, without what had to go, must be the host after: to the byte.
compare_fingerprints() {
    "$bin_dir/demo-host" fingerprint >"$work_dir/after"
    printf '%s\n' "$expected_to_go" >"$work_dir/expected"
    all_expected_were_there || fail 1 "the demo host lacked objects that were to be cleaned up"
    awk 'NR == FNR { gone[$1]; next } !($1 in gone)' "$work_dir/expected" "$work_dir/before" >"$work_dir/staying"
    if ! diff "$work_dir/staying" "$work_dir/after" >&2; then
        fail 1 "the host is not what it should be after the clean-up" \
            "Above: < is what should be there, > what is."
    fi
    summarize
}

all_expected_were_there() {
    awk 'NR == FNR { there[$1]; next } !($1 in there) { print "missing: " $1; bad = 1 } END { exit bad }' \
        "$work_dir/before" "$work_dir/expected" >&2
}

summarize() {
    printf '\nquickstart: %d objects cleaned up, all other %d unchanged (%d facts compared, a live PostgreSQL among them).\n' \
        "$(wc -l <"$work_dir/expected")" "$(cut -d ' ' -f 1 "$work_dir/after" | sort -u | wc -l)" "$(wc -l <"$work_dir/after")"
}
