import Domain
import JSON
import Reports
import Testing

struct AuditTests {
    @Test(arguments: [80, 140]) func `an audit reads well`(width: Int) throws {
        let text = Fixtures.audit().text(Styling(width: width))
        #expect(tooWide(text, width) == [])
        try expectGolden(text, "audit-\(width).txt")
    }

    @Test func `an audit as Markdown`() throws {
        try expectGolden(Fixtures.audit().markdown, "audit.md")
    }

    @Test func `every resource is listed and cut names stay apart`() {
        let names = (1...40).map { String(repeating: "a", count: 40) + "-\($0)-" + String(repeating: "z", count: 40) }
        let resources = names.map { Fixtures.resource(.volume, $0, .unknown, Fixtures.noRule) }
        let text = Fixtures.audit(resources).text(.plain)
        #expect(tooWide(text) == [])
        let joined = text.split(separator: "\n").map {
            $0.filter { $0 == "a" || $0 == "z" || $0 == "-" || $0.isNumber }
        }
        for number in 1...40 { #expect(joined.contains { $0.contains("-\(number)-") }) }
    }

    @Test func `a filter chooses what is listed and no count`() throws {
        let filter = try AuditFilter(parsing: ["class=unknown,class=safe-delete", "kind=container"])
        let report = Fixtures.audit(filter: filter)
        #expect(report.resources.map(\.address.name) == ["n8n", "test-import"])
        #expect(report.data["counts"]?["network"]?["protected"]?.integer == 1)
        #expect(report.data["resources"]?.array?.count == 2)
        #expect(report.text(.plain).contains("Protected: 4 untouched. Unknown: 3 need a decision."))
    }

    @Test(arguments: ["colour=red", "class", "class=red", "kind=pod", "class="])
    func `a filter that nobody understands is a usage error`(text: String) {
        #expect { try AuditFilter(parsing: [text]) } throws: { ($0 as? Diagnostic)?.code == .usage }
    }

    @Test func `quiet prints each address once`() {
        let lines = Fixtures.audit().quietText.split(separator: "\n").map(String.init)
        #expect(lines == Fixtures.audit().resources.map(\.address.printed))
    }

    @Test func `data has the shape that others build on`() throws {
        let data = try JSON.parse(Fixtures.audit().data.bytes(.compact))
        #expect(data["engine"]?["name"]?.string == "docker-staging-01")
        #expect(data["counts"]?["container"]?["extra_safe_delete"]?.integer == 1)
        #expect(data["missing"] == ["container/odoo-staging-db"])
        let resource = try #require(data["resources"]?.array?[3])
        #expect(resource["address"] == "container/test-import")
        #expect(resource["rule"]?["at"]?.string == "\(Fixtures.ssot):47:9")
        #expect(resource["notes"] == ["auto_remove"])
    }

    @Test func `NDJSON has one resource a line`() throws {
        let lines = Fixtures.audit(Hostile.resources).ndjson.split(separator: "\n")
        #expect(lines.count == Hostile.names.count)
        for (line, name) in zip(lines, Hostile.names) {
            let address = try JSON.parse(Array(line.utf8))["address"]?.string
            #expect(address?.utf8.elementsEqual("network/\(name)".utf8) == true)
        }
    }

    @Test func `hostile names are neutralised everywhere`() {
        let report = Fixtures.audit(Hostile.resources)
        #expect(Hostile.isPrintable(report.text(.plain)))
        #expect(tooWide(report.text(.plain)) == [])
        let records = report.csv.split(separator: "\r\n")
        #expect(records.count == Hostile.names.count + 1)
        #expect(Hostile.isPrintable(records.joined(separator: "\n")))
        let rows = report.markdown.split(separator: "\n").filter { $0.hasPrefix("| <code>-") }
        #expect(rows.count == Hostile.names.count)
        #expect(rows.allSatisfy { $0.count { $0 == "|" } == 6 })
        #expect(!report.markdown.contains("@team"))
    }

    @Test func `a quiet host has no remarks and no differences`() {
        let expected = [Fixtures.resource(.network, "a", .expected, Fixtures.rule(.allowedNetwork, "a", line: 1))]
        let host = Fixtures.classified(expected)
        let complete = ClassifiedHost(host: host.host, resources: expected, directProtection: [:], missing: [])
        let report = AuditReport(classified: complete, environment: "staging", endpoint: "e", ssotPath: "s")
        #expect(!report.classified.hasDifferences())
        #expect(!report.text(.plain).contains("by age"))
        #expect(Fixtures.audit().classified.hasDifferences(ignoring: [.unknown]))
    }

    @Test func `the audit line has the runbook's fields as lists of names`() throws {
        let line = AuditLine(
            classified: Fixtures.classified(Fixtures.resources),
            environment: "staging",
            host: "178.128.112.214",
            runID: Fixtures.runID,
            health: nil
        )
        #expect(line.text.hasSuffix("}\n") && line.text.count { $0.isNewline } == 1)
        let json = try JSON.parse(Array(line.text.utf8))
        #expect(json["containers_expected"] == ["odoo-staging"])
        #expect(json["containers_extra"] == ["n8n", "test-import"])
        #expect(json["containers_safe_delete"] == ["test-import"])
        #expect(json["containers_unknown"] == ["n8n"])
        #expect(json["networks_extra"] == [])
        #expect(json["env"] == "staging")
        let keys = Set(json.members?.map(\.key) ?? [])
        for kind in ["containers", "images", "volumes", "networks"] {
            for suffix in ["expected", "extra", "safe_delete", "unknown", "protected"] {
                #expect(keys.contains("\(kind)_\(suffix)"))
            }
        }
        #expect(keys.isSuperset(of: ["timestamp", "host", "ip", "schema", "run_id", "counts", "health"]))
    }
}

@Suite struct `Images without a tag` {
    private static let parent = "sha256:" + String(repeating: "a", count: 64)
    private static let child = "sha256:" + String(repeating: "b", count: 64)

