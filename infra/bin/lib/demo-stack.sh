# shellcheck shell=bash
# shellcheck disable=SC2154 # the script that sources this sets them
# What lies in the staging stack once it runs: a row in its database, a file in its volume. The stack itself is made by
# `reconcile` or by Compose from infra/docker/docker-compose.staging.yml.

readonly web_port=18069

seed_stack() {
    wait_for_database
    query "CREATE TABLE sale_order (id integer PRIMARY KEY, note text NOT NULL);
           INSERT INTO sale_order VALUES (1, 'this row survives every clean-up')" >/dev/null
    fill_volume staging_odoo-staging-filestore "an attachment of an invoice"
    wait_until 30 curl --silent --fail --noproxy '*' "http://127.0.0.1:$web_port/web/health" ||
        fail "$exit_unavailable" "http://127.0.0.1:$web_port/web/health does not answer"
}

wait_for_database() {
    wait_until 90 docker exec odoo-staging-db pg_isready --username odoo --dbname odoo --host 127.0.0.1 ||
        fail "$exit_unavailable" "PostgreSQL in odoo-staging-db does not answer" "$(docker logs odoo-staging-db 2>&1 | tail -n 5)"
}

query() { docker exec odoo-staging-db psql --username odoo --dbname odoo --no-align --tuples-only --command "$1"; }
