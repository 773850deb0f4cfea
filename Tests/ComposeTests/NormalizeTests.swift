import Domain
import Foundation
import TestSupport
import Testing

@testable import Compose

@Suite struct `Normalising a project` {
    @Test(.needs(.sharedCases)) func `the rows of compose-go hold`() throws {
        let rows = try Rows.read("compose/compose-go/normalize_rows.json")
        let wrong = try rows.filter { row in
            let found = try mistakes(in: row)
            #expect(found.isEmpty, "\(row["test"]?.string ?? ""): \(found.joined(separator: "; "))")
            return !found.isEmpty
        }
        Rows.print("normalize rows", rows.count - wrong.count, of: rows.count)
    }

    private func mistakes(in row: JSON) throws -> [String] {
        let input = try tree(row["input"]?.string ?? "")
        let environment = (row["env"]?.members ?? []).map { ($0.key, $0.value.string ?? "") }
        let context = LoadContext(
            projectName: input["name"]?.string ?? "",
            directory: "/srv",
            profiles: [],
            variables: Dictionary(uniqueKeysWithValues: environment),
            read: { _ in nil }
        )
        let expected = try tree(row["expected"]?.string ?? "")
        return differences(JSON(Normalization.apply(input, context)), JSON(expected))
    }

    private func tree(_ yaml: String) throws -> ComposeValue {
        var findings = DiagnosticCollector()
        let documents = YAMLDocuments.read(Array(yaml.utf8), file: "compose.yaml", &findings)
        #expect(findings.diagnostics.isEmpty)
        return try #require(documents.first)
    }

    @Test func `a bare name takes its variable's value and says so`() throws {
        let project = Canonical(
            "services: {a: {image: x, environment: [TOKEN, PLAIN=1]}}",
            environment: ["TOKEN": "secret"]
        )
        let environment = try #require(project.tree["services"]?["a"]?["environment"])
        #expect(environment["TOKEN"]?.string == "secret")
        #expect(environment["TOKEN"]?.origins == [.variable("TOKEN")])
        #expect(environment["PLAIN"]?.origins == [])
    }

    @Test func `a value of an env file says from which file it is`() throws {
        let project = Canonical(
            "services: {a: {image: x, env_file: [./e.env, {path: /no, required: false}], environment: {B: own}}}",
            files: ["/srv/p/e.env": "A=1\nB=2\n"]
        )
        let environment = try #require(project.tree["services"]?["a"]?["environment"])
        #expect(environment["A"]?.origins == [.envFile("e.env")])
        #expect(environment["B"]?.string == "own")
        #expect(environment["B"]?.origins == [])
    }

    @Test func `origins survive short forms, sizes and lists`() throws {
        let project = Canonical(
            """
            services:
              a:
                image: x
                ports: ["${PORT}:80"]
                volumes: ["${DATA}:/data"]
                mem_limit: ${LIMIT}
                command: run ${WORD}
                labels: ["k=${WORD}"]
            """,
            environment: ["PORT": "1", "DATA": "/d", "LIMIT": "5m", "WORD": "w"]
        )
        let service = try #require(project.tree["services"]?["a"])
        #expect(service["ports"]?.elements.first?["published"]?.origins == [.variable("PORT")])
        #expect(service["volumes"]?.elements.first?["source"]?.origins == [.variable("DATA")])
        #expect(service["mem_limit"]?.origins == [.variable("LIMIT")])
        #expect(service["command"]?.elements.last?.origins == [.variable("WORD")])
        #expect(service["labels"]?["k"]?.origins == [.variable("WORD")])
    }

    @Test func `an unused network is left out and a used one is named after the project`() throws {
        let project = Canonical(
            """
            services: {a: {image: x, networks: [n, e], volumes: ["vol:/v"]}}
            networks: {n: , unused: , e: {external: true}}
            volumes: {vol: , w: }
            """
        )
        let expected = #"{"e":{"name":"e","ipam":{},"external":true},"n":{"name":"p_n","ipam":{}}}"#
        #expect(differences(project.root["networks"] ?? .null, try json(expected)) == [])
        #expect(differences(project.root["volumes"] ?? .null, try json(#"{"vol":{"name":"p_vol"}}"#)) == [])
    }
}
