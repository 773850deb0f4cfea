import Classification
package import Domain
package import Reports

/// Says why one resource has its class, or why one that is not there is missing.
package struct ExplainWorkflow: Sendable {
    package enum Result: Sendable {
        case present(ExplainReport, warnings: [Diagnostic])
        case missing(MissingReport, warnings: [Diagnostic])
    }

    private let options: Options
    private let environment: Environment

    package init(_ options: Options, _ environment: Environment) {
        self.options = options
        self.environment = environment
    }

    /// `text`: an address (`container/web`), or a name, service, ID or glob that fits only one resource.
    ///
    /// - Throws: `Failure` 66 where it fits nothing on the host and nothing that is missing, 64 where it fits several.
    package func run(_ text: String) async throws -> Result {
        let project = try await Project.load(options, environment)
        return try await RecordedRun.open(.health, options, environment, project) { run in
            let view = try await run.observer.observe(detailed: true)
            let address = try address(text, view.classified, run.project.policy)
            let warnings = run.warnings + view.warnings
            if view.classified[address] == nil, let missing = missing(address, run) {
                return .missing(missing, warnings: warnings)
            }
            return .present(try report(address, view, run), warnings: warnings)
        }
    }

    private func report(_ address: Address, _ view: HostView, _ run: RecordedRun) throws -> ExplainReport {
        let classifier = Classifier(policy: run.project.policy, memory: view.memory)
        guard let explanation = classifier.explain(address, in: view.host) else {
            throw Failure(.unexpected, Diagnostic(.internalError, "\(address) has no explanation", fix: "Report it."))
        }
        return ExplainReport(
            resource: explanation.resource,
            trace: explanation.trace,
            ssotPath: run.project.ssotName,
            untagged: try untagged(explanation.resource, view.host, run)
        )
    }

    private func missing(_ address: Address, _ run: RecordedRun) -> MissingReport? {
        Classifier.wanting(address, run.project.policy).map { wanted in
            MissingReport(
                address: address,
                rule: wanted.rule,
                isDeclared: wanted.isDeclared,
                ssotPath: run.project.ssotName
            )
        }
    }

    private func untagged(
        _ resource: ClassifiedResource,
        _ host: ObservedHost,
        _ run: RecordedRun
    ) throws -> UntaggedImage? {
        guard resource.address.kind == .image else { return nil }
        let image = host.images.first { $0.id == resource.id && $0.tags.isEmpty }
        return try image.map { UntaggedImage($0, formerNames: try run.formerNames(host)[$0.id] ?? []) }
    }

    /// What is there goes before what is missing.
    private func address(_ text: String, _ classified: ClassifiedHost, _ policy: Policy) throws -> Address {
        if let address = Address(parsing: text), classified[address] != nil { return address }
        let typed = ResourcePattern(text)
        let patterns = TypedNames(classified.host, stacks: policy.stacks).resolved([typed])
        let present = classified.resources.map { (address: $0.address, id: $0.id) }
        let absent = classified.missing.map { (address: $0, id: "") }
        for known in [present, absent] {
            let fitting = known.filter { object in patterns.contains { $0.fits(object.address, id: object.id) } }
            if let first = fitting.first { return try only(first.address, of: fitting.map(\.address), text) }
        }
        throw Failure(.inputMissing, [typed.objection(among: present + absent)].compactMap(\.self))
    }

    private func only(_ first: Address, of fitting: [Address], _ text: String) throws -> Address {
        guard fitting.count > 1 else { return first }
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

    private static let shownChoices = 10
}
