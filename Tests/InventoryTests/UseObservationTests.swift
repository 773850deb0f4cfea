import Domain
import TestSupport
import Testing

@testable import Inventory

/// What an Engine tells of uses beside plain mounts.
@Suite struct UseObservationTests {
    private static func container(_ mounts: String) -> String {
        """
        [{"Id":"\(String(repeating: "a", count: 64))","Names":["/c"],"ImageID":"sha256:1","Image":"i:1","State":"running",
        "Mounts":\(mounts),"HostConfig":{"NetworkMode":"bridge"}}]
        """
    }

    private static let volumes = """
        {"Volumes":[
        {"Name":"v","Driver":"local","Mountpoint":"/d/volumes/v/_data","CreatedAt":"2026-01-02T03:04:05Z"},
        {"Name":"w","Driver":"local","Mountpoint":"/d/volumes/w/_data"},
        {"Name":"over","Driver":"local","Mountpoint":"/d/volumes/over/_data",
         "Options":{"device":"/d/volumes/v/_data/sub","o":"bind","type":"none"}},
        {"Name":"layers","Driver":"local","Mountpoint":"/d/volumes/layers/_data",
         "Options":{"device":"overlay","o":"lowerdir=/x:/d/volumes/w/_data,upperdir=/d/volumes/v/_data/u","type":"overlay"}},
        {"Name":"export","Driver":"local","Mountpoint":"/d/volumes/export/_data",
         "Options":{"device":":/d/volumes/v/_data","o":"addr=127.0.0.1","type":"nfs"}}],
        "Warnings":["list rclone: EOF","something else"]}
        """

    private func host(_ answers: [String: String]) async throws -> ObservedHost {
        var found: ObservedHost?
        try await Fixtures.withAnswers(answers) { observer, _ in
            found = try await observer.observe(at: Fixtures.now, inspecting: .none)
        }
        return try #require(found)
    }

    @Test(arguments: [
        ("/d/volumes/v/_data", ["v"]), ("/d/volumes/v/_data/etc/x", ["v"]), ("/d/volumes/v", ["v"]),
        ("/d/volumes/./x/../v/_data/", ["v"]), ("/d/volumes/vv", []), ("/d/volumes", []), ("/", []),
    ])
    func `a bind at a volume's folder or below it reads the volume`(source: String, volumes: [String]) async throws {
        let mounts = #"[{"Type":"bind","Source":"\#(source)","Destination":"/b"}]"#
        let host = try await host(["/containers/json": Self.container(mounts), "/volumes": Self.volumes])
        let found = try #require(host.containers.first)
        #expect(found.mounts.compactMap(\.volume) == volumes)
        #expect(found.bindsAllVolumes == ["/d/volumes", "/"].contains(source))
    }

    @Test func `a device within a volume, a mount of an image and a driver that cannot list are told`() async throws {
        let mounts =
            #"[{"Type":"image","Name":"data:1","Source":"/x","Destination":"/i"},"#
            + #"{"Type":"cluster","Name":"csi-v","Source":"/y","Destination":"/c"}]"#
        let host = try await host(["/containers/json": Self.container(mounts), "/volumes": Self.volumes])
        #expect(host.containers.first?.imageMounts == ["data:1"])
        #expect(host.containers.first?.mounts.compactMap(\.volume) == ["csi-v"])
        #expect(host.volumes.first { $0.name == "over" }?.liesIn == ["v"])
        #expect(host.volumes.first { $0.name == "layers" }?.liesIn == ["v", "w"])
        #expect(host.volumes.first { $0.name == "export" }?.liesIn == [])
        #expect(host.volumes.first { $0.name == "v" }?.lastChanged == Timestamp(parsing: "2026-01-02T03:04:05Z"))
        #expect(host.unseenVolumes == UnseenVolumes(drivers: ["rclone"], isUncertain: true))
        #expect(host.mayHideVolumes(ofDriver: "rclone") && host.mayHideVolumes(ofDriver: "other"))
        #expect(!host.mayHideVolumes(ofDriver: "local"))
    }

    private static func info(_ state: String, _ control: Bool) -> String {
        #"{"ID":"A","Name":"h","Swarm":{"LocalNodeState":"\#(state)","ControlAvailable":\#(control)}}"#
    }

    @Test func `a manager's services are users, with what they were before and what their tasks still are`()
        async throws
    {
        let services = """
            [{"ID":"s1","Spec":{"Name":"web","TaskTemplate":{"ContainerSpec":{"Image":"web:2@sha256:d",
            "Mounts":[{"Type":"volume","Source":"data"},{"Type":"bind","Source":"/x"}]},"Networks":[{"Target":"n1"}]}},
            "PreviousSpec":{"Name":"web","TaskTemplate":{"ContainerSpec":{"Image":"web:1"}}}}]
            """
        let tasks = #"[{"ID":"t1","ServiceID":"s1","Spec":{"ContainerSpec":{"Image":"web:0"}}}]"#
        let host = try await host(["/info": Self.info("active", true), "/services": services, "/tasks": tasks])
        let web = SwarmView.Service(
            name: "web",
            images: ["web:0", "web:1", "web:2@sha256:d"],
            volumes: ["data"],
            networks: ["n1"]
        )
        #expect(host.swarm == SwarmView(services: [web]))
    }

    @Test(arguments: [("active", false), ("pending", false), ("locked", true), ("active", true)])
    func `a swarm that does not tell its services is unreadable`(state: String, control: Bool) async throws {
        // Nothing answers at /services.
        #expect(try await host(["/info": Self.info(state, control)]).swarm == SwarmView(isUnreadable: true))
    }

    @Test func `without a swarm there is nothing to read`() async throws {
        #expect(try await host(["/info": Self.info("inactive", false)]).swarm == .inactive)
    }

    @Test func `the own container is known by cgroup, by mounts and by the host's name, where the Engine lists it`()
        async throws
    {
        let id = String(repeating: "a", count: 64)
        let mount = "1 2 8:1 /var/lib/docker/containers/\(id)/hostname /etc/hostname rw - ext4 /dev/sda1 rw\n"
        let hints = [
            OwnContainerHint(cgroup: Array("0::/system.slice/docker-\(id).scope\n".utf8), mountInfo: [], hostName: "x"),
            OwnContainerHint(cgroup: Array("0::/\n".utf8), mountInfo: Array(mount.utf8), hostName: "x"),
            OwnContainerHint(cgroup: [], mountInfo: [], hostName: String(id.prefix(12))),
        ]
        for hint in hints {
            let list = ["/containers/json": Self.container("[]")]
            try await Fixtures.withAnswers(list, own: hint) { observer, _ in
                let host = try await observer.observe(at: Fixtures.now, inspecting: .none)
                #expect(host.ownContainerID == id)
            }
            try await Fixtures.withAnswers([:], own: hint) { observer, _ in
                let host = try await observer.observe(at: Fixtures.now, inspecting: .none)
                #expect(host.ownContainerID == nil)
            }
        }
    }

    /// Who joins another's network has the other's files mounted.
    @Test func `the control group goes before the files of a shared network`() {
        let (own, other) = (String(repeating: "b", count: 64), String(repeating: "a", count: 64))
        let mount = "1 2 8:1 /var/lib/docker/containers/\(other)/hostname /etc/hostname rw - ext4 /dev/sda1 rw\n"
        let hint = OwnContainerHint(
            cgroup: Array("5:cpu:/docker/\(own)\n".utf8),
            mountInfo: Array(mount.utf8),
            hostName: "x"
        )
        #expect(hint.container(among: [other, own]) == own)
    }
}
