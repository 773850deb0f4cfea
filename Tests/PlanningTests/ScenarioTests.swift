import Domain
import Planning
import Testing

/// Golden plans. `RECONCILE_UPDATE_GOLDEN=1` rewrites them; that run fails, so that nobody forgets to read the change.
@Suite struct `Scenarios` {
    @Test(arguments: try Scenario.all().map(\.name))
    func `a scenario gives the plan that stands in its folder`(name: String) throws {
        let scenario = Scenario(name: name)
        let text = PlanText.render(Planner.plan(try scenario.input))
        if Files.updatesGoldens {
            try scenario.rewriteGolden(text)
            Issue.record("plan.txt was rewritten; read it and run again without RECONCILE_UPDATE_GOLDEN")
        } else {
            #expect(text == (try scenario.golden))
        }
    }

    @Test func `there are enough scenarios`() throws {
        #expect(try Scenario.all().count >= 8)
    }
}
