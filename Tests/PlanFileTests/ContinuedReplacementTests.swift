import Domain
import PlanFile
import Testing

/// What a replacement may be that goes on with one that never ended: the old one stands aside already.
struct ContinuedReplacementTests {
    private let id = "0123456789abcdef"

    private func replacement(of name: String, _ before: [Step]) -> Action {
        let steps =
            before + [
                .createContainer(
                    name: "proxy",
                    reference: "nginx:1",
                    imageID: "sha256:bb",
                    platform: nil,
                    body: ["Image": "nginx:1"]
                ),
                .startContainer(.created(name: "proxy")),
                .waitContainer(.created(name: "proxy"), until: .healthy, seconds: 300), .removeContainer(id: id),
            ]
        return StackSamples.pinned(
            .replace,
            StackSamples.container(name, id, isAlive: false),
            address: Address(.container, "proxy"),
            steps,
            reason: .setAside
        )
    }

    private func isTaken(_ action: Action) -> Bool {
        do {
            _ = try PlanFileCodec.read(PlanFileCodec.write(PlanSamples.content([action])))
            return true
        } catch {
            return false
        }
    }

    private var stop: Step { .stopContainer(id: "half", graceSeconds: nil, removesItself: false) }

    private var remove: Step { .removeContainer(id: "half") }

    @Test func `what is half made may be stopped and removed before, and nothing else`() {
        let aside = "0123456789ab_proxy"
        #expect(isTaken(replacement(of: aside, [])))
        #expect(isTaken(replacement(of: aside, [remove])))
        #expect(isTaken(replacement(of: aside, [stop, remove])))
        #expect(!isTaken(replacement(of: aside, [stop])))
        #expect(!isTaken(replacement(of: aside, [remove, stop])))
        #expect(!isTaken(replacement(of: aside, [stop, .removeContainer(id: "other")])))
        #expect(!isTaken(replacement(of: aside, [remove, .removeContainer(id: "other")])))
    }

    @Test func `under another such name it is set aside by its own first`() {
        let name = "fedcba987654_stage_proxy_1"
        let rename = Step.renameContainer(id: id, from: name, to: "0123456789ab_proxy")
        #expect(isTaken(replacement(of: name, [rename, remove])))
        #expect(!isTaken(replacement(of: name, [remove])))
        #expect(!isTaken(replacement(of: name, [.renameContainer(id: id, from: name, to: "0123456789ab_other")])))
    }

    @Test func `beside a container that has its name nothing is half made`() {
        let rename = Step.renameContainer(id: id, from: "proxy", to: "0123456789ab_proxy")
        #expect(isTaken(replacement(of: "proxy", [rename])))
        #expect(!isTaken(replacement(of: "proxy", [rename, remove])))
        #expect(!isTaken(replacement(of: "other", [remove])))
    }
}
