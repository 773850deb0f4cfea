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

    /// `text`: an address (`container/web`), or a name that only one resource bears.
    /// - Throws: `Failure` 66 where nothing on the host has it, 64 where several have.
    package func run(_ text: String) async throws -> Result {
        let project = try Project.load(options, environment)
        return try await RecordedRun.open(.health, options, environment, project) { run in
            let view = try await run.observer.observe(detailed: true)
            let address = try address(text, view.classified)
            let classifier = Classifier(policy: run.project.policy, memory: view.memory)
            guard let explanation = classifier.explain(address, in: view.host) else { throw absent(text) }
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
        let named = classified.resources.map(\.address).filter { $0.name.hasSameBytes(as: text) }
        guard let only = named.first else { throw absent(text) }
        guard named.count == 1 else {
            let fix = "Name one: \(named.map(\.description).joined(separator: ", "))."
            throw Failure(.usage, Diagnostic(.usage, "'\(text)' is the name of several resources", fix: fix))
        }
        return only
    }

    private func absent(_ text: String) -> Failure {
        Failure(
            .inputMissing,
            Diagnostic(
                .recordMissing,
                "Nothing on this host is called '\(text)'",
                fix: "See 'reconcile audit' for all addresses."
            )
        )
    }
}
