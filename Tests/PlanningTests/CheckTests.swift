import CoreTestSupport
import Domain
import Planning
import Testing

/// Violations: what forbids writing a plan.
@Suite struct `Limits and refusals` {
    private let ours = ObservedLabels(composeProject: "staging")

    private func volumes(_ safe: Int, besides others: Int = 0) -> ObservedHost {
        let names = (0..<safe).map { "test-\($0)" } + (0..<others).map { "data-\($0)" }
        return Fixture.host(volumes: names.map { Fixture.volume($0) })
    }

    @Test func `twenty-five deletes pass and twenty-six do not`() {
        #expect(plan(volumes(25, besides: 75)).violations == [])
        let over = plan(volumes(26, besides: 74))
        #expect(over.violations.map(\.code) == [.planOverLimit])
        #expect(over.violations.first?.fix.contains("max_deletes: 26") == true)
        #expect(over.plan.actions.count == 26)
    }

    @Test func `the share of a kind counts from ten objects on`() {
        #expect(plan(volumes(9)).violations == [])
        #expect(plan(volumes(5, besides: 5)).violations == [])
        let over = plan(volumes(6, besides: 4))
        #expect(over.violations.map(\.code) == [.planOverLimit])
        #expect(over.violations.first?.fix.contains("max_delete_percent: 60") == true)
    }

    @Test func `protected objects are no part of the share`() {
        let host = Fixture.host(
            volumes: (0..<6).map { Fixture.volume("test-\($0)") } + (0..<90).map { Fixture.volume("prod-\($0)") }
                + (0..<4).map { Fixture.volume("data-\($0)") }
        )
        #expect(plan(host).violations.map(\.code) == [.planOverLimit])
    }

    @Test func `the limits of the SSOT are obeyed and their lines named`() {
        let limits = Limits(
            maxDeletes: 2,
            maxDeletePercent: 20,
            maxDeletesPosition: Fixture.at(80),
            maxDeletePercentPosition: Fixture.at(81)
        )
        let over = plan(volumes(3, besides: 7), Fixture.ownersPolicy { $0.limits = limits })
        #expect(over.violations.map(\.position) == [Fixture.at(80), Fixture.at(81)])
        #expect(over.plan.limits == limits)
    }

    @Test func `an image counts once however many tags it has, and untags do not count`() {
        let one = Fixture.image("test-a:1", "test-a:2", "test-a:3")
        let kept = Fixture.image("web:1", "test-b:1", "test-b:2")
        let strict = Fixture.ownersPolicy { $0.limits = Limits(maxDeletes: 1) }
        let planned = plan(Fixture.host(images: [one, kept]), strict)
        #expect(planned.plan.actions.count == 5)
        #expect(planned.violations == [])
        let others = (0..<9).map { Fixture.image("app:\($0)") }
        let many = (0..<8).map { Fixture.image("test-m:\($0)", "test-n:\($0)") }
        #expect(plan(Fixture.host(images: many + others)).violations == [])
    }

    @Test func `a host that lost every allowed container and has five others is taken for a wrong one`() {
        func planned(_ extra: [ObservedContainer], deletes: Bool = true, seen: Bool = true) -> [DiagnosticCode] {
            let others = (0..<4).map { Fixture.container("app-\($0)") }
            let volumes = deletes ? [Fixture.volume("test-v")] : []
            let memory = Memory(hasSeenExpected: seen)
            return plan(Fixture.host(others + extra, volumes: volumes), Fixture.ownersPolicy(), memory).violations.map(
                \.code
            )
        }
        #expect(planned([]) == [])
        #expect(planned([Fixture.container("app-4")]) == [.wrongHostSuspected])
        #expect(planned([Fixture.container("app-4")], deletes: false) == [])
        #expect(planned([Fixture.container("app-4")], seen: false) == [], "a host of jobs alone")
        #expect(planned([Fixture.container("odoo-staging", labels: ours)]) == [])
    }

    @Test func `what is allowed and protected at once forbids the plan and names both places`() {
        let label = ObservedLabels(composeProject: "staging", protect: true)
        let planned = plan(Fixture.host([Fixture.container("odoo-staging", labels: label)]))
        #expect(planned.violations.map(\.code) == [.expectedButProtected])
        #expect(planned.violations.first?.position == Fixture.at(10))
        #expect(planned.violations.first?.detail.contains("label reconcile.protect") == true)
    }
}
