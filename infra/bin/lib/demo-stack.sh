# shellcheck shell=bash
# shellcheck disable=SC2154 # the script that sources this sets them
# The staging stack with Compose's labels, made by plain docker commands: the Compose plugin may not be installed.
# It must match infra/docker/docker-compose.staging.yml. Reads: demo_label.

readonly web_port=18069
readonly compose_label=com.docker.compose
readonly stack_version=5.6.1
# What `docker compose config --hash '*'` prints for the file. Compose's own commands pass over containers without it.
declare -rA config_hash=(
    [db]=95cb8591015c16dfe0c412068a24a39d2c9f1afeb835e4f55dc7d4841a92dfd0
    [odoo]=63e711b564307a21df96f313b349660be1407d1ada169753a22b5edceebae8b0
)

make_stack() {
    say "making the staging stack"
    make_stack_parts
    make_stack_container "$1" db odoo-staging-db "" --env POSTGRES_DB=odoo --env POSTGRES_USER=odoo \
        --volume staging_odoo-staging-db-data:/var/lib/postgresql/data postgres:15
    make_stack_container "$1" odoo odoo-staging db:service_started:false --publish "127.0.0.1:$web_port:8069" \
        --volume staging_odoo-staging-filestore:/var/lib/odoo odoo:18.0-demo
    fill_volume staging_odoo-staging-filestore "an attachment of an invoice"
    docker start odoo-staging-db >/dev/null
    docker start odoo-staging >/dev/null ||
        fail "$exit_configuration" "the demo's web service did not start" \
            "Is port $web_port of 127.0.0.1 taken? (ss -ltn)"
}

make_stack_parts() {
    local key
    docker network create --label "$compose_label.project=staging" --label "$compose_label.version=$stack_version" \
        --label "$compose_label.network=odoo-staging-network" --label "$demo_label" \
        staging_odoo-staging-network >/dev/null
    for key in odoo-staging-db-data odoo-staging-filestore; do
        docker volume create --label "$compose_label.project=staging" --label "$compose_label.volume=$key" \
            --label "$compose_label.version=$stack_version" --label "$demo_label" "staging_$key" >/dev/null
    done
}

# make_stack_container PROJECT_DIR SERVICE NAME DEPENDS_ON DOCKER_ARGUMENTS... IMAGE
make_stack_container() {
    local project_dir="$1" service="$2" name="$3" depends_on="$4" image="${!#}"
    shift 4
    docker create --name "$name" --restart unless-stopped \
        --network staging_odoo-staging-network --network-alias "$service" --network-alias "$name" \
        --label "$compose_label.project=staging" --label "$compose_label.service=$service" \
        --label "$compose_label.config-hash=${config_hash[$service]}" --label "$compose_label.container-number=1" \
        --label "$compose_label.oneoff=False" \
        --label "$compose_label.project.working_dir=$project_dir" \
        --label "$compose_label.project.config_files=$project_dir/docker-compose.staging.yml" \
        --label "$compose_label.depends_on=$depends_on" --label "$compose_label.version=$stack_version" \
        --label "$compose_label.image=$(docker image inspect --format '{{.Id}}' "$image")" "$@" >/dev/null
}

wait_for_stack() {
    wait_until 90 docker exec odoo-staging-db pg_isready --username odoo --dbname odoo --host 127.0.0.1 ||
        fail "$exit_unavailable" "PostgreSQL in odoo-staging-db does not answer" "$(docker logs odoo-staging-db 2>&1 | tail -n 5)"
    query "CREATE TABLE sale_order (id integer PRIMARY KEY, note text NOT NULL);
           INSERT INTO sale_order VALUES (1, 'this row survives every clean-up')" >/dev/null
    wait_until 30 curl --silent --fail --noproxy '*' "http://127.0.0.1:$web_port/web/health" ||
        fail "$exit_unavailable" "http://127.0.0.1:$web_port/web/health does not answer"
}

query() { docker exec odoo-staging-db psql --username odoo --dbname odoo --no-align --tuples-only --command "$1"; }
