import CoreTestSupport
import Domain
import Foundation
import Inventory
import Testing

struct Seedling { let name: String; let ssot: String; let host: ObservedHost; var memory = Memory.none; var guardRules: [ProtectionRule] = [] }

let owners = """
docker_staging_ssot:
  env: "staging"
  host: "staging-1"

  odoo_staging:
    working_directory: "/opt/odoo"
    source_of_truth: "sandbox/staging/docker-compose.yml"

  allowed_containers:
    - name: "odoo-staging"
      role: "odoo_app"
    - name: "odoo-staging-db"
      role: "postgres"

  allowed_images:
    - repo: "odoo"
      tag: "18.0-*"
    - repo: "postgres"
      tag: "16-alpine"

  allowed_volumes:
    - "odoo-staging-db-data"
    - "odoo-staging-filestore"

  networks:
    - "odoo-staging-network"

  protection_rules:
    keep_named_prefixes: ["odoo-db-sgp1"]
    safe_to_delete_patterns:
      - "*/docker-extension*"
      - "mcp/*"
      - "test-*"
      - "tmp-*"

"""
let ages = """
    delete_unnamed_older_than_days: 14

  cleanup_policy:
    max_unused_image_age_days: 14
    max_unused_volume_age_days: 30

"""
let ours = ObservedLabels(composeProject: "staging", isOurs: true)
let stackContainers = [
    Fixture.container("odoo-staging", image: "odoo:18.0-1", state: .running, labels: ours, volumes: ["staging_odoo-staging-filestore"], networks: [Fixture.attached("staging_odoo-staging-network")]),
    Fixture.container("odoo-staging-db", image: "postgres:16-alpine", state: .running, labels: ours, volumes: ["staging_odoo-staging-db-data"], networks: [Fixture.attached("staging_odoo-staging-network")]),
]
let stackImages = [Fixture.image("odoo:18.0-1"), Fixture.image("postgres:16-alpine", digests: ["postgres@sha256:16"])]
let stackVolumes = ["staging_odoo-staging-filestore", "staging_odoo-staging-db-data"].map { Fixture.volume($0, labels: ours) }
let stackNetworks = [Fixture.network("staging_odoo-staging-network", labels: ours)] + ["bridge", "host", "none"].map { Fixture.network($0) }
func stack(_ c: [ObservedContainer] = [], _ i: [ObservedImage] = [], _ v: [ObservedVolume] = [], _ n: [ObservedNetwork] = [], _ x: [ObservedHost.IncompleteResource] = []) -> ObservedHost {
    Fixture.host(stackContainers + c, images: stackImages + i, volumes: stackVolumes + v, networks: stackNetworks + n, incomplete: x)
}
let withStackOwners = owners.replacingOccurrences(of: "  odoo_staging:\n    working_directory: \"/opt/odoo\"\n    source_of_truth: \"sandbox/staging/docker-compose.yml\"\n", with: "  stack:\n    working_directory: \"/opt/odoo\"\n    source_of_truth: \"sandbox/staging/docker-compose.yml\"\n    project: \"staging\"\n")
func once(_ a: String) -> Memory.Protected { Memory.Protected(address: Address(parsing: a) ?? Address(.volume, "x"), id: "gone", rule: DecidingRule(.keepNamedPrefix, pattern: "old-", origin: .file(Fixture.at(9))), first: Fixture.days(ago: 90)) }

