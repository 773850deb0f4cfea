package import Domain
import JSON

/// A JSON Schema as a reference for people: every key with its type, its default and what it means.
package struct SchemaReference: Sendable {
    package let schema: JSON
    private let name: String
    private let entries: [SchemaEntry]

    /// `nil` for text that is no JSON.
    package init?(_ text: String, named name: String) {
        guard let schema = try? JSON.parse(Array(text.utf8)) else { return nil }
        self.schema = schema
        self.name = name
        let walk = SchemaWalk(definitions: schema["definitions"] ?? schema["$defs"] ?? [:])
        // An SSOT's one root key has a name of its own; keys are named from below it.
        let root = schema["patternProperties"]?.members?.first?.value ?? schema
        entries = walk.entries(of: root, at: "")
    }

    /// All keys, dotted; `[]` stands for the entries of a list, `*` for a name of one's own.
    package var keys: [String] { entries.map(\.key) }

    /// One key with those directly below it; the empty key is the whole. `nil` where there is none.
    package func page(of key: String) -> SchemaPage? {
        let below = entries.filter { $0.isDirectly(below: key) }
        if key.isEmpty {
            let entry = SchemaEntry(key: name, type: "mapping", facts: [], description: title)
            return SchemaPage(entry: entry, below: below)
        }
        return entries.first { $0.key.hasSameBytes(as: key) }.map { SchemaPage(entry: $0, below: below) }
    }

    /// The whole reference as Markdown: a table for each mapping.
    package var markdown: String {
        let sections =
            [""] + entries.filter { entry in entries.contains { $0.isDirectly(below: entry.key) } }.map(\.key)
        let parts = sections.map(section)
        return
            (["# Reference: \(SchemaReference.titles[name] ?? name)", "", title, ""] + parts.joined(separator: [""]))
            .joinedLines
    }

    private func section(_ key: String) -> [String] {
        let rows = entries.filter { $0.isDirectly(below: key) }.map { entry in
            ["`\(entry.lastWord)`", ([entry.type] + entry.facts).joined(separator: ", "), entry.description]
        }
        let own = entries.first { $0.key.hasSameBytes(as: key) }?.description
        return (key.isEmpty ? [] : ["## `\(key)`", ""]) + (own.map { [$0, ""] } ?? [])
            + [MarkdownTable(header: ["Key", "Value", "Meaning"], rows: rows).text]
    }

    private static let titles = ["ssot": "the SSOT", "plan": "plan files", "envelope": "what --json prints"]

    private var title: String {
        [schema["title"]?.string, schema["description"]?.string].compactMap(\.self)
            .map { $0.hasByteSuffix(".") ? $0 : $0 + "." }.joined(separator: " ")
    }
}

/// One key of a schema.
struct SchemaEntry: Sendable {
    let key: String
    let type: String
    /// `required`, a default, bounds.
    let facts: [String]
    let description: String

    /// What stands behind the last dot.
    var lastWord: String { key.split(separator: ".").last.map(String.init) ?? key }

    /// `a.b` and `a[].b` stand directly below `a`.
    func isDirectly(below parent: String) -> Bool {
        guard !parent.isEmpty else { return !key.utf8.contains(UInt8(ascii: ".")) }
        let rest = key.text(after: parent + "[].") ?? key.text(after: parent + ".")
        return rest.map { !$0.utf8.contains(UInt8(ascii: ".")) } ?? false
    }
}

/// What is known of one key.
package struct SchemaPage: Sendable {
    let entry: SchemaEntry
    let below: [SchemaEntry]

    package var summary: String { "\(entry.key): \(entry.description)" }

    package var data: JSON {
        [
            "key": .string(entry.key), "type": .string(entry.type), "facts": .strings(entry.facts),
            "description": .string(entry.description), "keys": .strings(below.map(\.key)),
        ]
    }

    package func text(_ styling: Styling) -> String {
        let head = styling.paint(entry.key, .strong) + "  " + ([entry.type] + entry.facts).joined(separator: ", ")
        let rows = below.flatMap { entry in
            ["  \(styling.paint(entry.key, .strong))  \(([entry.type] + entry.facts).joined(separator: ", "))"]
                + wrapped(entry.description, styling: styling, lead: "      ")
        }
        return ([head] + wrapped(entry.description, styling: styling, lead: "  ") + (rows.isEmpty ? [] : [""] + rows))
            .joinedLines
    }
}
