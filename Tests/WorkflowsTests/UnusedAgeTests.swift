import CoreTestSupport
import Domain
import Foundation
import Reports
import TestSupport
import Testing
import Workflows

/// How observations over many days age a volume, and what a worker of a swarm cannot know.
@Suite(.serialized) struct UnusedAgeTests {
    /// The job's container comes and goes between two observations, so that only the time of the volume's folder shows
    /// it.
    @Test func `a volume that a nightly job writes is never old, and goes when the job has not come for long enough`()
        async throws
    {
        try await HostScene.with { scene in
            let ssot = String(decoding: try scene.read(HostScene.ssot), as: UTF8.self)
            try scene.write(ssot + "  cleanup_policy: {max_unused_volume_age_days: 30}\n", to: HostScene.ssot)
            for night in 1...35 {
                try write(to: "test-v", in: scene)
                scene.clock.advance(minutes: 12 * 60)
                #expect(try await verdict("volume/test-v", in: scene) == Self.young, "night \(night)")
                scene.clock.advance(minutes: 12 * 60)
            }
            try write(to: "test-v", in: scene)
            for day in 1...29 {
                scene.clock.advance(minutes: 24 * 60)
                #expect(try await verdict("volume/test-v", in: scene) == Self.young, "day \(day) without the job")
            }
            scene.clock.advance(minutes: 24 * 60)
            let judged = try await verdict("volume/test-v", in: scene)
            #expect(judged == "extra_safe_delete safe_to_delete_patterns")
        }
    }

    @Test func `on a worker of a swarm no image and no volume is deleted, also by a plan from before it joined`()
        async throws
    {
        try await HostScene.with { scene in
            let safe = "extra_safe_delete safe_to_delete_patterns"
            for address in ["volume/test-v", "image/test-gone:1"] {
                #expect(try await verdict(address, in: scene) == safe)
            }
            let before = try await scene.plan(mode: .cleanup)
            scene.engine.edit {
                $0.editing("/info") { info in
                    info?.setting("Swarm.LocalNodeState", to: "active").setting("Swarm.ControlAvailable", to: false)
                }
            }
            for address in ["volume/test-v", "image/test-gone:1"] {
                #expect(try await verdict(address, in: scene) == "unknown swarm_unreadable")
            }
            let refusal = try #require(try await scene.refusal(of: before))
            #expect(refusal.exitCode == .refusedProtected, "\(refusal)")
            #expect(scene.mutatingRequests == [])
            let actions = try scene.json(try await scene.plan(mode: .cleanup))["plan"]?["actions"]?.array ?? []
            let kinds = Set(actions.compactMap { $0["address"]?.string?.split(separator: "/").first.map(String.init) })
            #expect(kinds == ["container", "network"], "\(actions)")
        }
    }

    private static let young = "unknown not_unused_long_enough"

    private func verdict(_ address: String, in scene: HostScene) async throws -> String {
        let result = try await AuditWorkflow(scene.options(), scene.environment).run()
        return result.classified.verdict(address)
    }

    /// A file made in the volume now, as the folder's time tells.
    private func write(to volume: String, in scene: HostScene) throws {
        let folder = scene.path("volumes/\(volume)/_data")
        let now = Date(timeIntervalSince1970: TimeInterval(scene.clock.now.secondsSince1970))
        try FileManager.default.setAttributes([.modificationDate: now], ofItemAtPath: folder)
    }
}
