import ArgumentParser
import Domain
import Reports
import Workflows

struct ObserveCommand: Verb {
    static let configuration = CommandConfiguration.verb(
        commandName: "observe",
        abstract: "Write a secret-free snapshot of the host, for planning elsewhere.",
        discussion: """
            Examples:
              reconcile observe --out host.json
              ssh staging reconcile observe -C /opt/odoo > host.json
            """,
        forms: forms
    )

    @OptionGroup var global: GlobalFlags

    @Option(help: ArgumentHelp("Where to write it; stdout by default.", valueName: "file"))
    var out: String?

    var name: String { "observe" }

    func answer(_ environment: Environment) async throws -> Answer {
        let result = try await ObserveWorkflow(global.options, environment).run(out: out)
        let summary = "Snapshot of \(result.counts.total) resources."
        return Answer(
            name,
            summary: summary,
            data: [
                "file": .optional(result.file), "resources": .number(result.counts.total),
                "snapshot": result.file == nil ? result.json : .null,
            ],
            diagnostics: result.warnings,
            text: { _ in result.file == nil ? String(decoding: result.bytes, as: UTF8.self) : summary + "\n" }
        )
    }
}
