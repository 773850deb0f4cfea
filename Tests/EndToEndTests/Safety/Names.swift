/// Names that a grep for `test`, `prod`, `stable` or `ipai` gets wrong, and the class that each must have.
enum Names {
    static let classes: [(name: String, kind: String)] =
        unknown.map { ($0, "unknown") } + safe.map { ($0, "extra_safe_delete") } + protected.map { ($0, "protected") }

    static let unknown = [
        "latest-odoo", "contest-db", "pytest-runner", "n8nio/n8n:latest", "product-api", "n8n", "mcp-coordinator",
        "unstable-cache", "odoo-staging:18", "nginx:stable-alpine", "TEST-upper", "test-prod-copy", "odoo-prod",
        "test-live", "buildx_buildkit_x0_state",
    ]
    static let safe = ["test-product-import", "test-ipai-x"]
    /// The last begins with `prod-`, whose dash carries a combining accent: by bytes, but not by characters.
    static let protected = [
        "ipai-test-x", "Prod-db", "ipai_dev_n8n", "ghcr.io/acme/ipai-web:1", "prod-\u{301}db",
        "stable-test", "odoo-erp-prod-2",
    ]

    /// What Docker takes as the name of a container or a volume.
    static func canNameContainer(_ name: String) -> Bool {
        name.utf8.allSatisfy {
            isASCIIWord($0) || [UInt8(ascii: "_"), UInt8(ascii: "."), UInt8(ascii: "-")].contains($0)
        }
    }

    /// The name as an image's reference; `nil` where Docker takes it for no image.
    static func imageReference(_ name: String) -> String? {
        guard name == name.lowercased(), name.utf8.allSatisfy({ $0 < 128 }) else { return nil }
        return name.contains(":") ? name : name + ":1"
    }

    private static func isASCIIWord(_ byte: UInt8) -> Bool {
        byte < 128 && (Character(Unicode.Scalar(byte)).isLetter || Character(Unicode.Scalar(byte)).isNumber)
    }
}
