import Domain
import Foundation
import TestSupport
import Testing

/// One row of the table of all ways of use (``Way``), made on a real Engine: an object whose name is safe to delete,
/// and a container that uses it in this way.
struct UseRow: Sendable, CustomTestStringConvertible {
    /// The used object: `test-running`, with a number for what must differ, such as subnets.
    struct Object: Sendable {
        let name: String
        let number: Int
    }

    /// What the using container is made with, and what it reads then.
    struct Given: Sendable {
        var options: [String] = []
        var image = "odoo:18.0"
        /// A file in the container, and a part of what it holds.
        let path: String
        let holds: String
        /// What is done once the container exists.
        var afterwards: @Sendable (TestHost, _ user: String) async throws -> Void = { _, _ in }
    }

    let way: Way
    let kind: ResourceKind
    let text: String
    let make: @Sendable (TestHost, Object) async throws -> Given

    init(
        _ way: Way,
        of kind: ResourceKind,
        _ text: String,
        _ make: @escaping @Sendable (TestHost, Object) async throws -> Given
    ) {
        (self.way, self.kind, self.text, self.make) = (way, kind, text, make)
    }

    var testDescription: String { "\(kind.rawValue): \(text)" }

    func address(_ name: String) -> String { "\(kind.rawValue)/\(name)\(kind == .image ? ":1" : "")" }

    /// An object of the same kind that nothing uses.
    func makeIdle(_ name: String, in scene: TestHost) async throws {
        switch kind {
        case .container: try await scene.createContainer(name)
        case .image: try await scene.image("\(name):1")
        case .volume: try await scene.volumes(name)
        case .network: try await scene.networks([name])
        }
    }

    static let all = volumes + networks + images + containers
}

extension UseRow {
    private static let volumes = [
        UseRow(.mount, of: .volume, "a mount") { scene, object in
            try await scene.volumes(object.name)
            return data(of: object, ["--mount", "type=volume,source=\(object.name),target=/data"])
        },
        UseRow(.bind, of: .volume, "a bind of its folder") { scene, object in
            try await scene.volumes(object.name)
            return data(of: object, ["--volume", "\(try await scene.mountpoint(object.name)):/data"])
        },
        UseRow(.bind, of: .volume, "a bind of a file in it") { scene, object in
            try await scene.volumes(object.name)
            let file = try await scene.mountpoint(object.name) + "/content"
            return data(of: object, ["--volume", "\(file):/data/content"])
        },
        UseRow(.bind, of: .volume, "a bind of a link to its folder") { scene, object in
            try await scene.volumes(object.name)
            let link = scene.workspace.path("link-\(object.name)")
            let folder = try await scene.mountpoint(object.name)
            try FileManager.default.createSymbolicLink(atPath: link, withDestinationPath: folder)
            return data(of: object, ["--volume", "\(link):/data"])
        },
        UseRow(.volumesFrom, of: .volume, "all volumes of a container that mounts it") { scene, object in
            try await scene.volumes(object.name)
            try await scene.createContainer("donor-\(object.name)", "--volume", "\(object.name):/data")
            return data(of: object, ["--volumes-from", "donor-\(object.name):ro"])
        },
        UseRow(.device, of: .volume, "a volume whose device is its folder") { scene, object in
            try await scene.volumes(object.name)
            let device = "device=\(try await scene.mountpoint(object.name))"
            return data(of: object, try await over(object, ["type=none", "o=bind", device], in: scene))
        },
        UseRow(.device, of: .volume, "a volume whose mount options name its folder") { scene, object in
            try await scene.volumes(object.name)
            let empty = scene.workspace.path("empty")
            try FileManager.default.createDirectory(atPath: empty, withIntermediateDirectories: true)
            let layers = "o=lowerdir=\(empty):\(try await scene.mountpoint(object.name))"
            return data(of: object, try await over(object, ["type=overlay", "device=overlay", layers], in: scene))
        },
    ]

    private static func data(of object: Object, _ options: [String]) -> Given {
        Given(options: options, path: "/data/content", holds: "/volumes/\(object.name)")
    }

    /// Makes a volume with driver options, and gives the options of a container that mounts it.
    private static func over(_ object: Object, _ options: [String], in scene: TestHost) async throws -> [String] {
        let name = "over-\(object.name)"
        try await scene.engine.docker(["volume", "create"] + options.flatMap { ["--opt", $0] } + [name])
        return ["--volume", "\(name):/data"]
    }
}

