/// What a signature is for. A signature made for one use never counts for another.
package enum SignatureNamespace: String, Sendable, CaseIterable {
    case plan = "reconcile-plan"
    case approval = "reconcile-approval"
    case reject = "reconcile-reject"
    case receipt = "reconcile-receipt"
    case checkpoint = "reconcile-checkpoint"
    case trust = "reconcile-trust"
}
