import Domain
import Testing

@testable import Compose

/// The little languages within single values.
@Suite struct `Short forms and units` {
    @Test(arguments: [
        ("80", [":80/tcp"]), ("8080:80", ["8080:80/tcp"]), ("8-9:8-9/udp", ["8:8/udp", "9:9/udp"]),
        ("3000-3005:3000", ["3000-3005:3000/tcp"]), ("127.0.0.1:1:2", ["127.0.0.1|1:2/tcp"]),
        ("127.0.0.1::2", ["127.0.0.1|:2/tcp"]), ("[::1]:1:2/SCTP", ["::1|1:2/sctp"]), ("::1:1:2", ["::1|1:2/tcp"]),
        ("8-11", [":10/tcp", ":11/tcp", ":8/tcp", ":9/tcp"]), ("0:0", ["0:0/tcp"]),
    ])
    func `ports are read as Compose reads them`(text: String, expected: [String]) throws {
        let found = try PortSpec.parse(text).map { port in
            (port.hostIP.isEmpty ? "" : port.hostIP + "|") + "\(port.published):\(port.target)/\(port.networkProtocol)"
        }
        #expect(found == expected)
    }

    @Test(arguments: ["", ":", "a", "80:", "1:2:3", "80/", "-1", "2-1", "1-2:1-3", "65536", "[::1:1:2", "80/xyz", "+8"])
    func `what is no port is refused`(text: String) {
        // Compose takes `80/` for TCP and reads a sign.
        let isTaken = ["80/", "+8"].contains(text)
        #expect((try? PortSpec.parse(text)) == nil || isTaken)
    }

    @Test(arguments: [
        ("0", "0s"), ("90s", "1m30s"), ("1h30m", "1h30m0s"), ("1.5s", "1.5s"), ("500ms", "500ms"), ("1d", "24h0m0s"),
        ("1w2d0.5s", "216h0m0.5s"), ("-5s", "-5s"), ("100us", "100µs"), ("1500us", "1.5ms"), ("7ns", "7ns"),
        ("+3m", "3m0s"), (".5h", "30m0s"),
    ])
    func `durations are spelled as Go spells them`(text: String, expected: String) {
        #expect(GoDuration.parse(text).map(GoDuration.display) == expected)
    }

    @Test(arguments: ["", "5", "s", "5 s", "5x", "--5s", "1e3s", "99999999999h", "."])
    func `what is no duration is refused`(text: String) {
        #expect(GoDuration.parse(text) == nil)
    }

    @Test(
        arguments: [
            ("512m", 536_870_912), ("1g", 1_073_741_824), ("1.5gb", 1_610_612_736), ("64 MiB", 67_108_864), ("7", 7),
            ("-1", -1), ("10b", 10), ("1KB", 1_024), ("2t", 2_199_023_255_552), ("1.9", 1),
        ] as [(String, Int64)]
    )
    func `sizes are binary`(text: String, expected: Int64) {
        #expect(ByteSize.parse(text) == expected)
    }

    @Test(arguments: ["", "m", "-1m", "1mm", "1kbb", "1 e", "lots", "9999999p"])
    func `what is no size is refused`(text: String) {
        #expect(ByteSize.parse(text) == nil)
    }

    @Test(arguments: [
        ("a b", ["a", "b"]), ("", []), ("  ", []), ("a 'b c' \"d e\"", ["a", "b c", "d e"]),
        ("a '' b", ["a", "", "b"]),
        ("a\\ b", ["a b"]), ("'a\\b'", ["a\\b"]), ("\"a\\nb\"", ["a\nb"]), ("$(a b) c", ["$(a b)", "c"]),
        ("`a b`", ["`a b`"]), ("a;b", ["a"]), ("a 2>&1", ["a"]), ("a b2>c", ["a", "b2"]), ("'a;b'", ["a;b"]),
    ])
    func `commands are split as Compose splits them`(text: String, expected: [String]) {
        #expect(CommandWords.split(text)?.words == expected)
    }

    @Test(arguments: ["a 'b", "a \"b", "a\\", "a (b)", "a)", "`a", "$(a"])
    func `what is left open is no command`(text: String) {
        #expect(CommandWords.split(text) == nil)
    }

    @Test(arguments: [
        ("/a/../b", "/b"), ("a//b/./c/", "a/b/c"), ("../../a", "../../a"), ("/../a", "/a"), (".", "."), ("", ""),
        ("a/..", "."), ("/", "/"),
    ])
    func `paths are cleaned without a look at the disk`(text: String, expected: String) {
        #expect(Path.clean(text) == expected)
    }

    @Test(arguments: [
        ("1.2.3.4", true), ("1.2.3", false), ("01.2.3.4", false), ("1.2.3.256", false), ("::", true), ("::1", true),
        ("1::", true), ("1:2:3:4:5:6:7:8", true), ("1:2:3:4:5:6:7", false), ("::ffff:1.2.3.4", true),
        ("1::2::3", false),
        ("fe80::1%eth0", false), (":::", false), ("12345::", false), ("", false), ("1:2:3:4:5:6:7::", true),
        ("1:2:3:4:5:6:7:8::", false), ("1.2.3.4::", false),
    ])
    func `addresses are those of Go`(text: String, isValid: Bool) {
        #expect(IPAddress.isValid(text) == isValid)
    }

    @Test func `null and an empty command stay apart`() throws {
        let root = Canonical("services: {a: {image: x, command: [], entrypoint: }, b: {image: x, command: ''}}").root
        let services = try #require(root["services"])
        #expect(services["a"]?.members?.first { $0.key == "command" }?.value == [])
        #expect(services["a"]?.members?.first { $0.key == "entrypoint" }?.value == .null)
        #expect(services["b"]?.members?.first { $0.key == "command" }?.value == [])
    }

    @Test func `completing twice changes nothing`() {
        let yaml = """
            services:
              a:
                image: x
                build: {context: ., ssh: [default, k=./k], additional_contexts: [c=./c]}
                ports: ["80-82:80-82"]
                volumes: ["./a:/b", "v:/v"]
                env_file: x.env
                depends_on: [b]
                secrets: [s]
            """
        var findings = DiagnosticCollector()
        let tree = YAMLDocuments.read(Array(yaml.utf8), file: "c", &findings)[0]
        let context = LoadContext(
            projectName: "p",
            directory: "/srv/p",
            profiles: [],
            variables: ["HOME": "/h"],
            read: { _ in nil }
        )
        let once = CanonicalProject.complete(tree, context)
        #expect(CanonicalProject.complete(once.tree, context).tree == once.tree)
        #expect(once.diagnostics.isEmpty)
    }

    @Test func `the order of keys does not count`() {
        let first = Canonical("services: {b: {image: x, labels: {z: 1, a: 2}}, a: {image: y}}")
        let second = Canonical("services: {a: {image: y}, b: {labels: {a: 2, z: 1}, image: x}}")
        #expect(first.root == second.root)
    }
}
