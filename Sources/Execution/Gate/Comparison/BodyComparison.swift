import Domain
import JSON

/// Compares what two calls send, key by key. Values that only apply knows are compared by their names: whether they are
/// the planned ones is proven by their digests.
struct BodyComparison {
    struct Difference {
        /// `body.HostConfig.Binds[0]`.
        let path: String
        let planned: String
        let observed: String
        let part: PlanPart
    }

    static func differences(_ planned: JSON?, _ live: JSON?, at path: String, key: String = "") -> [Difference] {
        guard planned != live else { return [] }
        if let planned, let live {
            if let one = BodyReference(planned), let other = BodyReference(live), one.isSame(as: other) { return [] }
            if !isReference(planned), !isReference(live) {
                if let inside = members(planned, live, path) ?? elements(planned, live, path) { return inside }
            }
        }
        return [.init(path: path, planned: text(planned), observed: text(live), part: part(of: key))]
    }

    private static func members(_ planned: JSON, _ live: JSON, _ path: String) -> [Difference]? {
        guard let ours = planned.members, let theirs = live.members else { return nil }
        let keys = (ours + theirs).map(\.key).sortedByBytes()
        let once = zip([nil] + keys, keys).filter { !($0?.hasSameBytes(as: $1) ?? false) }.map(\.1)
        return once.flatMap { differences(value($0, ours), value($0, theirs), at: "\(path).\($0)", key: $0) }
    }

    private static func elements(_ planned: JSON, _ live: JSON, _ path: String) -> [Difference]? {
        guard let ours = planned.array, let theirs = live.array, ours.count == theirs.count else { return nil }
        return zip(ours, theirs).enumerated().flatMap { differences($1.0, $1.1, at: "\(path)[\($0)]") }
    }

    /// The member's value; unlike a subscript, it distinguishes `null` from an absent member.
    private static func value(_ key: String, _ members: [JSON.Member]) -> JSON? {
        members.first { $0.key.hasSameBytes(as: key) }?.value
    }

    /// The labels with digests: of a file that is mounted, and of everything that is wanted.
    private static func part(of key: String) -> PlanPart {
        if key.utf8.starts(with: "reconcile.content.".utf8) { return .mountedFile }
        return key.hasSameBytes(as: "reconcile.spec") ? .specification : .body
    }

    private static func isReference(_ value: JSON) -> Bool { BodyReference(value) != nil }

    private static func text(_ value: JSON?) -> String {
        guard let value else { return "none" }
        switch BodyReference(value) {
        case .secret(let name, _, _): return "secret \(name)"
        case .container(let name, _): return "the ID of \(name)"
        case nil: break
        }
        switch value {
        case .array(let elements): return "\(elements.count) elements"
        case .object(let members): return "\(members.count) members"
        case .null, .bool, .integer, .decimal: return value.text(.compact)
        case .string(let text):
            return text.contains(AttributeSet.sealedPrefix) || text.utf8.count > 200
                ? "(\(text.utf8.count) bytes)" : text
        }
    }
}

extension BodyReference {
    /// The same value, as far as its name tells.
    fileprivate func isSame(as other: BodyReference) -> Bool {
        switch (self, other) {
        case (.secret(let name, _, let prefix), .secret(let otherName, _, let otherPrefix)):
            name.hasSameBytes(as: otherName) && prefix.hasSameBytes(as: otherPrefix)
        case (.secret, _), (.container, _): self == other
        }
    }
}
