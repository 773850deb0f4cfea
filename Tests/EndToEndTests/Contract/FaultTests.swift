import Foundation
import TestSupport
import Testing

extension EndToEnd {
    /// A bad SSOT gets what is wrong, where, and what to do; no Engine is asked.
    @Suite struct SSOTFaults {
        private static let broken = """
            docker_staging_ssot:
              env: "staging"
              protction_rules:
                keep_named_prefixes: ["x-"]
              allowed_containers:
                - name: "odoo-staging"
                  rolle: "odoo_app"
              allowed_volumes: ["test-a"]
              limits:
                max_deletes: many
              env: "twice"
              protection_rules:
                safe_to_delete_patterns: ["test-*"]

            """

        private static let faults: [(line: Int, column: Int, code: String, says: String)] = [
            (3, 3, "RC104", "Did you mean `protection_rules`?"), (7, 7, "RC104", "Did you mean `role`?"),
            (10, 18, "RC106", "`max_deletes` must be a whole number, not `many`."), (11, 3, "RC105", "twice"),
            (13, 31, "RC109", "`test-*` fits the allowed `test-a`"),
        ]

        @Test func `all faults are told in one run, each with its place, a caret and a fix`() async throws {
            try await Workspace.with(ssot: Self.broken, host: nil) { workspace in
                let outcome = try await workspace.reconcile("validate")
                #expect(outcome.exit == 65)
                #expect(outcome.stdout == "\(Workspace.ssotPath): 5 errors, 0 warnings.\n")
                let boxes = outcome.stderr.split(separator: "╵")
                #expect(boxes.count - 1 == Self.faults.count, "\(outcome)")
                let lines = Self.broken.split(separator: "\n")
                for (fault, box) in zip(Self.faults, boxes) {
                    let text = box.replacing("\n│ ", with: " ")
                    #expect(text.contains("on \(Workspace.ssotPath) line \(fault.line), column \(fault.column):"))
                    #expect(text.contains("(\(fault.code))") && text.contains(fault.says) && text.contains("Fix: "))
                    let excerpt = try #require(
                        box.split(separator: "\n").firstIndex { $0.contains(lines[fault.line - 1]) }
                    )
                    let caret = box.split(separator: "\n")[excerpt + 1]
                    let source = box.split(separator: "\n")[excerpt]
                    let column = try #require(caret.firstIndex(of: "^")).utf16Offset(in: caret)
                    let start = source.utf16.count - lines[fault.line - 1].utf16.count
                    #expect(column == start + fault.column - 1, "\(box)")
                }
            }
        }

        @Test func `programs get the same faults with a range, and GitHub as annotations`() async throws {
            try await Workspace.with(ssot: Self.broken, host: nil) { workspace in
                let document = try await workspace.reconcile("validate", "--json").document()
                let found = document.diagnostics.array
                #expect(found.count == Self.faults.count)
                for (fault, diagnostic) in zip(Self.faults, found) {
                    #expect(diagnostic.code.string == fault.code)
                    #expect(diagnostic.range.file.string == Workspace.ssotPath)
                    #expect(diagnostic.range.start.line.int == fault.line)
                    #expect(diagnostic.range.start.column.int == fault.column)
                    #expect(diagnostic.range.end.column.int ?? 0 > fault.column)
                }
                let annotations = try await workspace.reconcile("validate", "--format", "github")
                #expect(annotations.exit == 65)
                let lines = annotations.stdout.split(separator: "\n")
                #expect(lines.count == Self.faults.count)
                for (fault, line) in zip(Self.faults, lines) {
                    let start = "::error file=\(Workspace.ssotPath),line=\(fault.line),col=\(fault.column),"
                    #expect(line.hasPrefix(start) && line.contains("title=\(fault.code)::"), "\(line)")
                }
            }
        }

