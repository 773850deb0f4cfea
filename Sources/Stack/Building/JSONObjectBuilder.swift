internal import Compose
internal import Domain

/// A JSON object in the making. What is zero is left out: the Engine reads it like what is absent, and people read less.
struct JSONObjectBuilder {
    private(set) var members: [JSON.Member] = []

    var json: JSON { .object(members) }

    var isEmpty: Bool { members.isEmpty }

    /// Sets a member unless it is nothing, zero or empty.
    mutating func set(_ key: String, _ value: JSON?) {
        guard let value, !JSONObjectBuilder.isZero(value) else { return }
        members.append(JSON.Member(key, value))
    }

    mutating func set(_ key: String, _ text: String?) { set(key, text.map { .string($0) }) }

    mutating func set(_ key: String, _ number: Int64?) { set(key, number.map { .integer($0) }) }

    mutating func set(_ key: String, _ flag: Bool) { set(key, .bool(flag)) }

    mutating func set(_ key: String, _ texts: [String]) { set(key, .strings(texts)) }

    mutating func set(_ key: String, _ body: JSONObjectBuilder) { set(key, body.json) }

    /// Sets a member whose zero says something else than its absence.
    mutating func keep(_ key: String, _ value: JSON) { members.append(JSON.Member(key, value)) }

    mutating func add(_ other: JSONObjectBuilder) { members += other.members }

    private static func isZero(_ value: JSON) -> Bool {
        switch value {
        case .null, .integer(0), .bool(false), .string(""): true
        case .array(let elements): elements.isEmpty
        case .object(let members): members.isEmpty
        case .integer, .bool, .string, .decimal: false
        }
    }
}

/// Takes the secrets out of a body: what stands there instead, and what has to be known at apply.
struct SecretCollector {
    private let seal: @Sendable ([UInt8]) -> String
    private(set) var secrets = StackSecrets.empty
    private var origins: Set<ComposeValue.Origin> = []

    init(_ context: StackContext) { seal = context.seal }

    /// The names of the variables and the paths of the env files that secrets came from, sorted.
    var variables: [String] {
        let names = origins.map { origin in
            switch origin {
            case .variable(let name), .envFile(let name): name
            }
        }
        return Set(names).sortedByBytes()
    }

    /// A reference for a value of a variable or an env file, or for one that is `suspected`; `nil` for a plain value.
    /// The empty text is never a secret.
    mutating func reference(
        _ value: ComposeValue,
        name: String,
        prefix: String = "",
        suspected: Bool = false
    ) -> JSON? {
        guard let text = value.text, !text.isEmpty, value.isGiven || suspected else { return nil }
        origins.formUnion(value.origins)
        let kept = secrets.keep(text, as: name)
        return BodyReference.secret(name: kept, hmac: seal(Array(text.utf8)), prefix: prefix).json
    }

    func digest(_ bytes: [UInt8]) -> String { seal(bytes) }
}
