import Compose
import Domain
import Foundation
import JSON
import TestSupport
import Testing

/// A stack of a set of cases and what Compose says of it.
struct ConformanceCase: Sendable, CustomStringConvertible {
    let set: String
    /// Absolute.
    let folder: String
    let files: [String]
    let environment: [String: String]
    let profiles: [String]
    /// `nil` where Compose refuses the stack.
    let expected: JSON?

    var description: String { "\(set): \(folder.split(separator: "/").suffix(2).joined(separator: "/")) \(files)" }

    /// The whole environment that Compose and we load it with.
    ///
    /// The shared cases were recorded with this home.
    var variables: [String: String] { ["HOME": "/home/op", "PATH": "/usr/bin:/bin"].merging(environment) { $1 } }

    var request: ComposeRequest {
        ComposeRequest(
            files: files.map { ComposeRequest.File(path: "\(folder)/\($0)", shown: $0) },
            directory: folder,
            profiles: profiles,
            environment: variables,
            read: { path in FileManager.default.contents(atPath: path).map(Array.init) }
        )
    }
}

/// The cases that others wrote, where they are there, and a few of our own.
enum Cases {
    static let own = URL(fileURLWithPath: #filePath).resolvingSymlinksInPath().deletingLastPathComponent()
        .appendingPathComponent("Cases")

    /// For suites that need them.
    static func shared() throws -> URL { URL(fileURLWithPath: try #require(Part.sharedCases.value)) }

    static func json(_ url: URL) throws -> JSON { try JSON.parse(Array(Data(contentsOf: url))) }

    /// The expected configurations of one set, whose paths begin with `${ROOT}`; Compose doubles every `$`.
    static func expected(_ set: String, in root: URL) throws -> [ConformanceCase] {
        let rows = try json(root.appendingPathComponent("expected-config/\(set).json")).array ?? []
        return rows.map { row in
            ConformanceCase(
                set: set,
                folder: root.path + "/" + (row["dir"]?.string ?? ""),
                files: row["files"]?.array?.compactMap(\.string) ?? [],
                environment: Dictionary(
                    uniqueKeysWithValues: (row["env"]?.members ?? []).map { ($0.key, $0.value.string ?? "") }
                ),
                profiles: row["profiles"]?.array?.compactMap(\.string) ?? [],
                expected: row["config"]?.mapTexts { text in
                    text.replacingOccurrences(of: "${ROOT}", with: root.path).replacingOccurrences(of: "$$", with: "$")
                }
            )
        }
    }
}

/// The real `docker compose`, for whose answers no engine is needed.
enum ComposeProgram {
    struct Answer: Sendable {
        /// `nil` where it refuses.
        let config: JSON?
        let complaint: String
    }

    static func config(_ stack: ConformanceCase) throws -> Answer {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: try #require(Part.compose.value))
        let options = stack.files.flatMap { ["-f", $0] } + stack.profiles.flatMap { ["--profile", $0] }
        process.arguments = options + ["config", "--format", "json"]
        process.environment = stack.variables
        process.currentDirectoryURL = URL(fileURLWithPath: stack.folder)
        let (output, errors) = (Pipe(), Pipe())
        (process.standardOutput, process.standardError) = (output, errors)
        try process.run()
        let text = output.fileHandleForReading.readDataToEndOfFile()
        let complaint = String(decoding: errors.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
        process.waitUntilExit()
        guard process.terminationStatus == 0 else { return Answer(config: nil, complaint: complaint) }
        let config = try JSON.parse(Array(text))
        return Answer(config: config.mapTexts { $0.replacingOccurrences(of: "$$", with: "$") }, complaint: complaint)
    }
}

extension JSON {
    /// Changes every text that is a value.
    func mapTexts(_ change: (String) -> String) -> JSON {
        switch self {
        case .string(let text): .string(change(text))
        case .array(let elements): .array(elements.map { $0.mapTexts(change) })
        case .object(let members): .object(members.map { Member($0.key, $0.value.mapTexts(change)) })
        case .null, .bool, .integer, .decimal: self
        }
    }

    init(_ value: ComposeValue) {
        switch value.kind {
        case .null: self = .null
        case .bool(let flag): self = .bool(flag)
        case .integer(let number): self = .integer(number)
        case .decimal(let text): self = Int64(text).map { .integer($0) } ?? .decimal(text)
        case .string(let text): self = .string(text)
        case .sequence(let elements): self = .array(elements.map { JSON($0) })
        case .mapping(let entries): self = .object(entries.map { Member($0.key, JSON($0.value)) })
        }
    }
}

/// Where two JSON values differ, key by key; the order of members does not count.
func differences(_ ours: JSON, _ theirs: JSON, at path: String = "") -> [String] {
    switch (ours, theirs) {
    case (.object(let left), .object(let right)):
        let keys = Set(left.map(\.key)).union(right.map(\.key)).sorted()
        return keys.flatMap { key -> [String] in
            let (mine, other) = (left.first { $0.key == key }, right.first { $0.key == key })
            guard let mine, let other else {
                return ["\(path).\(key): \(mine == nil ? "missing" : "too much")"]
            }
            return differences(mine.value, other.value, at: "\(path).\(key)")
        }
    case (.array(let left), .array(let right)) where left.count == right.count:
        return zip(left, right).enumerated().flatMap { differences($1.0, $1.1, at: "\(path)[\($0)]") }
    default: return ours == theirs ? [] : ["\(path): \(ours.text(.compact)) instead of \(theirs.text(.compact))"]
    }
}