        @Test(arguments: [["audit"], ["plan"], ["diff"], ["observe"], ["health"], ["explain", "stranger"]])
        func `no verb goes on with a broken SSOT`(verb: [String]) async throws {
            try await Workspace.with(ssot: Self.broken, host: "unix:///nowhere/docker.sock") { workspace in
                let outcome = try await workspace.reconcile(verb + ["--json"])
                #expect(outcome.exit == 65, "\(outcome)")
                #expect(try outcome.document().diagnostics.array.count == Self.faults.count)
            }
        }

        @Test(arguments: ["STAGING", "DESKTOP"])
        func `the owners' files are valid as they are, with warnings`(name: String) async throws {
            let text = name == "STAGING" ? OwnersFiles.staging : OwnersFiles.desktop
            try await Workspace.with(ssot: nil, host: nil) { workspace in
                let path = "infra/docker/DOCKER_\(name)_SSOT.yaml"
                try workspace.write(text, to: path)
                let outcome = try await workspace.reconcile("validate")
                #expect(outcome.exit == 0, "\(outcome)")
                #expect(outcome.stdout.contains("is valid, with "))
                #expect(outcome.stderr.contains("Warning: ") && !outcome.stderr.contains("Error: "))
                #expect(try await workspace.reconcile("validate", "-q").stderr.contains("Warning: "))
                #expect(try await workspace.reconcile("validate", "--strict").exit == 65)
                let document = try await workspace.reconcile("validate", "--json").document()
                #expect(document.diagnostics.array.allSatisfy { $0.severity.string == "warning" })
                #expect(document.diagnostics.array.allSatisfy { $0.range.start.line.int ?? 0 > 0 })
            }
        }

        @Test func `files of the wrong kind are refused at once`() async throws {
            try await Workspace.with(ssot: nil, host: nil) { workspace in
                try workspace.write(TestHost.Scene.contractPolicy, to: "good.yaml")
                let setup = """
                    head -c 5242880 /dev/zero | tr '\\0' '#' >large.yaml
                    mkfifo fifo.yaml; mkdir folder.yaml; ln -s good.yaml link.yaml; ln -s nothing dangling.yaml
                    ln -s loop.yaml loop.yaml; : >empty.yaml; printf '\\377\\376a' >utf16.yaml;
                    ln -s /dev/zero zero.yaml
                    """
                try await workspace.bash(setup).requireExit(0)
                let files: [(name: String, exit: Int32)] = [
                    ("good", 0), ("link", 0), ("large", 65), ("fifo", 65), ("folder", 65), ("dangling", 66),
                    ("loop", 65), ("empty", 65), ("utf16", 65), ("zero", 65), ("nothing", 66), ("good.yaml/x", 66),
                ]
                for (name, exit) in files {
                    let file = name + ".yaml"
                    let timed = try await workspace.bash("timeout 5 \"$RECONCILE\" validate -f \(file) --json")
                    #expect(timed.exit == exit, "\(name): \(timed)")
                    let first = try timed.document().diagnostics.array.first
                    #expect(exit == 0 || first?.fix.string?.isEmpty == false)
                }
            }
        }

        @Test func `one file under many names gives the same answer`() async throws {
            try await Workspace.with(ssot: TestHost.Scene.contractPolicy, host: nil) { workspace in
                let plain = try await workspace.reconcile("validate", "--json")
                for line in [
                    ["-f", Workspace.ssotPath], ["-f", "./infra/../" + Workspace.ssotPath],
                    ["-f", workspace.path(Workspace.ssotPath)],
                ] {
                    #expect(try await workspace.reconcile(["validate", "--json"] + line).stdout == plain.stdout)
                }
                let bytes = try workspace.read(Workspace.ssotPath)
                try workspace.write("\u{FEFF}" + bytes.replacing("\n", with: "\r\n"), to: Workspace.ssotPath)
                #expect(try await workspace.reconcile("validate").exit == 0, "a BOM and CRLF are fine")
            }
        }
    }
}
