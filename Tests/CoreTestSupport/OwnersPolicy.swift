package import Domain

extension Fixture {
    /// The rules that the staging host's owners keep, without ages.
    package static func ownersPolicy(_ change: (inout Rules) -> Void = { _ in }) -> Policy {
        policy { rules in
            rules.project = "staging"
            rules.allowedContainers = ["odoo-staging", "odoo-staging-db"]
            rules.allowedImages = ["odoo:18.0-*", "postgres:16-alpine"]
            rules.allowedVolumes = ["odoo-staging-db-data", "odoo-staging-filestore"]
            rules.networks = ["odoo-staging-network"]
            rules.keepNamedPrefixes = ["prod-", "stable-", "ipai-", "odoo-erp-prod", "odoo-db-sgp1"]
            rules.safe = ["*/docker-extension*", "docker/*extension*", "mcp/*", "test-*", "tmp-*", "experiment-*"]
            rules.protectImages = ["prod-*", "stable-*", "ipai-*"]
            change(&rules)
        }
    }
}
