/// The published JSON Schemas, as the files in `infra/schema` have them.
package enum Schemas {
    package static var ssot: String { text(PackageResources.ssot_schema_json) }
    package static var plan: String { text(PackageResources.plan_schema_json) }
    package static var envelope: String { text(PackageResources.envelope_schema_json) }

    private static func text(_ bytes: [UInt8]) -> String { String(decoding: bytes, as: UTF8.self) }
}
