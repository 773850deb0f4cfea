/// What stands in a create body where only apply knows the value: a secret, or another container's ID.
/// In the plan file it is an object; at the call it becomes the string `prefix` + value.
package enum BodyReference: Sendable, Hashable {
    /// `name` is `<service>.env.<KEY>` and the like; `hmac` is the value's keyed digest, proven before anything is
    /// sent.
    case secret(name: String, hmac: String, prefix: String)
    /// The ID of the container that bears this name at the call.
    case container(name: String, prefix: String)

    /// `nil` for every other JSON value. The members must be exactly these: a map of labels always has others.
    package init?(_ json: JSON) {
        guard let members = json.members, let prefix = json["prefix"]?.string else { return nil }
        if members.count == 3, let name = json["secret"]?.string, let hmac = json["hmac"]?.string {
            self = .secret(name: name, hmac: hmac, prefix: prefix)
        } else if members.count == 2, let name = json["container"]?.string {
            self = .container(name: name, prefix: prefix)
        } else {
            return nil
        }
    }

    package var json: JSON {
        switch self {
        case .secret(let name, let hmac, let prefix):
            ["secret": .string(name), "hmac": .string(hmac), "prefix": .string(prefix)]
        case .container(let name, let prefix): ["container": .string(name), "prefix": .string(prefix)]
        }
    }

    /// Every reference in a body, in the order of the body.
    package static func all(in json: JSON) -> [BodyReference] {
        if let reference = BodyReference(json) { return [reference] }
        switch json {
        case .array(let elements): return elements.flatMap(all)
        case .object(let members): return members.flatMap { all(in: $0.value) }
        case .null, .bool, .integer, .decimal, .string: return []
        }
    }

    /// The names of the secrets in a body whose digests are unknown, in the order of the body.
    package static func unknownSecrets(in json: JSON) -> [String] {
        all(in: json).compactMap { reference in
            guard case .secret(let name, let hmac, _) = reference, AttributeSet.isUnknown(hmac) else { return nil }
            return name
        }
    }

    /// The body with every reference replaced by its value; `nil` where `value` knows one of them not.
    package static func resolve(_ json: JSON, _ value: (BodyReference) -> String?) -> JSON? {
        if let reference = BodyReference(json) { return value(reference).map { .string(reference.prefix + $0) } }
        switch json {
        case .array(let elements):
            let resolved = elements.compactMap { resolve($0, value) }
            return resolved.count == elements.count ? .array(resolved) : nil
        case .object(let members):
            let resolved = members.compactMap { member in
                resolve(member.value, value).map { JSON.Member(member.key, $0) }
            }
            return resolved.count == members.count ? .object(resolved) : nil
        case .null, .bool, .integer, .decimal, .string: return json
        }
    }

    private var prefix: String {
        switch self {
        case .secret(_, _, let prefix), .container(_, let prefix): prefix
        }
    }
}
