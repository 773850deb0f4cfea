package import Domain

/// One signature beside a plan file, as it was judged.
package struct SignatureStanding: Sendable, Hashable {
    package let principal: String
    /// `reconcile-plan`, `reconcile-approval` or `reconcile-reject`.
    package let namespace: String
    package let isGood: Bool

    package init(principal: String, namespace: String, isGood: Bool) {
        self.principal = principal
        self.namespace = namespace
        self.isGood = isGood
    }

    package var json: JSON {
        ["principal": .string(principal), "namespace": .string(namespace), "ok": .bool(isGood)]
    }
}
