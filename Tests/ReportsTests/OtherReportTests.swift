import Domain
import Reports
import Testing

struct OtherReportTests {
    @Test func `health names what failed`() throws {
        let report = HealthReport(results: Fixtures.health)
        #expect(report.summary == "Health: 1 of 2 checks failed.")
        #expect(!report.isHealthy)
        #expect(
            report.text(.plain) == """
                  Check         Kind     Result  Expected  Observed  Time
                  odoo_staging  http     FAILED  200       502       31 ms
                  postgres      command  ok      exit 0    exit 0    120 ms
                Health: 1 of 2 checks failed.

                """
        )
        #expect(report.data["checks"]?.array?.first?["ok"] == false)
        #expect(HealthReport(results: []).isHealthy)
    }

    @Test func `validate counts what the file says`() {
        let policy = Policy(
            environment: "staging",
            projects: [],
            allowed: AllowList(containers: [], images: [], volumes: [], networks: []),
            protection: ProtectionRule.floor,
            safeToDelete: [],
            deleteImages: [],
            ages: AgeThresholds(),
            adopted: [],
            releases: [],
            limits: Limits()
        )
        let warning = Diagnostic(.ssotShadowedRule, .warning, "w")
        let report = ValidateReport(
            file: Fixtures.ssot,
            sha256: Fixtures.digest,
            policy: policy,
            healthChecks: 2,
            diagnostics: [warning]
        )
        #expect(report.summary == "\(Fixtures.ssot) is valid, with 1 warning.")
        #expect(report.text(.plain).contains("4 protection rules"))
        #expect(report.data["counts"]?["healthchecks"]?.integer == 2)
        let broken = ValidateReport(
            file: "x",
            sha256: nil,
            policy: nil,
            healthChecks: 0,
            diagnostics: [Diagnostic(.ssotSyntax, .error, "e"), warning]
        )
        #expect(broken.text(.plain) == "x: 1 error, 1 warning.\n")
    }

    @Test func `init lists what it made and what it kept`() {
        let report = InitReport(
            created: ["state/reconcile.db"],
            kept: ["infra/docker/allowed_signers"],
            principal: "alice",
            nextActions: [NextAction(command: "reconcile audit", why: "to see the host")]
        )
        #expect(
            report.text(.plain) == """
                  + state/reconcile.db
                  = infra/docker/allowed_signers
                Principal: alice
                Init: 1 created, 1 kept.

                Next:
                  reconcile audit
                      to see the host

                """
        )
        #expect(report.data["created"] == ["state/reconcile.db"])
    }
}
