import CoreTestSupport
import Domain
import Execution
import Testing

/// The comparison of the host with the plan after the last step.
@Suite struct PostCheckTests {
    private let new = Fixture.container("web", id: Fixture.id("new web"), image: "odoo:18", state: .running)

    @Test func `what came about is no shortfall`() {
        let host = Fixture.host(
            [new, Fixture.container("job", state: .exited)],
            images: [Fixture.image("postgres:16")]
        )
        let actions = [
            StackFixture.replace("web"), StackFixture.create("job"), StackFixture.pull("docker.io/library/postgres:16"),
        ]
        #expect(summaries(actions, host).isEmpty)
    }

    @Test func `what did not come about is told by its kind`() {
        let host = Fixture.host([StackFixture.old("web"), Fixture.container("job", state: .created)])
        let actions = [StackFixture.replace("web"), StackFixture.create("job"), StackFixture.pull("postgres:16")]
        #expect(
            summaries(actions, host) == [
                "container/web is still there in its old form after its replace",
                "container/job does not run after its create",
                "image/postgres:16 is not there after its pull",
            ]
        )
        #expect(
            summaries([StackFixture.replace("web")], Fixture.host()) == [
                "container/web is not there after its replace"
            ]
        )
    }

    @Test func `what failed is not told again`() {
        let action = StackFixture.create("job")
        let record = StepRecord(
            place: .init(action: 0, step: 0),
            address: action.address,
            step: action.steps[0],
            outcome: .failed,
            detail: "",
            at: Fixture.now
        )
        #expect(PostCheck.shortfalls(StackFixture.plan([action]), [record], Fixture.host()).isEmpty)
    }

    private func summaries(_ actions: [Action], _ host: ObservedHost) -> [String] {
        PostCheck.shortfalls(StackFixture.plan(actions), [], host).map(\.summary)
    }
}
