import Compose
import Domain
import JSON
import Stack

/// Models from JSON, as `docker compose config` prints them but with single dollar signs.
enum Building {
    /// Every key of the model has a column of its own, in the order of the text.
    static func model(_ text: String, given: Set<String> = []) throws -> ComposeProjectModel {
        var reader = ModelReader(given: given)
        let root = reader.value(try JSON.parse(Array(text.utf8)), path: "")
        return ComposeProjectModel(name: root["name"]?.string ?? "p", root: root, variables: [], filesRead: [])
    }

    /// A project `p` of one service `s` of the image `i`, without networks. `given` are the paths of values that the
    /// variable `V` gave, like `services.s.environment.A`.
    static func build(
        service: String,
        rest: String = "",
        given: Set<String> = [],
        files: [String: String] = [:],
        apiVersion: String? = nil
    ) throws -> StackResult {
        let members = service.isEmpty ? "" : ", \(service)"
        let text = "{\"services\": {\"s\": {\"image\": \"i\"\(members)}}\(rest.isEmpty ? "" : ", \(rest)")}"
        return build(try model(text, given: given), files: files, apiVersion: apiVersion)
    }

    static func build(
        _ model: ComposeProjectModel,
        files: [String: String] = [:],
        hashes: [String: String] = [:],
        tracked: Set<String> = [],
        apiVersion: String? = nil
    ) -> StackResult {
        StackBuilder.build(
            model,
            StackContext(
                digests: StackDigests(shared: { sealed($0) }, secret: { sealed($0) }, plain: { plain($0) }),
                configFiles: "/srv/p/compose.yaml",
                workingDirectory: "/srv/p",
                serviceHashes: hashes,
                content: { path in
                    files[path].map { Array($0.utf8) }.map { tracked.contains(path) ? .shared($0) : .own($0) }
                },
                apiVersion: apiVersion.flatMap { APIVersion($0) }
            )
        )
    }

    /// A digest from which nothing can be read back by eye.
    static func sealed(_ bytes: [UInt8]) -> String {
        let hash = bytes.reduce(UInt64(14_695_981_039_346_656_037)) { ($0 ^ UInt64($1)) &* 1_099_511_628_211 }
        return "hmac-sha256:" + String(hash, radix: 16)
    }

    static func sealed(_ text: String) -> String { sealed(Array(text.utf8)) }

    /// What everybody can compute.
    static func plain(_ bytes: [UInt8]) -> String {
        "sha256:" + sealed(Array("plain".utf8) + bytes).dropFirst("hmac-sha256:".count)
    }

    /// A secret as it stands in a body.
    static func reference(_ name: String, _ value: String, prefix: String = "") -> JSON {
        BodyReference.secret(name: name, hmac: sealed(value), prefix: prefix).json
    }
}

extension StackResult {
    var container: DesiredContainer? { stack?.containers.first }

    /// What the body of the first container holds beside what every body holds, as compact JSON.
    var told: String? {
        container.map { container in
            let always = ["AttachStdout", "AttachStderr", "Image", "Labels"]
            let members = (container.body.members ?? []).filter { !always.contains($0.key) }
            return JSON.object(members.compactMap(StackResult.told)).text(.compact)
        }
    }

    private static func told(_ member: JSON.Member) -> JSON.Member? {
        guard member.key == "HostConfig" else { return member }
        let fields = (member.value.members ?? []).filter { $0.key != "NetworkMode" || $0.value != "none" }
        return fields.isEmpty ? nil : JSON.Member("HostConfig", .object(fields))
    }

    /// Severity and quoted key of every finding.
    var findings: [String] {
        diagnostics.map { finding in
            let parts = finding.summary.split(separator: "`", omittingEmptySubsequences: false)
            return "\(finding.code.rawValue) \(finding.severity.rawValue) \(parts.count > 1 ? parts[1] : "")"
        }
    }
}

private struct ModelReader {
    let given: Set<String>
    private var column = 0

    init(given: Set<String>) { self.given = given }

    mutating func value(_ json: JSON, path: String) -> ComposeValue {
        let place = position
        let origins: Set<ComposeValue.Origin> = given.contains(path) ? [.variable("V")] : []
        return ComposeValue(kind(json, path: path), at: place, origins: origins)
    }

    private mutating func kind(_ json: JSON, path: String) -> ComposeValue.Kind {
        switch json {
        case .null: return .null
        case .bool(let flag): return .bool(flag)
        case .integer(let number): return .integer(number)
        case .decimal(let text): return .decimal(text)
        case .string(let text): return .string(text)
        case .array(let elements):
            return .sequence(elements.enumerated().map { value($0.element, path: "\(path).\($0.offset)") })
        case .object(let members):
            return .mapping(
                members.map { member in
                    let below = path.isEmpty ? member.key : "\(path).\(member.key)"
                    column += 1
                    return ComposeValue.Entry(member.key, at: position, value(member.value, path: below))
                }
            )
        }
    }

    private var position: SourcePosition { SourcePosition(file: "compose.yaml", line: 1, column: max(1, column)) }
}