    private static func report(_ filter: AuditFilter = .everything, listsParents: Bool = false) -> AuditReport {
        let image = { (id: String, parent: String, tags: [String]) in
            ObservedImage(
                id: id,
                tags: tags,
                digests: [],
                parentID: parent,
                labels: .none,
                created: Timestamp(secondsSince1970: 1_790_000_000),
                size: 130_000_000
            )
        }
        let images = [image(parent, "", []), image(child, parent, []), image("sha256:c", child, ["web:1"])]
        let loose = image("sha256:" + String(repeating: "d", count: 64), "", [])
        let host = ObservedHost(
            engine: Fixtures.engine,
            observedAt: Fixtures.now,
            containers: [],
            images: images + [loose],
            volumes: [],
            networks: []
        )
        let resources = (images + [loose]).flatMap { image in
            image.addresses.map {
                ClassifiedResource(address: $0, id: image.id, class: .unknown, rule: Fixtures.noRule)
            }
        }
        return AuditReport(
            classified: ClassifiedHost(host: host, resources: resources, directProtection: [:], missing: []),
            environment: "staging",
            endpoint: "e",
            ssotPath: "s",
            filter: filter,
            listsParents: listsParents,
            formerNames: [loose.id: ["web:0", "tmp:\u{202e}1"]]
        )
    }

    @Test func `parents of images are counted and listed only where they are asked for`() throws {
        let text = Self.report().text(.plain)
        #expect(!text.contains(Self.parent) && !text.contains(Self.child))
        #expect(
            text.contains("Images: 4 unknown")
                && text.contains("  2 parents of other images are not listed; --all does.")
        )
        #expect(Self.report().markdown.contains("2 parents of other images are not listed"))
        #expect(Self.report().quietText.split(separator: "\n").count == 2)
        for report in [Self.report(listsParents: true), Self.report(try AuditFilter(parsing: ["image/sha256:*"]))] {
            #expect(report.text(.plain).contains("sha256:aaaa") && !report.text(.plain).contains("parents of"))
        }
        #expect(Self.report().data["resources"]?.array?.count == 4, "programs get all")
    }

    @Test func `one that is no parent shows when it was made, its size and what it was called`() {
        let text = Self.report().text(Styling(width: 200))
        #expect(text.contains("created 2026-09-21, 124 MiB, once web:0, ") && !text.contains("\u{202e}"), "\(text)")
        let untagged = Self.report().data["resources"]?.array?.compactMap { $0["untagged"] } ?? []
        #expect(untagged.count == 3 && untagged.last?["former_names"]?.array?.count == 2)
        #expect(untagged.last?["size"]?.integer == 130_000_000)
    }
}
