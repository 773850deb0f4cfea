/// The names that worlds are drawn from, so that every class and every rule turns up often.
enum Names {
    static let containers = [
        "odoo-staging", "odoo-staging-db", "test-a", "test-b", "test-product", "tmp-c", "tmp-d", "experiment-e",
        "prod-web", "Prod_db", "ipai_dev", "n8n", "contest-db", "latest-odoo", "TEST-upper", "test-prod-copy",
        "test-\u{e9}", "buildx_buildkit_x0", "a-vault", "keep-one", "own-guarded", "prod-\u{301}db", "test-unstable",
        "tmp-e", "tmp-f", "test-g", "test-h",
    ]

    static let tags = [
        "odoo:18.0-1", "odoo:18.0", "postgres:16-alpine", "test-web:1", "test-web:2", "test-web:latest", "tmp-x:1",
        "tmp-y:1", "scratch-a:1", "scratch-b:2", "mcp/time:1", "ghcr.io/mcp/git:2", "ghcr.io/acme/ipai-web:1",
        "nginx:stable-alpine", "test-live:1", "tmp-z:production", "redis:keep-1", "acme/x-base:1",
        "registry.test.acme.io/web:1", "localhost:5000/test-local:1", "n8nio/n8n:latest", "web:pr-7", "web:8",
        "decafdecafde:latest", "docker.io/library/tmp-hub:1", "prod-shop:1", "test-own:1",
    ]

    static let volumes = [
        "odoo-staging-db-data", "staging_odoo-staging-filestore", "test-v1", "test-v2", "test-v3", "tmp-v4", "tmp-v5",
        "prod-data", "ipai_dev_n8n_data", "unstable-cache", "test-live-data", "keep-data", "test-nfs",
        "buildx_buildkit_x0_state", "data", String(repeating: "a1b2c3d4", count: 8),
        String(repeating: "0f1e2d3c", count: 8), "own-guarded-data", "test-labelled",
    ]

    static let networks = [
        "bridge", "host", "none", "odoo-staging-network", "staging_odoo-staging-network", "test-n1", "test-n2",
        "tmp-n3", "test-twice", "test-twice", "prod_net", "shop_default", "test-\u{e9}", "tmp-live", "own-guarded",
        "test-overlay",
    ]

    static let projects = ["staging", "shop", "shop", "prod-shop", "other"]
    static let services = ["web", "db", "odoo-staging", "ipai-x"]
}
