import Testing

/// Each rule must be able to fail, and must not fail on what only looks alike.
@Suite struct `The checker itself` {
    @Test(arguments: [
        ("Domain/A.swift", "import Yams"), ("Planning/A.swift", "package import Ledger"),
        ("Execution/A.swift", "internal import Planning"), ("reconcile/A.swift", "import GRDB"),
        ("Workflows/A.swift", "import GRDB"), ("Reports/A.swift", "import struct Foundation.Date"),
        ("Planning/A.swift", "let now = Date()"), ("Ledger/A.swift", "let id = UUID()"),
        ("Execution/A.swift", "try await Task.sleep(for: .seconds(1))"), ("Domain/A.swift", "Int.random(in: 0...1)"),
        ("Domain/A.swift", "var dice = SystemRandomNumberGenerator()"), ("Ledger/A.swift", "list.randomElement()"),
        ("Execution/Gate/A.swift", "EngineRequest(.delete, path)"), ("Inventory/A.swift", "EngineRequest(.post, path)"),
        ("Workflows/A.swift", "request.method = .PUT"), ("Execution/Mutations/A.swift", #"let method = "DELETE""#),
        ("Execution/Mutations/A.swift", #"query.append(.init("force", "1"))"#),
        ("Execution/Mutations/A.swift", #"query.append(.init("v", "1"))"#),
        ("DockerEngine/A.swift", #"let path = "/volumes/prune""#), ("DockerEngine/A.swift", #"path + "?v=1""#),
        ("Domain/A.swift", "let x = list.first!"), ("Domain/A.swift", "let x = try! read()"),
        ("Domain/A.swift", "let x = y as! Int"), ("Domain/A.swift", "let x: Int!"), ("Domain/A.swift", "call()!.name"),
        ("Domain/A.swift", #"let x = "\(list.first!)""#), ("Domain/A.swift", "public struct A {}"),
        ("Domain/A.swift", "fatalError()"), ("Domain/A.swift", "preconditionFailure()"),
        ("Domain/A.swift", "final class A: @unchecked Sendable {}"), ("Ledger/A.swift", "Task.detached { }"),
        ("SSOT/A.swift", "import Foundation"), ("Planning/A.swift", "ContinuousClock.now"),
        ("Ledger/A.swift", "print(x)"), ("Domain/A.swift", "// TODO: later"),
        ("Domain/A.swift", String(repeating: "let x = 1\n", count: 301)),
        ("Planning/A.swift", #"if name.hasPrefix("prod-") {}"#), ("Reports/A.swift", #"text.hasSuffix("\n")"#),
        ("Ledger/A.swift", #"if text.hasPrefix("label ") {}"#), ("Workflows/A.swift", #"name.hasSuffix(".yml")"#),
    ])
    func `bad code is found`(path: String, text: String) {
        #expect(!violations(path, text).isEmpty)
    }

    @Test(arguments: [
        ("Domain/A.swift", "if a != b, !c, !(d) { e(!f) }"), ("Domain/A.swift", "// list.first! and Date()"),
        ("Domain/A.swift", "/* try! /* nested */ UUID() */ let a = 1"), ("Domain/A.swift", #"let a = "stop! now""#),
        ("Domain/A.swift", ##"let a = #"a "quoted" first!"#"##), ("Domain/A.swift", "let republic = updated()"),
        ("Domain/A.swift", "let a = \"\"\"\n    x! \"y\" Date()\n    \"\"\""), ("Planning/A.swift", "build(.delete)"),
        ("Execution/Mutations/A.swift", "EngineRequest(.delete, path)"),
        ("Execution/Mutations/A.swift", #"query.append(.init("noprune", "1"))"#),
        ("Execution/Probes/A.swift", "EngineRequest(.post, path)"), ("Workflows/Environment/A.swift", "Date()"),
        ("DockerEngine/A.swift", "ContinuousClock.now"),
        ("Planning/A.swift", "internal import Classification"), ("reconcile/A.swift", "print(answer)"),
        ("Domain/A.swift", "/// Never `force=1`, never a prune: \"/prune\"."), ("Domain/A.swift", "#if !os(Linux)"),
    ])
    func `good code passes`(path: String, text: String) {
        #expect(violations(path, text) == [])
    }

    @Test func `every rule has failed at least once above`() {
        let path = "Domain/A.swift"
        let all = """
            import Yams
            Date() Date.now UUID() Task.sleep Int.random( SystemRandomNumberGenerator
            randomElement( shuffled( ContinuousClock.now clock_gettime arc4random getrandom
            EngineRequest(.post) "POST" "/prune" x! public fatalError @unchecked import Foundation print( TODO x.hasPrefix(
            \(String(repeating: "\n", count: 300))
            """
        for rule in Rules.all where !rule.description.hasPrefix("use cases") {
            let text = rule.description.hasPrefix("pure") ? "import Foundation" : all
            #expect(!rule.check(SourceFile(path: path, text: text)).isEmpty, "\(rule)")
        }
        #expect(!Rules.workflowImports.check(SourceFile(path: "Workflows/A.swift", text: "import Yams")).isEmpty)
    }

    @Test(
        arguments: [
            ("    func bears(_ reference: String) -> Bool { true }", "bears(_:)"),
            ("    package static func digest(of text: String, _ key: [Int: Int]) -> Int", "digest(of:_:)"),
            ("    fileprivate var name: String { id }", "name"), ("    let id: Int", "id"), ("    return name", nil),
            ("    func sorted<Value>(by key: (Value) -> Int) -> [Value]", "sorted(by:)"),
        ] as [(String, String?)]
    )
    func `a member is known by its name and labels`(line: String, signature: String?) {
        #expect(Members.signature(line) == signature)
    }

    @Test func `a member that two modules declare is found`() {
        let first = SourceFile(
            path: "Domain/A.swift",
            text: "extension Image {\n    func bears(_ a: Int) -> Bool { true }\n}\n"
        )
        let second = SourceFile(
            path: "B/A.swift",
            text: "extension Image {\n    func bears(_ b: Int) -> Bool { true }\n}\n"
        )
        #expect(Members(of: [first]).places.keys == Members(of: [second]).places.keys)
    }

    @Test func `lines keep their numbers`() {
        let text = "/*\n*/\nlet a = \"\"\"\n  b\n  \"\"\"\nlet c = d!\n"
        #expect(violations("Domain/A.swift", text) == ["Domain/A.swift:6"])
    }

    private func violations(_ path: String, _ text: String) -> [String] {
        Rules.all.flatMap { $0.check(SourceFile(path: path, text: text)) }
    }
}