extension UseRow {
    /// The proof that a container uses a network is its address in that network.
    private static let networks = [
        UseRow(.networkMode, of: .network, "the network that a container was made in") { scene, object in
            try await makeNetwork(object.name, [], object, in: scene)
            return attached(to: object, ["--network", object.name])
        },
        UseRow(.endpoint, of: .network, "a network that a container was connected to") { scene, object in
            try await makeNetwork(object.name, [], object, in: scene)
            return attached(to: object, []) { scene, user in
                try await scene.engine.docker("network", "connect", object.name, user)
            }
        },
        UseRow(.configFrom, of: .network, "a network that takes its settings from it") { scene, object in
            try await makeNetwork(object.name, ["--config-only"], object, in: scene)
            let lan = "lan-\(object.name)"
            try await scene.engine.docker("network", "create", "--config-from", object.name, lan)
            return attached(to: object, ["--network", lan])
        },
        UseRow(.parent, of: .network, "a network of another driver that lies on its bridge") { scene, object in
            let id = try await scene.engine.docker("network", "create", object.name)
            let lan = "lan-\(object.name)"
            try await makeNetwork(
                lan,
                ["--driver", "macvlan", "--opt", "parent=br-\(id.prefix(12))"],
                object,
                in: scene
            )
            return attached(to: object, ["--network", lan])
        },
    ]

    private static func addressStart(_ object: Object) -> String { "10.214.\(object.number)." }

    private static func makeNetwork(
        _ name: String,
        _ options: [String],
        _ object: Object,
        in scene: TestHost
    ) async throws {
        let subnet = ["--subnet", "\(addressStart(object))0/24"]
        try await scene.engine.docker(["network", "create"] + subnet + options + [name])
    }

    private static func attached(
        to object: Object,
        _ options: [String],
        afterwards: @escaping @Sendable (TestHost, String) async throws -> Void = { _, _ in }
    ) -> Given {
        Given(options: options, path: "/etc/hosts", holds: addressStart(object), afterwards: afterwards)
    }
}

extension UseRow {
    private static let images = [
        UseRow(.createdFrom, of: .image, "the tag that a container was made from") { scene, object in
            try await scene.image("\(object.name):1")
            return runs("\(object.name):1", madeAs: object)
        },
        UseRow(.runs, of: .image, "another tag of the image that a container runs, whose own has moved on") {
            scene,
            object in
            let own = "app-\(object.name):1"
            try await scene.image(own)
            return Given(image: own, path: "/etc/image-name", holds: own) { scene, _ in
                try await scene.engine.docker("tag", own, "\(object.name):1")
                try await scene.image(own)
            }
        },
        UseRow(.reference, of: .image, "an image that a container was made from by its ID") { scene, object in
            runs(try await scene.image("\(object.name):1"), madeAs: object)
        },
        UseRow(.reference, of: .image, "an image that a container knows by 12 digits only") { scene, object in
            let id = try await scene.image("\(object.name):1")
            return runs(String(id.dropFirst("sha256:".count).prefix(12)), madeAs: object)
        },
    ]

    private static func runs(_ reference: String, madeAs object: Object) -> Given {
        Given(image: reference, path: "/etc/image-name", holds: "\(object.name):1")
    }

    /// For an Engine of API 1.48 or newer.
    static let imageMounts = [
        UseRow(.imageMount, of: .image, "a mount of the image") { scene, object in
            try await scene.image("\(object.name):1")
            return mounts("\(object.name):1", of: object)
        },
        UseRow(.imageMount, of: .image, "a mount of the image by its ID") { scene, object in
            mounts(try await scene.image("\(object.name):1"), of: object)
        },
    ]

    private static func mounts(_ reference: String, of object: Object) -> Given {
        let options = ["--mount", "type=image,source=\(reference),target=/data"]
        return Given(options: options, path: "/data/etc/image-name", holds: "\(object.name):1")
    }
}

extension UseRow {
    private static let containers = [
        UseRow(.namespace, of: .container, "a network namespace") { scene, object in
            try await scene.runContainer(object.name, "--hostname", object.name)
            return Given(options: ["--network", "container:\(object.name)"], path: "/etc/hosts", holds: object.name)
        },
        UseRow(.namespace, of: .container, "a process namespace") { scene, object in
            try await scene.runContainer(object.name, "--env", "OWNER=\(object.name)")
            return Given(options: ["--pid", "container:\(object.name)"], path: "/proc/1/environ", holds: object.name)
        },
        UseRow(.namespace, of: .container, "shared memory") { scene, object in
            try await scene.runContainer(object.name, "--ipc", "shareable")
            try await scene.engine.docker("exec", object.name, "sh", "-c", "echo \(object.name) > /dev/shm/note")
            return Given(options: ["--ipc", "container:\(object.name)"], path: "/dev/shm/note", holds: object.name)
        },
        UseRow(.namespace, of: .container, "a link") { scene, object in
            try await scene.runContainer(object.name)
            return Given(options: ["--link", "\(object.name):database"], path: "/etc/hosts", holds: "database")
        },
        UseRow(.volumesFrom, of: .container, "all its volumes") { scene, object in
            let volume = "data-\(object.name)"
            try await scene.volumes(volume)
            try await scene.createContainer(object.name, "--volume", "\(volume):/data")
            return Given(
                options: ["--volumes-from", "\(object.name):ro"],
                path: "/data/content",
                holds: "/volumes/\(volume)"
            )
        },
    ]
}
