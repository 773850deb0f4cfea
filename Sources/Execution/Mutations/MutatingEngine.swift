package import Classification
package import DockerEngine
internal import Domain
package import Inventory

/// The one guarded place that changes a host.
///
/// It exists only for a plan that the gate admitted, and its one function sends nothing before the target was inspected
/// by its pinned ID, found to be what was planned, and judged by the protection rules on the Engine's live answer.
package struct MutatingEngine: Sendable {
    /// What is needed to open it, beside the permit.
    package struct Opening: Sendable {
        let connection: EngineConnection
        let verifier: TargetVerifier

        package init(connection: EngineConnection, observer: Observer, protection: DirectProtection) {
            self.connection = connection
            verifier = TargetVerifier(observer: observer, protection: protection)
        }
    }

    private let connection: EngineConnection
    private let verifier: TargetVerifier

    init(_ opening: Opening, permit: borrowing ApplyPermit) {
        connection = opening.connection
        verifier = opening.verifier
    }

    /// What became of one guarded call.
    enum Result: Sendable {
        case sent(EngineResponse)
        case notSent(Verification)
        case faulted(EngineFault)
    }

    /// Verifies the target, then sends one call, once.
    ///
    /// - Throws: When the target could not be inspected; nothing was sent then.
    func perform(_ step: Step, expecting precondition: Precondition) async throws -> Result {
        let verification = try await verifier.verify(step, against: precondition)
        guard case .verified(let target) = verification else { return .notSent(verification) }
        guard let request = MutatingRequest.request(for: target) else {
            return .notSent(.refused("the object's name cannot stand in a request"))
        }
        do throws(EngineFault) {
            return .sent(try await connection.send(request))
        } catch {
            return .faulted(error)
        }
    }
}
