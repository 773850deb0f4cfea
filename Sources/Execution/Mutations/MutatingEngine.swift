package import Classification
package import DockerEngine
import Domain
package import Inventory

/// The one guarded place that changes a host.
///
/// It exists only for a plan that the gate admitted, and its one function sends nothing before the target was inspected
/// by its pinned ID, found to be what was planned, and judged by the protection rules on the Engine's live answer. For
/// what does not exist yet, observation and rules go by its name.
package struct MutatingEngine: Sendable {
    /// What is needed to open it, beside the permit.
    package struct Opening: Sendable {
        let connection: EngineConnection
        let verifier: TargetVerifier
        let secrets: SecretValues

        /// `secrets`: every value that the plan's bodies refer to, proven against its digest. `compose`: what Compose's
        /// plugin says of what is created.
        package init(
            connection: EngineConnection,
            observer: Observer,
            protection: DirectProtection,
            secrets: SecretValues,
            compose: @escaping ComposeFacts.Source
        ) {
            self.connection = connection.hiding(secrets.hidden)
            self.secrets = secrets
            verifier = TargetVerifier(observer: observer, protection: protection, compose: compose)
        }
    }

    private let connection: EngineConnection
    private let verifier: TargetVerifier
    private let secrets: SecretValues

    init(_ opening: Opening, permit: borrowing ApplyPermit) {
        connection = opening.connection
        verifier = opening.verifier
        secrets = opening.secrets
    }

    /// What became of one guarded call.
    enum Result: Sendable {
        case sent(EngineResponse, VerifiedTarget)
        case notSent(TargetObjection)
        case faulted(EngineFault)
    }

    /// Verifies the target, then sends one call, once.
    ///
    /// - Throws: When the target could not be inspected; nothing was sent then.
    func perform(_ call: StepCall) async throws -> Result {
        let target: VerifiedTarget
        do { target = try await verifier.verify(call) } catch let objection as TargetObjection {
            return .notSent(objection)
        }
        guard let request = MutatingRequest.request(for: target, secrets: secrets) else {
            return .notSent(
                .refused("the call cannot be written: a name has no place in a path, or a value is missing")
            )
        }
        do throws(EngineFault) {
            return .sent(try await connection.send(request), target)
        } catch {
            return .faulted(error)
        }
    }

    /// Text of the Engine, without any of the plan's secrets.
    func printed(_ text: String) -> String { EngineMessage(text, hiding: secrets.hidden).description }
}
