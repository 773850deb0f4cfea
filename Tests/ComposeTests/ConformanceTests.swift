import Compose
import Domain
import Foundation
import TestSupport
import Testing

/// Whole stacks, key by key, against what `docker compose config --format json` says of them.
@Suite struct `Conformance with Compose` {
    @Test(.needs(.sharedCases), arguments: ["awesome-compose", "realworld"])
    func `the stacks of others are as Compose recorded them`(set: String) throws {
        let stacks = try others(set)
        let wrong = stacks.filter { !isEqual($0, to: $0.expected.map(ChangedSince2.apply)) }
        print("\(set): \(stacks.count - wrong.count) of \(stacks.count) equal")
        #expect(!stacks.isEmpty)
    }

    @Test func `our own stacks are as Compose recorded them`() throws {
        let stacks = try OwnCases.all()
        let wrong = stacks.filter { !isEqual($0, to: $0.expected) }
        print("own cases: \(stacks.count - wrong.count) of \(stacks.count) equal")
        #expect(stacks.count > 5)
    }

    @Test(.needs(.compose)) func `our own stacks are as the program says now`() throws {
        try expectAsTheProgramSays(try OwnCases.all(), "live own")
    }

    @Test(.needs(.compose), .needs(.sharedCases), arguments: ["awesome-compose", "realworld"])
    func `the stacks of others are as the program says now`(set: String) throws {
        try expectAsTheProgramSays(try others(set), "live \(set)")
    }

    @Test(.needs(.compose)) func `our own stacks without profiles have the services that Compose starts`() throws {
        try expectAsTheProgramSays(try OwnCases.all().map { $0.with(profiles: []) }, "live own without profiles")
    }

    @Test(.needs(.compose), .needs(.sharedCases))
    func `each stack of others without profiles has the services that Compose starts`() throws {
        try expectAsTheProgramSays(try others("realworld").map { $0.with(profiles: []) }, "live without profiles")
    }

    private func expectAsTheProgramSays(_ stacks: [ConformanceCase], _ name: String) throws {
        #expect(!stacks.isEmpty)
        let wrong = try stacks.filter { stack in
            let answer = try ComposeProgram.config(stack)
            return !isEqual(stack, to: answer.config, complaint: answer.complaint)
        }
        print("\(name): \(stacks.count - wrong.count) of \(stacks.count) equal")
    }

    private func others(_ set: String) throws -> [ConformanceCase] {
        try Cases.expected(set, in: try Cases.shared().appendingPathComponent("compose"))
    }

    /// Records an issue where the loaded stack differs, and returns whether it is equal, for the count.
    private func isEqual(_ stack: ConformanceCase, to expected: JSON?, complaint: String = "") -> Bool {
        let reading = ComposeLoader.load(stack.request)
        let errors = reading.diagnostics.filter { $0.severity == .error }
            .map { "\($0.position?.description ?? "") \($0.summary)" }
        guard let expected else {
            #expect(reading.model == nil, "\(stack): Compose refuses it: \(complaint)")
            return reading.model == nil
        }
        guard let model = reading.model else {
            Issue.record("\(stack): refused: \(errors.joined(separator: "; "))")
            return false
        }
        let found = differences(JSON(model.root), expected)
        #expect(found.isEmpty, "\(stack): \(found.joined(separator: "; "))")
        return found.isEmpty
    }
}

/// Differences between Compose 5.6 and 2.40: the shared cases were recorded with 2.40.
enum ChangedSince2 {
    /// `create_host_path` is true by default, and no longer written where it is.
    static func apply(_ config: JSON) -> JSON {
        switch config {
        case .object(let members):
            .object(
                members.filter { $0.key != "create_host_path" || $0.value != true }.map { member in
                    JSON.Member(member.key, apply(member.value))
                }
            )
        case .array(let elements): .array(elements.map(apply))
        case .null, .bool, .integer, .decimal, .string: config
        }
    }
}

/// Stacks of the project's own, one folder each, with the answer of Compose 5.6.1 beside it.
enum OwnCases {
    static let environment = ["FROM_SHELL": "shelled"]

    static func all() throws -> [ConformanceCase] {
        let folders = try FileManager.default.contentsOfDirectory(at: Cases.own, includingPropertiesForKeys: nil)
        return try folders.sorted { $0.path < $1.path }.map { folder in
            let config = try Cases.json(folder.appendingPathComponent("config.json"))
            return ConformanceCase(
                set: "own",
                folder: folder.path,
                files: ["compose.yaml"],
                environment: environment,
                profiles: ["p"],
                expected: config.mapTexts { text in
                    text.replacingOccurrences(of: "${ROOT}", with: folder.path).replacingOccurrences(
                        of: "$$",
                        with: "$"
                    )
                }
            )
        }
    }
}

extension ConformanceCase {
    func with(profiles: [String]) -> ConformanceCase {
        ConformanceCase(
            set: set,
            folder: folder,
            files: files,
            environment: environment,
            profiles: profiles,
            expected: nil
        )
    }
}
