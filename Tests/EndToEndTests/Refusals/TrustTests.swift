import TestSupport
import Testing

extension EndToEnd {
    /// Who signed what, and with which key.
    @Suite(.needs(.engine)) struct TrustTests {
        @Test func `one digit changed in a plan breaks its signature`() async throws {
            try await TestHost.with(.cleanup()) { scene in
                let plan = try await scene.planFile()
                try scene.edit(plan) { text in
                    text.replacing(/("sha256": "sha256:)([0-9a-f])/) { match in
                        "\(match.1)\(match.2 == "0" ? "1" : "0")"
                    }
                }
                try await scene.expectRefusal(of: plan, .init(4, "signature", "RC401", naming: "signature"))
            }
        }

        @Test func `a plan without its signature is refused`() async throws {
            try await TestHost.with(.cleanup()) { scene in
                let plan = try await scene.planFile()
                try await scene.inRoot("rm '\(plan).sig'")
                try await scene.expectRefusal(of: plan, .init(4, "signature", "RC400", naming: ".sig"))
            }
        }

        @Test func `an unsigned plan is refused`() async throws {
            try await TestHost.with(.cleanup()) { scene in
                let plan = try await scene.planFile("--unsigned")
                try await scene.expectRefusal(of: plan, .init(4, "signature", "RC400"))
            }
        }

        @Test func `a signature by a key that nobody listed does not count`() async throws {
            try await TestHost.with(.cleanup()) { scene in
                let plan = try await scene.planFile()
                try await scene.inRoot("ssh-keygen -q -t ed25519 -N '' -f stranger")
                try await scene.sign(plan, key: "stranger")
                try await scene.expectRefusal(of: plan, .init(4, "signature", "RC401"))
            }
        }

        @Test(arguments: ["reconcile-approval", "reconcile-receipt", "git"])
        func `a signature for another use does not count`(namespace: String) async throws {
            try await TestHost.with(.cleanup()) { scene in
                let plan = try await scene.planFile()
                try await scene.sign(plan, namespace: namespace)
                try await scene.expectRefusal(of: plan, .init(4, "signature", "RC401"))
            }
        }

        @Test func `the host's own key signs no plan`() async throws {
            try await TestHost.with(.cleanup()) { scene in
                let plan = try await scene.planFile()
                try await scene.sign(plan, key: "state/keys/host")
                try await scene.expectRefusal(of: plan, .init(4, "signature", "RC401"))
            }
        }

        @Test func `a changed signers file is refused until the host accepts it`() async throws {
            try await TestHost.with(.cleanup()) { scene in
                let plan = try await scene.planFile()
                try await scene.inRoot("echo '# one line more' >>infra/docker/allowed_signers")
                try await scene.expectRefusal(
                    of: plan,
                    .init(4, "signature", "RC403", naming: "signers", "--accept-signers")
                )
                try await scene.run("init").requireExit(0)
                try await scene.expectRefusal(of: plan, .init(4, "signature", "RC403"))
                try await scene.run("init", "--accept-signers").requireExit(0)
                try await scene.apply(plan).requireExit(0)
            }
        }

        @Test func `approvals that cannot be checked yet are never ignored`() async throws {
            try await TestHost.with(.cleanup(ssot: "  approval:\n    required: 1\n")) { scene in
                let plan = try await scene.planFile()
                try await scene.expectRefusal(
                    of: plan,
                    .init(78, "approvals", "RC405", naming: "approval.required", Workspace.ssotPath)
                )
            }
        }

        @Test func `an expired plan is refused though its signature fits`() async throws {
            try await TestHost.with(.cleanup()) { scene in
                let plan = try await scene.planFile()
                try scene.edit(plan) { text in
                    text.replacing(/"(at|expires_at|observed_at)": "20[0-9][0-9]-/) { "\"\($0.1)\": \"2020-" }
                }
                try await scene.sign(plan)
                try await scene.expectRefusal(of: plan, .init(4, "expiry", "RC304", naming: "expired at 2020-"))
            }
        }

        @Test func `nothing is applied where the host has no ledger`() async throws {
            try await TestHost.with(.cleanup()) { scene in
                let plan = try await scene.planFile()
                let before = try scene.files()
                let outcome = try await scene.run(
                    ["apply", plan] + TestHost.confirmation,
                    state: scene.workspace.path("elsewhere")
                )
                #expect(outcome.exit == 78, "\(outcome)")
                #expect(outcome.stderr.contains("reconcile init"), "\(outcome)")
                #expect(scene.proxy.mutatingRequests.isEmpty)
                #expect(try scene.files() == before)
            }
        }
    }
}
