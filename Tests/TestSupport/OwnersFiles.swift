/// SSOTs as the hosts' owners keep them; they must load unchanged.
package enum OwnersFiles {
    /// The file that the owners of the staging host already keep.
    package static let staging = #"""
        # infra/docker/DOCKER_STAGING_SSOT.yaml
        # The staging host's file, in the shape that the host's owners already keep it.

        docker_staging_ssot:
          env: "staging"
          host: "178.128.112.214"
          owner: "platform"
          purpose: "Odoo 18 CE staging environment for pre-prod validation"

          odoo_staging:
            repo_root: "/opt/odoo"
            working_directory: "/opt/odoo"
            source_of_truth: "sandbox/staging/docker-compose.yml"
            http_url: "https://staging.insightpulseai.com"

          allowed_containers:
            - name: "odoo-staging"
              role: "odoo_app"
              description: "Odoo 18 CE application server (staging)"
            - name: "odoo-staging-db"
              role: "postgres"
              description: "PostgreSQL database for Odoo staging"
            # - name: "superset-staging"     # approved later
            #   role: "bi_tool"
            # - name: "n8n-staging"          # approved later
            #   role: "workflow_automation"

          allowed_images:
            - repo: "odoo"
              tag: "18.0-*"
              description: "Odoo Community Edition 18.0"
            - repo: "postgres"
              tag: "16-alpine"
              description: "PostgreSQL 16 Alpine for staging database"

          allowed_volumes:
            - "odoo-staging-db-data"
            - "odoo-staging-filestore"

          networks:
            - "odoo-staging-network"

          protection_rules:
            keep_named_prefixes:
              - "prod-"
              - "stable-"
              - "ipai-"
              - "odoo-erp-prod"
              - "odoo-db-sgp1"
            delete_unnamed_older_than_days: 14
            safe_to_delete_patterns:
              - "*/docker-extension*"
              - "docker/*extension*"
              - "mcp/*"
              - "test-*"
              - "tmp-*"
              - "experiment-*"

          cleanup_policy:
            max_unused_image_age_days: 14
            max_unused_volume_age_days: 30
            protect_containers_matching:
              - "odoo-erp-prod"
              - "*-prod"
              - "ipai-*"
            protect_images_matching:
              - "prod-*"
              - "stable-*"
              - "ipai-*"

          logging:
            audit_log: "/var/log/ipai/docker-staging-audit.jsonl"
            local_fallback: "logs/docker_staging_audit_log.jsonl"
            retention_days: 90

          healthchecks:
            odoo_staging:
              url: "https://staging.insightpulseai.com/web/health"
              expected_status: 200
              timeout_seconds: 30
            postgres:
              command: "pg_isready -U odoo"
              expected_exit_code: 0
        """# + "\n"

    package static let desktop = #"""
        # A desktop's file: no `env`, strings in the allow-lists, one local log.
        docker_desktop_ssot:
          host: "MacBook-Pro"
          owner: "A developer"
          purpose: "Odoo 18 CE dev sandbox only"

          odoo_sandbox:
            repo_root: "~/src/odoo-ce"
            sandbox_path: "~/src/odoo-ce/sandbox/dev"
            source_of_truth: "docker-compose.yml"
            http_url: "http://localhost:8069"

          allowed_containers:
            - "odoo-dev"
            - "odoo-dev-db"

          allowed_images:
            - "odoo:*"
            - "postgres:16*"
            - "axllent/mailpit:*"
            - "ghcr.io:443/acme/web"

          allowed_volumes:
            - "odoo-dev-db-data"

          kubernetes:
            enabled: false
            note: "Off: it runs elsewhere."

          cleanup_policy:
            max_unused_image_age_days: 14
            max_unused_volume_age_days: 30
            delete_images_matching:
              - "*/docker-extension*"
              - "mcp/*"
            protect_tags:
              - "prod-*"
              - "stable-*"

          logging:
            local_file: "logs/docker_audit_log.jsonl"
            supabase:
              enabled: false
              project: "example"
              schema: "ops"
              table: "docker_audit_log"
        """# + "\n"
}
