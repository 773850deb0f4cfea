import ArgumentParser
import Domain
import Reports
import Schemas
import Workflows

/// The published schemas, and the reference that is made from them.
struct SchemaCommand: Verb {
    static let configuration = CommandConfiguration.verb(
        commandName: "schema",
        abstract: "Print a JSON Schema, or what it says of one key.",
        discussion: """
            Examples:
              reconcile schema ssot > ssot.schema.json
              reconcile schema ssot --format markdown
              reconcile help ssot.limits.max_deletes
            """,
        forms: forms
    )

    @OptionGroup var global: GlobalFlags

    @Argument(help: "ssot, plan or envelope.")
    var subject = Subject.ssot

    @Option(help: ArgumentHelp("A key, dotted from below the root: limits.max_deletes.", valueName: "key"))
    var explain: String?

    static let forms: Set<OutputFormat> = [.markdown]

    var name: String { "schema" }

    enum Subject: String, ExpressibleByArgument, CaseIterable {
        case ssot
        case plan
        case envelope

        fileprivate var text: String {
            switch self {
            case .ssot: Schemas.ssot
            case .plan: Schemas.plan
            case .envelope: Schemas.envelope
            }
        }
    }

    func answer(_ environment: Environment) async throws -> Answer {
        guard let reference = SchemaReference(subject.text, named: subject.rawValue) else {
            throw Failure(.unexpected, Diagnostic(.internalError, "The schema is no JSON", fix: "Report it."))
        }
        // A dot stands for the whole, as `help ssot` asks.
        if let explain { return try page(of: explain == "." ? "" : explain, reference) }
        let text = subject.text
        return Answer(
            name,
            summary: "The JSON Schema of \(subject.rawValue).",
            data: ["name": .string(subject.rawValue), "schema": reference.schema],
            forms: [.markdown: { reference.markdown }],
            text: { _ in text }
        )
    }

    private func page(of key: String, _ reference: SchemaReference) throws -> Answer {
        guard let page = reference.page(of: key) else {
            let near = Suggestion.nearest(to: key, in: reference.keys.filter { !key.hasPrefix($0) })
            throw Failure(
                .usage,
                Diagnostic(
                    .usage,
                    "There is no key '\(key)' in \(subject.rawValue)",
                    fix: (near.map { "Did you mean '\($0)'? " } ?? "")
                        + "'reconcile help \(subject.rawValue)' lists all keys."
                )
            )
        }
        return Answer(name, summary: page.summary, data: page.data, text: page.text)
    }
}
