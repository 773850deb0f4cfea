import Domain
import Foundation
import JSON
import Testing

@testable import SSOT

/// The published schema and the reader are two writings of one thing.
@Suite struct SchemaTests {
    private static func schema() throws -> JSON {
        let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent()
        let data = try Data(contentsOf: root.appending(path: "infra/schema/ssot.schema.json"))
        return try JSON.parse([UInt8](data))
    }

    @Test func `the schema lists the reader's keys at every level, no more and no fewer`() throws {
        let rootPatterns = try #require(try Self.schema()["patternProperties"]?.members)
        #expect(rootPatterns.map(\.key) == ["^docker_[a-z0-9_-]+_ssot$"])
        let tables = rootPatterns.flatMap { Self.tables($0.value, path: "") }
        #expect(tables.sorted { $0.path < $1.path } == KeyTable.all.sorted { $0.path < $1.path })
    }

    @Test func `every mapping is closed and every key is described`() throws {
        let root = try #require(try Self.schema()["patternProperties"]?.members?.first?.value)
        #expect(Self.problems(root, path: "root").isEmpty)
    }

    @Test func `the reader accepts each key that the schema lists`() throws {
        for table in KeyTable.all {
            for key in table.keys {
                let reading = read(Self.document(holding: key, at: table.path))
                #expect(!reading.errors.contains { $0.code == .ssotUnknownKey }, "\(table.path).\(key)")
            }
        }
    }

    /// One table for each mapping with fixed keys, named as the reader names it.
    private static func tables(_ node: JSON, path: String) -> [KeyTable] {
        let prefix = path.isEmpty ? "" : path + "."
        let properties = node["properties"]?.members ?? []
        let own = properties.isEmpty ? [] : [KeyTable(path: path, keys: properties.map(\.key).sorted())]
        let named = properties.flatMap { tables($0.value, path: prefix + $0.key) }
        let patterns = (node["patternProperties"]?.members ?? []).flatMap { member in
            tables(member.value, path: prefix + (member.key == "^odoo_.+$" ? "odoo_*" : member.key))
        }
        let others = node["additionalProperties"].map { tables($0, path: path + ".*") } ?? []
        let items = node["items"].map { tables($0, path: path + "[]") } ?? []
        let choices = (node["oneOf"]?.array ?? []).flatMap { tables($0, path: path) }
        return own + named + patterns + others + items + choices
    }

    private static func problems(_ node: JSON, path: String) -> [String] {
        let properties = node["properties"]?.members ?? []
        let isOpen = !properties.isEmpty && node["additionalProperties"]?.bool != false
        let bare = properties.filter { $0.value["description"]?.string == nil }.map { path + "." + $0.key }
        let children = properties + (node["patternProperties"]?.members ?? [])
        let nested = children.flatMap { problems($0.value, path: path + "." + $0.key) }
        let rest = [node["items"], node["additionalProperties"]].compactMap(\.self) + (node["oneOf"]?.array ?? [])
        return (isOpen ? [path] : []) + bare + nested + rest.flatMap { problems($0, path: path + "[]") }
    }

    /// A file whose only key at the path is the given one.
    private static func document(holding key: String, at path: String) -> String {
        let steps = path.split(separator: ".").map(String.init)
        let inner = steps.reversed().reduce("{\(key): x}") { value, step in
            if step.hasSuffix("[]") { return "{\(step.dropLast(2)): [\(value)]}" }
            return "{\(step == "*" ? "web" : step == "odoo_*" ? "odoo_x" : step): \(value)}"
        }
        return "docker_x_ssot: \(inner)\n"
    }
}
