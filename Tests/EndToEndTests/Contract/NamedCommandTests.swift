import ArgumentParser
import Foundation
import Testing

@testable import reconcile

extension EndToEnd {
    /// What a message or a page tells people to type must exist.
    @Suite struct NamedCommands {
        private static let root = URL(fileURLWithPath: #filePath).resolvingSymlinksInPath()
            .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent()

        @Test func `every command that a text names can be parsed`() throws {
            let files =
                try NamedCommands.files("Sources", "swift") + NamedCommands.files("infra/docs", "md")
                + NamedCommands.files(".github", "md") + [NamedCommands.root.appendingPathComponent("README.md")]
            var count = 0
            for file in files {
                let text = try String(contentsOf: file, encoding: .utf8)
                for line in text.split(separator: "\n") {
                    for command in NamedCommands.commands(in: String(line)) {
                        count += 1
                        let words = ArgumentNormalizer.normalized(command)
                        #expect(
                            throws: Never.self,
                            "\(file.lastPathComponent): reconcile \(command.joined(separator: " "))"
                        ) {
                            try NamedCommand.parse(words)
                        }
                    }
                }
            }
            #expect(count > 80)
        }

        @Test(arguments: ["trust pin --engine", "history verify", "apply --resume x.plan.json", "plan --nothing"])
        func `a command that does not exist is found`(command: String) {
            let commands = NamedCommands.commands(in: "Run 'reconcile \(command)' on the host.")
            #expect(commands == [command.split(separator: " ").map(String.init)])
            #expect(throws: (any Error).self) { try commands.forEach(NamedCommand.parse) }
        }

        /// The arguments of every `reconcile …` in quotes or backticks, and of those that answers propose.
        private static func commands(in line: String) -> [[String]] {
            let quoted = line.matches(of: /(?:'|`)reconcile ([a-z][^'`]*)(?:'|`)/).map(\.1)
            let proposed = line.matches(of: /command: "reconcile ([a-z][^"]*)"/).map(\.1)
            return (quoted + proposed).map { command in
                // An interpolation stands for one word.
                let text = command.replacing(/\\\([^)]*\)+/, with: "X")
                return text.split(separator: " ").map(String.init)
            }
        }

        private static func files(_ folder: String, _ suffix: String) throws -> [URL] {
            let paths = try FileManager.default.subpathsOfDirectory(atPath: root.appendingPathComponent(folder).path)
            return paths.filter { $0.hasSuffix(".\(suffix)") }.map { root.appendingPathComponent("\(folder)/\($0)") }
        }
    }
}
