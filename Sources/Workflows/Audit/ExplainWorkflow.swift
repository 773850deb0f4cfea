import Classification
package import Domain

/// Says why one resource has its class.
package struct ExplainWorkflow: Sendable {
    package struct Result: Sendable {
        package let resource: ClassifiedResource
        /// The rules in the order of trying.
        package let trace: [TraceEntry]
        package let ssotPath: String
        package let warnings: [Diagnostic]
    }

    private let options: Options
    private let environment: Environment

    package init(_ options: Options, _ environment: Environment) {
        self.options = options
        self.environment = environment
    }

    /// `text`: an address (`container/web`), or a name, ID or glob that fits only one resource.
    ///
    /// - Throws: `Failure` 66 where it fits nothing on the host, 64 where it fits several.
    package func run(_ text: String) async throws -> Result {
        let project = try await Project.load(options, environment)
        return try await RecordedRun.open(.health, options, environment, project) { run in
            let view = try await run.observer.observe(detailed: true)
            let address = try address(text, view.classified)
            let classifier = Classifier(policy: run.project.policy, memory: view.memory)
            guard let explanation = classifier.explain(address, in: view.host) else {
                throw Failure(
                    .unexpected,
                    Diagnostic(.internalError, "\(address) has no explanation", fix: "Report it.")
                )
            }
            return Result(
                resource: explanation.resource,
                trace: explanation.trace,
                ssotPath: project.ssotName,
                warnings: run.warnings + view.warnings
            )
        }
    }

    private func address(_ text: String, _ classified: ClassifiedHost) throws -> Address {
        if let address = Address(parsing: text), classified[address] != nil { return address }
        let pattern = ResourcePattern(text)
        let known = classified.resources.map { (address: $0.address, id: $0.id) }
        let fitting = known.filter { pattern.fits($0.address, id: $0.id) }.map(\.address)
        guard let only = fitting.first else {
            throw Failure(.inputMissing, [pattern.objection(among: known)].compactMap(\.self))
        }
        guard fitting.count == 1 else {
            let shown = fitting.prefix(ExplainWorkflow.shownChoices).map(\.description).joined(separator: ", ")
            let more = fitting.count - ExplainWorkflow.shownChoices
            throw Failure(
                .usage,
                Diagnostic(
                    .usage,
                    "'\(text)' fits several resources",
                    fix: "Name one: \(shown)\(more > 0 ? " and \(more) more" : "")."
                )
            )
        }
        return only
    }

    private static let shownChoices = 10
}
