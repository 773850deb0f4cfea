package import Domain

/// Who must sign a plan besides its author. Without this section nobody must.
package struct ApprovalSection: Sendable, Hashable {
    package static let defaultSigners = "infra/docker/allowed_signers"
    package static let defaultPlanTTLHours = 72

    /// The `allowed_signers` file, relative to the repository root unless absolute.
    package let signers: String
    /// How many people besides the author must approve; 1 where the section does not say.
    package let required: Int
    /// The same for a plan that loses data; at least `required`.
    package let requiredForDataLoss: Int
    package let authorMayApprove: Bool
    package let planTTLHours: Int
    package let position: SourcePosition
}