let seedlings: [Seedling] = [
    .init(name: "a clean host needs nothing", ssot: owners, host: stack()),
    .init(name: "only experiments go beside the stack and production", ssot: owners, host: stack(
        [
            Fixture.container("prod-shop", image: "shop:5", state: .running, labels: .init(composeProject: "shop"), volumes: ["shop_data"], networks: [Fixture.attached("shop_default")]),
            Fixture.container("ipai_dev_n8n", image: "n8nio/n8n:latest", state: .running, volumes: ["ipai_dev_n8n_data"]),
            Fixture.container("mcp-coordinator", image: "coordinator:1", state: .running),
            Fixture.container("test-import", image: "test-importer:3", state: .running, volumes: ["test-import-data"], networks: [Fixture.attached("test-import-net")]),
            Fixture.container("latest-odoo", image: "odoo:18.0-1"), Fixture.container("test-prod-copy", image: "shop:5"),
        ],
        [Fixture.image("shop:5", digests: ["shop@sha256:5"]), Fixture.image("n8nio/n8n:latest"), Fixture.image("coordinator:1"), Fixture.image("test-importer:3"), Fixture.image("ghcr.io/acme/ipai-web:1"), Fixture.image("nginx:stable-alpine")],
        ["shop_data", "ipai_dev_n8n_data", "test-import-data", "unstable-cache"].map { Fixture.volume($0) } + [Fixture.volume("test-nfs", options: ["device", "o", "type"])],
        ["shop_default", "test-import-net"].map { Fixture.network($0) })),
    .init(name: "a stop is the delete of a container that removes itself", ssot: owners, host: stack([
        Fixture.container("test-once", state: .running, volumes: ["cache"], autoRemove: true, stopTimeout: 45),
        Fixture.container("test-anonymous", state: .running, volumes: [Fixture.id("anonymous")], autoRemove: true),
    ], [], [Fixture.volume("cache"), Fixture.volume(Fixture.id("anonymous"))])),
    .init(name: "tags go one by one and the image with its last", ssot: owners, host: stack(
        [Fixture.container("runner", image: "test-tool:1", state: .running), Fixture.container("by-id", image: Fixture.imageID("tmp-a:1"), imageID: Fixture.imageID("tmp-a:1"))],
        [
            Fixture.image("test-all:1", "test-all:2", "tmp-all:1"), Fixture.image("test-tool:1", "test-tool:2"), Fixture.image("tmp-a:1", "tmp-a:2"),
            Fixture.image("test-base:1"), Fixture.image("web:1", parent: Fixture.imageID("test-base:1")),
            Fixture.image("tmp-base:1"), Fixture.image("tmp-child:1", parent: Fixture.imageID("tmp-base:1")),
            Fixture.image("prod-web:1", "test-web:1"), Fixture.image("mcp/time:1", digests: ["elsewhere/time@sha256:1"]),
        ])),
    .init(name: "a fresh ledger deletes nothing by age", ssot: owners + ages, host: stack([], [Fixture.image("test-i:1"), Fixture.image(id: "sha256:unnamed")], [Fixture.volume("test-v")]), memory: Memory()),
    .init(name: "what was unused for long enough goes", ssot: owners + ages, host: stack([], [Fixture.image("test-i:1"), Fixture.image("test-young:1"), Fixture.image(id: "sha256:unnamed")], [Fixture.volume("test-v"), Fixture.volume("test-orphan")]), memory: Memory(
        imageUnusedSince: [Fixture.imageID("test-i:1"): Fixture.days(ago: 14), Fixture.imageID("test-young:1"): Fixture.days(ago: 14, seconds: 1), "sha256:unnamed": Fixture.days(ago: 20)],
        volumeUnusedSince: ["test-v": Fixture.days(ago: 31), "test-orphan": Fixture.days(ago: 31)], volumeLostUser: ["test-orphan": Fixture.days(ago: 29)])),
    .init(name: "a release ends what only memory protects", ssot: owners + """

  release:
    - address: "volume/test-old"
      reason: "moved to the new database"
      until: "2035-01-01"

""", host: stack([], [], [Fixture.volume("test-old"), Fixture.volume("test-older")]), memory: Memory(protected: [once("volume/test-old"), once("volume/test-older")])),
    .init(name: "more than the limit is refused with the line that would allow it", ssot: owners + """

  limits:
    max_deletes: 3
    max_delete_percent: 30

""", host: stack([], [], (0..<9).map { Fixture.volume($0 < 4 ? "test-\($0)" : "data-\($0)") })),
    .init(name: "a host without our containers is refused", ssot: owners, host: Fixture.host((0..<5).map { Fixture.container("app-\($0)") }, volumes: [Fixture.volume("test-v")])),
    .init(name: "what production shares with the stack stays", ssot: owners, host: stack([
        Fixture.container("prod-proxy", image: "odoo:18.0-1", state: .running, volumes: ["test-certs"], networks: [Fixture.attached("staging_odoo-staging-network")]),
        Fixture.container("test-probe", networks: [Fixture.attached("staging_odoo-staging-network")]),
    ], [], [Fixture.volume("test-certs")])),
    .init(name: "a namespace keeps its owner and all that the owner uses", ssot: owners, host: stack([
        Fixture.container("test-net", state: .running, volumes: ["test-held"]), Fixture.container("sidecar", state: .running, sharing: Fixture.containerID("test-net")),
        Fixture.container("test-a", state: .running), Fixture.container("test-b", state: .running, sharing: "test-a"),
    ], [], [Fixture.volume("test-held")])),
    .init(name: "the guard file of the host protects what the SSOT calls safe", ssot: owners, host: stack([Fixture.container("test-steward", volumes: ["test-steward-data"])], [], [Fixture.volume("test-steward-data"), Fixture.volume("test-other")]), guardRules: [Fixture.guardRule("test-steward")]),
]

@Test func generate() throws {
    for s in seedlings {
        let folder = "\(Scenario.folder)/\(s.name)"
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        let ssot = withStackOwners.isEmpty ? s.ssot : s.ssot.replacingOccurrences(of: owners, with: withStackOwners)
        try Files.write(Array(ssot.utf8), to: "\(folder)/ssot.yaml")
        try Files.write(SnapshotFile.write(Snapshot(host: s.host, memory: s.memory, guardRules: s.guardRules, digestKeyID: "key-1")), to: "\(folder)/observed.json")
        try Files.write([], to: "\(folder)/plan.txt")
    }
}
