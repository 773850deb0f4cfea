import CoreTestSupport
import Domain
import Testing

@testable import Inventory

/// Which volumes lie where, with paths that lead elsewhere.
@Suite struct VolumePlacesTests {
    private func placed(_ name: String, sources: [String] = []) -> PlacedVolume {
        PlacedVolume(volume: Fixture.volume(name), mountpoint: "/v/\(name)/_data", sources: sources)
    }

    @Test func `a volume whose own folder is a link uses the volume that it leads to`() {
        let volumes = [placed("keep"), placed("other"), placed("test")]
        let places = VolumePlaces(volumes) { path in
            [HostPath(path)] + (path == "/v/keep/_data" ? [HostPath("/v/test/_data")] : [])
        }
        #expect(places.related(volumes[0]).liesIn == ["test"])
        #expect(places.related(volumes[1]).liesIn == [])
        #expect(places.related(volumes[2]).liesIn == ["keep"])
    }

    @Test func `every spelling of a folder holds what lies in it`() {
        let places = VolumePlaces([placed("a"), placed("b")]) { path in
            let plain = HostPath(path)
            return plain.components.first == "alias"
                ? [plain, HostPath(components: ["v"] + plain.components.dropFirst())] : [plain]
        }
        #expect(places.holding("/alias/a/_data/deep/er") == ["a"])
        #expect(places.holding("/v/b") == ["b"])
        #expect(places.holding("/v/bb/_data") == [])
        #expect(places.reach(of: "/alias") == .all)
        #expect(places.reach(of: "/v/a") == .volumes(["a"]))
    }
}
