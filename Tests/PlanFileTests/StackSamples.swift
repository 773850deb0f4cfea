import Domain

/// The actions of a small stack, valid as they stand and together.
enum StackSamples {
    static let all = [pull, volume, network, create, update, start, replace, restore, forgotten]

    static let pull = absent(
        .pull,
        Address(.image, "odoo:18.0-2"),
        [.pullImage(reference: "odoo:18.0-2", platform: "linux/amd64")]
    )
    static let volume = absent(.create, Address(.volume, "data"), [.createVolume(name: "data", body: labels)])
    static let network = absent(.create, Address(.network, "back"), [.createNetwork(name: "back", body: labels)])

    /// `web`, made after `db` is well, from the image that the plan pulls.
    static let create = absent(
        .create,
        Address(.container, "web"),
        [
            .waitContainer(.pinned(id: "db-id"), until: .healthy, seconds: 300),
            .createContainer(
                name: "web",
                reference: "odoo:18.0-2",
                imageID: nil,
                platform: nil,
                body: body("odoo:18.0-2")
            ),
            .connectNetwork(network: "back", container: .created(name: "web"), endpoint: [:]),
            .startContainer(.created(name: "web")),
            .waitContainer(.created(name: "web"), until: .running(stableSeconds: 1), seconds: 60),
        ],
        after: [pull.address, network.address]
    )

    static let update = pinned(
        .update,
        container("mail", "mail-id"),
        [
            .updateContainer(id: "mail-id", body: ["Memory": 536_870_912, "MemorySwap": -1]),
            .disconnectNetwork(network: "old", networkID: "n1", container: "mail-id"),
            .connectNetwork(network: "back", container: .pinned(id: "mail-id"), endpoint: [:]),
        ],
        changes: [
            .init(
                attribute: AttributeKey(.memory),
                before: "268435456",
                after: "536870912",
                effect: .inPlace,
                cause: .host
            ),
            .init(attribute: AttributeKey(.network, "back"), before: nil, after: "", effect: .inPlace, cause: .file),
        ],
        after: [network.address]
    )

    static let start = pinned(
        .start,
        container("cron", "cron-id", isAlive: false),
        [
            .waitContainer(.created(name: "web"), until: .running(stableSeconds: 1), seconds: 60),
            .startContainer(.pinned(id: "cron-id")),
            .waitContainer(.pinned(id: "cron-id"), until: .healthy, seconds: 300),
        ],
        after: [create.address]
    )

    static let oldID = "0123456789abcdef"

    static let replace = pinned(
        .replace,
        container("proxy", oldID),
        [
            .waitContainer(.created(name: "web"), until: .running(stableSeconds: 1), seconds: 60),
            .updateContainer(id: oldID, body: ["RestartPolicy": ["Name": "no"]]),
            .stopContainer(id: oldID, graceSeconds: nil, removesItself: false),
            .renameContainer(id: oldID, from: "proxy", to: "0123456789ab_proxy"),
            .createContainer(
                name: "proxy",
                reference: "nginx:1",
                imageID: "sha256:bb",
                platform: nil,
                body: body("nginx:1")
            ),
            .connectNetwork(network: "back", container: .created(name: "proxy"), endpoint: [:]),
            .startContainer(.created(name: "proxy")),
            .waitContainer(.created(name: "proxy"), until: .healthy, seconds: 300),
            .removeContainer(id: oldID),
        ],
        changes: [
            .init(
                attribute: AttributeKey(.environment, "TZ"),
                before: "UTC",
                after: "(sealed)",
                effect: .replace,
                cause: .file
            )
        ],
        after: [create.address]
    )

    static let restore = pinned(
        .restore,
        container("fedcba987654_queue", "fedcba9876543210"),
        address: Address(.container, "queue"),
        [
            .renameContainer(id: "fedcba9876543210", from: "fedcba987654_queue", to: "queue"),
            .updateContainer(id: "fedcba9876543210", body: ["RestartPolicy": ["Name": "always"]]),
            .startContainer(.pinned(id: "fedcba9876543210")),
        ]
    )

    /// A replacement's old container whose successor runs.
    static let forgotten = pinned(
        .delete,
        container("aaaaaaaaaaaa_old", "aaaaaaaaaaaabbbb", isAlive: false),
        [.removeContainer(id: "aaaaaaaaaaaabbbb")],
        reason: .setAside
    )
}
