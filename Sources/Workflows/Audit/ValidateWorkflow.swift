package import Domain
import Inventory
import SSOT

/// Checks the SSOT and its stack without looking at any host.
package struct ValidateWorkflow: Sendable {
    package struct Result: Sendable {
        package let file: String
        package let sha256: String
        /// `nil` where the file cannot be read as an SSOT.
        package let policy: Policy?
        package let healthChecks: Int
        package let diagnostics: [Diagnostic]

        package var hasErrors: Bool { diagnostics.contains { $0.severity == .error } }
    }

    private let options: Options
    private let environment: Environment

    package init(_ options: Options, _ environment: Environment) {
        self.options = options
        self.environment = environment
    }

    /// Reads the SSOT and its stack; what is wrong in them is returned.
    ///
    /// - Throws: `Failure` where the SSOT cannot be found or read, or everybody can write the state folder (77).
    package func run() async throws -> Result {
        let location = try ProjectLocation.locate(options, environment)
        let bytes = try Project.read(location.ssot, limit: Project.ssotLimit)
        let reading = SSOTReader.read(bytes, file: location.ssotName)
        // Where this host has a ledger, unfinished applies are reported here too.
        let env = reading.document?.policy(guardRules: []).environment
        _ = try StateDirectory.locate(options, environment, root: location.root, env: env)
        let stack =
            if let document = reading.document { try await stack(document, location.root) } else { [Diagnostic]() }
        return Result(
            file: location.ssotName,
            sha256: Hash.sha256(bytes),
            policy: reading.document?.policy(guardRules: []),
            healthChecks: reading.document?.healthChecks.count ?? 0,
            diagnostics: reading.diagnostics + stack
        )
    }

    /// Everything that a plan of the stack would stumble over, and where stack and allow-list disagree.
    private func stack(_ document: SSOTDocument, _ root: String) async throws -> [Diagnostic] {
        let target = BuiltStack.Target(try DigestKey.passing(environment).stackDigests)
        var (diagnostics, desired): ([Diagnostic], [DesiredStack]) = ([], [])
        for section in document.stacks {
            guard let files = StackFiles(section, root: root, environment) else { continue }
            let reading = await StackReading.read(section.name.value, files)
            diagnostics += reading.diagnostics
            guard let model = reading.model else { continue }
            let built = BuiltStack(reading, model, for: target, secretsNamedAlone: true)
            diagnostics += built.diagnostics
            desired += [built.desired].compactMap(\.self)
        }
        let lint = desired.isEmpty ? [] : StackLint(document.allowed, desired).warnings
        return diagnostics + StackCollisions.diagnostics(desired) + lint
    }
}
