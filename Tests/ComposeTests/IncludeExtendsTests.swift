import Domain
import Testing

@testable import Compose

@Suite struct `Projects of several files` {
    @Test func `an included project has its own folder, variables and paths`() throws {
        let project = Project(
            files: [
                "compose.yaml": "include: [sub/inc.yaml]\nservices: {a: {image: x, depends_on: [b]}}",
                "sub/inc.yaml": """
                name: other
                services: {b: {image: 'b:${TAG}', volumes: ['./d:/d'], environment: [BARE]}}
                """,
                "sub/.env": "TAG=t1\nBARE=inner",
            ]
        )
        let service = try project.service("b")
        #expect(service["image"] == "b:t1")
        #expect(service["volumes"]?.array?.first?["source"] == "/repo/sub/d")
        #expect(service["environment"] == ["BARE": "inner"])
        #expect(try project.model().name == "repo")
        #expect(try project.model().filesRead == ["/repo/compose.yaml", "/repo/sub/.env", "/repo/sub/inc.yaml"])
    }

    @Test func `an include may name several files, a folder and env files`() throws {
        let project = Project(
            files: [
                "compose.yaml": """
                include: [{path: [sub/inc.yaml, over.yaml], project_directory: proj, env_file: [one.env, two.env]}]
                """,
                "sub/inc.yaml": "services: {b: {image: 'b:${TAG}', volumes: ['./d:/d']}}",
                "over.yaml": "services: {b: {command: ['${TWO}']}}",
                "one.env": "TAG=1", "two.env": "TAG=2\nTWO=${TAG}2",
            ]
        )
        let service = try project.service("b")
        #expect(service["image"] == "b:2")
        #expect(service["command"] == ["22"])
        #expect(service["volumes"]?.array?.first?["source"] == "/repo/proj/d")
    }

    @Test func `the including project's own values win, and its tags take away`() throws {
        let project = Project(
            files: [
                "compose.yaml": """
                include: [i.yaml]
                services: {b: {command: own, ports: !reset [], environment: {A: 1}}}
                """,
                "i.yaml": "services: {b: {image: b, command: theirs, ports: ['1:1'], environment: [B=2]}}",
            ]
        )
        let service = try project.service("b")
        #expect(service["command"] == ["own"])
        #expect(service["ports"] == nil)
        #expect(service["environment"] == ["A": "1", "B": "2"])
    }

    @Test func `a service extends another of its file, and that one further files`() throws {
        let project = Project(
            files: [
                "compose.yaml": "services: {a: {extends: {file: s/b.yaml, service: w}, environment: {B: 2}}}",
                "s/b.yaml": """
                services: {w: {extends: {file: ../m/m.yaml, service: m}, volumes: ['./d:/d'], env_file: e.env}}
                """,
                "s/e.env": "E=1", "m/m.yaml": "services: {m: {extends: n, volumes: ['./m:/m']}, n: {image: n}}",
            ]
        )
        let service = try project.service("a")
        #expect(service["image"] == "n")
        #expect(service["volumes"]?.array?.compactMap { $0["source"]?.string } == ["/repo/m/m", "/repo/s/d"])
        #expect(service["environment"] == ["B": "2", "E": "1"])
        #expect(service["extends"] == nil)
    }

    @Test func `tags of the extending service take away from its base, those of the base stay with it`() throws {
        let project = Project(
            """
            services:
              base: {image: b, ports: !reset [], labels: {a: 1, b: 2}, environment: !override {A: 1}}
              a: {extends: base, labels: {a: !reset 0, c: 3}, environment: {B: 2}, ports: ["1:1"]}
            """
        )
        let service = try project.service("a")
        #expect(service["labels"] == ["b": "2", "c": "3"])
        #expect(service["environment"] == ["A": "1", "B": "2"])
        #expect(service["ports"]?.array?.count == 1)
    }

    @Test func `every document of a file merges onto the one before`() throws {
        let text = "services: {a: {image: x, ports: ['1:1']}}\n---\nservices: {a: {ports: !override ['2:2']}}\n"
        #expect(try Project(text).service("a")["ports"]?.array?.compactMap { $0["published"]?.string } == ["2"])
    }

    @Test(arguments: [
        ("services: {a: {extends: b}, b: {extends: a}}", ["RC126 compose.yaml:1:25"]),
        ("services: {a: {image: x, extends: {service: q, file: no.yaml}}}", ["RC126 compose.yaml:1:54"]),
        ("services: {a: {image: x, extends: {service: a, fil: no.yaml}}}", ["RC123 compose.yaml:1:48"]),
        ("services: {a: {image: x, extends: [b]}}", ["RC122 compose.yaml:1:35"]),
        ("include: [compose.yaml]", ["RC126 compose.yaml:1:11"]), ("include: c.yaml", ["RC122 compose.yaml:1:10"]),
        ("include: [{path: https://example.com/c.yaml}]", ["RC125 compose.yaml:1:18"]),
        ("include: [{pth: c.yaml}]", ["RC123 compose.yaml:1:12"]), ("include: [[c.yaml]]", ["RC122 compose.yaml:1:11"]),
    ])
    func `what leads nowhere is an error at its place`(text: String, errors: [String]) {
        #expect(Array(Project(text).errors.prefix(errors.count)) == errors)
        #expect(Project(text).reading.model == nil)
    }

    @Test func `files that include each other again and again come to an end`() {
        let files = (0..<20).map { level in
            ("f\(level).yaml", "include: [f\(level + 1).yaml, f\(level + 1).yaml]\n")
        }
        var project = Project(files: Dictionary(uniqueKeysWithValues: files))
        project.names = ["f0.yaml"]
        #expect(project.reading.model == nil)
        #expect(project.errors.contains { $0.hasPrefix("RC126") })
    }

    @Test func `a long chain of extends comes to an end`() {
        let chain = (0..<200).map { "  s\($0): {extends: s\($0 + 1)}" }
        #expect(Project("services:\n" + chain.joined(separator: "\n")).errors.contains { $0.hasPrefix("RC126") })
    }
}
