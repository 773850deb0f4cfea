import Foundation
import TestSupport
import Testing

extension EndToEnd {
    /// People read and verify everything without the program.
    @Suite(.needs(.engine)) struct OtherReaders {
        @Test func `jq reads plan, receipt, snapshot and audit line, and the plan's digest is sha256sum's`()
            async throws
        {
            try await TestHost.with(.contract()) { host in
                try await host.populate()
                let workspace = host.workspace
                try await workspace.reconcile("audit").requireExit(0)
                try await workspace.reconcile("observe", "--out", "host.json").requireExit(0)
                let plan = try await host.planAndApply().plan
                let shown = try await workspace.reconcile("show", plan, "--json").document().data.digest.string
                let sum = try await workspace.bash("jq -S .plan \(plan) | sha256sum | cut -d' ' -f1").requireExit(0)
                #expect("sha256:" + sum.trimmed == shown)
                let reads = try await workspace.bash(
                    """
                    set -e
                    jq -e '.format == "reconcile.plan/2.1" and (.plan.actions | length > 2)' \(plan)
                    jq -e '.outcome == "succeeded" and .exit_code == 0' \(plan.receipt)
                    jq -e '.host.containers | length == 4' host.json
                    jq -e '(.containers_expected == ["odoo-staging"]) and (.containers_protected == ["keep-books"])
                        and (.containers_extra | contains(["stranger", "test-import"])) and (.host | type == "string")
                        and (.volumes_extra | contains(["tmp-scratch"])) and .env == "staging"' logs/audit.jsonl
                    cmp \(plan.receipt) state/receipts/*.receipt.json
                    """
                )
                #expect(reads.exit == 0, "\(reads)")
            }
        }

        @Test func `sqlite3 reads the ledger's views, and no protected object was removed`() async throws {
            try await TestHost.with(.contract()) { host in
                try await host.populate()
                let workspace = host.workspace
                try await workspace.reconcile("audit").requireExit(0)
                let refused = try await workspace.reconcile("apply", try await host.freshPlanFile())
                #expect(refused.exit == 4)
                try await host.planAndApply()
                let rows = [
                    "v_runs": "kind = 'apply' AND outcome = 'succeeded' AND exit_code = 0",
                    "v_actions": "address = 'container/test-import' AND action = 'delete' AND outcome = 'done'",
                    "v_deleted": "address = 'volume/tmp-scratch' AND pattern = 'tmp-*'",
                    "v_audits": "protected > 0 AND unknown > 0",
                    "v_drift_daily": "audits > 0",
                    "v_refusals": "codes = 'RC307' AND exit_code = 4",
                    "v_protected_never_removed": "address = 'container/keep-books' AND state = 'present'",
                ]
                for (view, condition) in rows.sorted(by: { $0.key < $1.key }) {
                    #expect(try await workspace.count(view, condition) ?? 0 > 0, "\(view)")
                }
                #expect(try await workspace.count("v_protected_never_removed", "state = 'removed_by_us'") == 0)
            }
        }

        @Test func `the ledger, the plan and the receipt number an action alike`() async throws {
            try await TestHost.with(.contract()) { host in
                try await host.populate()
                let plan = try await host.planAndApply().plan
                let workspace = host.workspace
                let planned = try await workspace.bash(
                    #"jq -r '.plan.actions[] | "\(.seq) \(.address)"' \#(plan) | sort"#
                )
                let receipt = try await workspace.bash(
                    #"jq -r '.steps[] | "\(.seq) \(.address)"' \#(plan.receipt) | sort -u"#
                )
                let ledger = try await workspace.bash(
                    #"sqlite3 state/reconcile.db "SELECT seq || ' ' || address FROM v_actions" | sort"#
                )
                #expect(planned.stdout == receipt.stdout)
                #expect(planned.stdout == ledger.stdout)
            }
        }

        @Test func `ssh-keygen verifies plan and receipt, and not a changed one`() async throws {
            try await TestHost.with(.contract()) { host in
                try await host.populate()
                let plan = try await host.planAndApply().plan
                let workspace = host.workspace
                let signers = try workspace.read("infra/docker/allowed_signers").split(separator: "\n")
                func principal(_ use: String) -> String {
                    signers.first { $0.contains(use) }?.split(separator: " ").first.map(String.init) ?? "nobody"
                }
                func verify(_ file: String, _ use: String, _ edit: String = "cat") async throws -> Outcome {
                    try await workspace.bash(
                        """
                        \(edit) \(file) | ssh-keygen -Y verify -n \(use) -I \(principal(use)) \
                            -f infra/docker/allowed_signers -s \(file).sig
                        """
                    )
                }
                for (file, use) in [(plan, "reconcile-plan"), (plan.receipt, "reconcile-receipt")] {
                    let good = try await verify(file, use)
                    #expect(good.exit == 0, "\(good)")
                    #expect(try await verify(file, use, "sed s/delete/Delete/").exit != 0 || use == "reconcile-receipt")
                    #expect(try await verify(file, use, "sed s/sha256/sha255/").exit != 0)
                }
                #expect(try await verify(plan, "reconcile-receipt").exit != 0, "a signature is for one use")
            }
        }

        @Test func `the line that show prints for ssh-keygen works when it is pasted`() async throws {
            try await TestHost.with(.contract()) { host in
                try await host.populate()
                let plan = try await host.freshPlanFile()
                let shown = try await host.workspace.reconcile("show", plan).requireExit(0).stdout
                let lines = shown.split(separator: "\n", omittingEmptySubsequences: false)
                let start = try #require(lines.firstIndex { $0.contains("ssh-keygen -Y verify") })
                let end = try #require(lines[start...].firstIndex { !$0.hasSuffix("\\") })
                let pasted = try await host.workspace.bash(lines[start...end].joined(separator: "\n"))
                #expect(pasted.exit == 0, "\(pasted)")
                #expect(pasted.stdout.contains("Good \"reconcile-plan\" signature"))
            }
        }
    }
}

extension Outcome {
    fileprivate var trimmed: String { stdout.trimmingCharacters(in: .whitespacesAndNewlines) }
}

extension String {
    /// The receipt beside a plan file.
    fileprivate var receipt: String { replacing(".plan.json", with: ".receipt.json") }
}

extension Workspace {
    /// The number of rows of a view, as stock sqlite3 counts them.
    fileprivate func count(_ view: String, _ condition: String) async throws -> Int? {
        let sql = "SELECT count(*) FROM \(view) WHERE \(condition)"
        return Int(try await bash("sqlite3 -readonly state/reconcile.db \"\(sql)\"").requireExit(0).trimmed)
    }
}
