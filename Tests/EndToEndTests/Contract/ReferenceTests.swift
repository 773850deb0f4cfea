import Foundation
import JSON
import Reports
import Schemas
import TestSupport
import Testing

@testable import reconcile

extension EndToEnd {
    /// The pages under `infra/docs` that are made from schema and parser.
    @Suite struct References {
        private static let root = URL(fileURLWithPath: #filePath).resolvingSymlinksInPath()
            .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent()

        @Test func `the pages are what schema, parser and program say`() async throws {
            try await Workspace.with(ssot: nil, host: nil) { workspace in
                let ssot = try await workspace.reconcile("schema", "ssot", "--format", "markdown").requireExit(0)
                try References.expectPage(ssot.stdout, "reference-ssot.md")
                try References.expectPage(EnvironmentReference.markdown, "reference-environment.md")
                let dump = try await workspace.reconcile("--experimental-dump-help").requireExit(0).document()
                try References.expectPage(FlagPage(dump.command).text, "reference-flags.md")
            }
        }

        @Test func `every variable that the program looks at is in the reference, and no other`() throws {
            let sources = References.root.appendingPathComponent("Sources")
            var read: Set<String> = []
            for path in try FileManager.default.subpathsOfDirectory(atPath: sources.path) where path.hasSuffix(".swift")
            {
                let text = try String(contentsOf: sources.appendingPathComponent(path), encoding: .utf8)
                read.formUnion(text.matches(of: /(?:variable\(|variables\[|own\[)"([A-Z_]+)"/).map { String($0.1) })
            }
            #expect(read.count > 15)
            #expect(Set(EnvironmentReference.variables.map(\.name)) == read)
        }

        @Test func `the program prints the schemas as they are published`() async throws {
            try await Workspace.with(ssot: nil, host: nil) { workspace in
                for (name, text) in [("ssot", Schemas.ssot), ("plan", Schemas.plan), ("envelope", Schemas.envelope)] {
                    let file = References.root.appendingPathComponent("infra/schema/\(name).schema.json")
                    #expect(try String(contentsOf: file, encoding: .utf8) == text)
                    #expect(try await workspace.reconcile("schema", name).requireExit(0).stdout == text)
                    let json = try await workspace.reconcile("schema", name, "--json").document().data
                    #expect(json.name.string == name && json.schema.description.string != "")
                }
                #expect(try await workspace.reconcile("schema").stdout == Schemas.ssot)
                #expect(try await workspace.reconcile("schema", "pod").exit == 64)
            }
        }

        @Test func `help explains each key of the SSOT, and says which was meant`() async throws {
            try await Workspace.with(ssot: nil, host: nil) { workspace in
                let limits = try await workspace.reconcile("help", "ssot.limits").requireExit(0)
                #expect(limits.stdout.contains("limits.max_deletes  whole number"), "\(limits)")
                #expect(limits.stdout.split(separator: "\n").allSatisfy { $0.count <= 80 })
                let leaf = try await workspace.reconcile("help", "ssot.limits.max_delete_percent", "--json")
                #expect(try leaf.document().data.facts.array.contains { $0.string == "default 50" }, "\(leaf)")
                let all = try await workspace.reconcile("help", "ssot").requireExit(0).stdout
                for key in ["allowed_containers", "protection_rules", "odoo_*", "docker"] {
                    #expect(all.contains("\n  \(key)  "), "\(key)")
                }
                let wrong = try await workspace.reconcile("help", "ssot.limits.max_delete")
                #expect(wrong.exit == 64 && wrong.stderr.contains("limits.max_delete"), "\(wrong)")
                #expect(try await workspace.reconcile("help", "plan").stdout.contains("USAGE: reconcile plan"))
                let keys = try #require(SchemaReference(Schemas.ssot, named: "ssot")).keys
                #expect(keys.count > 60 && Set(keys).count == keys.count)
                for key in keys {
                    #expect(
                        try #require(SchemaReference(Schemas.ssot, named: "ssot")?.page(of: key)).text(.plain) != ""
                    )
                }
            }
        }

        /// With `RECONCILE_UPDATE_GOLDEN=1` the page is rewritten and the test fails, so that no such run passes unseen.
        private static func expectPage(_ text: String, _ name: String) throws {
            let file = root.appendingPathComponent("infra/docs/\(name)")
            if ProcessInfo.processInfo.environment["RECONCILE_UPDATE_GOLDEN"] == "1" {
                try Data(text.utf8).write(to: file)
                Issue.record("rewrote \(name)")
                return
            }
            let expected = try String(contentsOf: file, encoding: .utf8)
            #expect(text == expected, "\(name) is not what the program says: run with RECONCILE_UPDATE_GOLDEN=1")
        }
    }
}

/// The page of all flags, from what the parser says of itself.
private struct FlagPage {
    private let command: JSONDocument

    init(_ command: JSONDocument) { self.command = command }

    var text: String {
        let verbs = command.subcommands.array.filter { $0.commandName.string != "help" }
        let global = FlagPage.names(verbs.map { $0.arguments.array })
        var lines = ["# Reference: verbs and flags", "", command.abstract.string ?? "", ""]
        lines += ["## Every verb", "", "These flags stand before or after the verb.", ""]
        lines += FlagPage.table(verbs.first?.arguments.array.filter { global.contains(FlagPage.name($0)) } ?? [])
        for verb in verbs { lines += FlagPage.section(verb, "reconcile", global) }
        return lines.joined(separator: "\n") + "\n"
    }

    /// What all of them have.
    private static func names(_ all: [[JSONDocument]]) -> Set<String> {
        let sets = all.filter { $0.count > 2 }.map { Set($0.map(name)) }
        return sets.dropFirst().reduce(sets.first ?? []) { $0.intersection($1) }
    }

    private static func section(_ command: JSONDocument, _ parent: String, _ global: Set<String>) -> [String] {
        let name = "\(parent) \(command.commandName.string ?? "")"
        let own = command.arguments.array.filter {
            !global.contains(FlagPage.name($0)) && $0.shouldDisplay.bool != false
        }
        let below = command.subcommands.array.filter { $0.commandName.string != "help" }
        return ["", "## \(name)", "", command.abstract.string ?? ""] + (own.isEmpty ? [] : [""] + table(own))
            + below.flatMap { section($0, name, global) }
    }

    private static func table(_ arguments: [JSONDocument]) -> [String] {
        ["| Flag | Meaning |", "| --- | --- |"]
            + arguments.map { argument in
                let values = argument.defaultValue.string.map { " (default: \($0))" } ?? ""
                let repeated = argument.isRepeating.bool == true ? " May be given several times." : ""
                return "| `\(spelling(argument))` | \(argument.abstract.string ?? "")\(values)\(repeated) |"
            }
    }

    private static func spelling(_ argument: JSONDocument) -> String {
        let value = "<\(argument.valueName.string ?? "value")>"
        guard argument.kind.string != "positional" else { return value }
        let names = argument.names.array.map { name in
            (name.kind.string == "short" ? "-" : "--") + (name.name.string ?? "")
        }
        return names.joined(separator: ", ") + (argument.kind.string == "option" ? " \(value)" : "")
    }

    private static func name(_ argument: JSONDocument) -> String { spelling(argument) }
}
