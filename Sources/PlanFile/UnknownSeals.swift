package import Domain
import JSON

/// Plans that were made where the host's digest key is not.
package enum UnknownSeals {
    /// The plan with the sealed values of another one, in the places where its own are unknown. It is as it was where
    /// the two differ in more than that.
    package static func filled(_ plan: Plan, from other: Plan) -> Plan {
        let filled = UnknownSeals.filled(plan.json, from: other.json)
        return (try? Plan(JSONReader(filled))) ?? plan
    }

    private static func filled(_ json: JSON, from other: JSON) -> JSON {
        switch (json, other) {
        case (.string(let text), .string(let sealed))
        where AttributeSet.isUnknown(text) && AttributeSet.isSealed(sealed):
            return other
        case (.array(let elements), .array(let others)) where elements.count == others.count:
            return .array(zip(elements, others).map(filled))
        case (.object(let members), .object):
            let own = members.map { member in
                JSON.Member(member.key, other[member.key].map { filled(member.value, from: $0) } ?? member.value)
            }
            return .object(own + digests(json, other))
        case _: return json
        }
    }

    /// What a body with unknown values lacks: the digest of everything that is wanted.
    private static func digests(_ body: JSON, _ other: JSON) -> [JSON.Member] {
        guard body[specification] == nil, let digest = other[specification] else { return [] }
        return [JSON.Member(specification, digest)]
    }

    private static let specification = "reconcile.spec"
}
