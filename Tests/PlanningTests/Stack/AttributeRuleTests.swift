import CoreTestSupport
import Domain
import Planning
import Testing

/// What silence means for every attribute, and what the Engine changes in place.
@Suite struct `Attributes of a container` {
    private static let whole: Set<AttributeFamily> = [.image, .state, .containerName]
    private static let ofOthers: Set<AttributeFamily> = [
        .driver, .driverOption, .isInternal, .attachable, .enableIPv6, .subnet,
    ]
    /// What an update sends to change it.
    private static let updated: [AttributeFamily: [String]] = [
        .restart: ["RestartPolicy"], .memory: ["Memory", "MemorySwap"], .memorySwap: ["MemorySwap"],
        .memoryReservation: ["MemoryReservation"], .cpus: ["NanoCpus"], .cpuShares: ["CpuShares"],
        .cpuQuota: ["CpuQuota"], .cpuPeriod: ["CpuPeriod"], .cpuRealtimePeriod: ["CpuRealtimePeriod"],
        .cpuRealtimeRuntime: ["CpuRealtimeRuntime"], .cpusetCPUs: ["CpusetCpus"], .cpusetMemory: ["CpusetMems"],
        .pidsLimit: ["PidsLimit"], .blkio: ["BlkioWeight"],
    ]
    private static let inPlace = Set(updated.keys).union([.network])
    /// What an image may give.
    private static let ofImages: Set<AttributeFamily> = [
        .command, .entrypoint, .environment, .label, .exposedPort, .user, .workingDirectory, .healthcheck, .stopSignal,
    ]
    private static let compared = AttributeFamily.allCases.filter { !whole.contains($0) && !ofOthers.contains($0) }

    /// A key of the family; those with members get one.
    private static func key(_ family: AttributeFamily) -> AttributeKey {
        switch family {
        case .environment, .label, .exposedPort, .healthcheck, .port, .mount, .device, .sysctl, .ulimit, .logOption,
            .extraHost, .securityOption, .storageOption, .network, .content, .driverOption, .subnet:
            AttributeKey(family, "member")
        case .blkio: AttributeKey(family, "weight")
        default: AttributeKey(family)
        }
    }

    private func plan(
        _ wanted: [AttributeKey: String],
        _ observed: [AttributeKey: String],
        image: [AttributeKey: String]? = [:],
        spec: (then: String, now: String)? = nil,
        beside other: [AttributeKey: String] = [:]
    ) -> StackPlanned {
        let labels: JSON = spec.map { ["reconcile.spec": .string($0.now)] } ?? [:]
        let limits = UpdateMember.allCases.map { JSON.Member($0.rawValue, 7) }
        return StackPlanned(
            Fixture.host(
                [
                    Fixture.member("web", attributes: observed, specDigest: spec?.then),
                    Fixture.member("other", attributes: other),
                ],
                images: [Fixture.image("busybox:1", defaults: image.map { AttributeSet($0) })]
            ),
            Fixture.stack([
                Fixture.desired("web", attributes: wanted, body: ["HostConfig": .object(limits), "Labels": labels])
            ])
        )
    }

    @Test(arguments: AttributeFamily.allCases)
    func `silence on both sides and equal values are no difference`(family: AttributeFamily) {
        let key = Self.key(family)
        #expect(plan([:], [:]).lines.isEmpty)
        #expect(plan([key: "7"], [key: "7"]).lines.isEmpty)
    }

    @Test(arguments: compared.filter { $0 != .content })
    func `another value is a difference, in place where the Engine can`(family: AttributeFamily) {
        let key = Self.key(family)
        let isInPlace = Self.inPlace.contains(family)
        let action = plan([key: "7"], [key: "8"]).result.plan.actions.first
        #expect(action?.changes.map(\.attribute) == [key])
        #expect(action?.changes.first?.effect == (isInPlace ? .inPlace : .replace))
        #expect(action?.kind == (isInPlace ? .update : .replace))
    }

    /// A change in place without a step would be planned again and again.
    @Test(arguments: compared.filter(inPlace.contains))
    func `what changes in place has a step that sends it`(family: AttributeFamily) {
        let key = Self.key(family)
        let steps = plan([key: "7"], [key: "8"]).action("web")?.steps ?? []
        #expect(steps.map(\.operation) == [family == .network ? .connectNetwork : .updateContainer])
        #expect(family == .network || steps.first?.body?.members?.map(\.key) == Self.updated[family])
    }

    @Test func `each member of an update belongs to a family`() {
        #expect(Set(Self.updated.values.joined()) == Set(UpdateMember.allCases.map(\.rawValue)))
    }

    @Test func `a limit of one device takes a new container`() {
        let key = AttributeKey(.blkio, "read_bps./dev/sda")
        #expect(plan([key: "7"], [key: "8"]).action("web")?.kind == .replace)
    }

    @Test(arguments: compared.filter { $0 != .network })
    func `what an image gives is right where the stack is silent`(family: AttributeFamily) {
        let key = Self.key(family)
        let planned = plan([:], [key: "7"], image: [key: "7"])
        let isFree = Self.ofImages.contains(family) || [.mount, .macAddress, .content].contains(family)
        #expect(planned.lines.isEmpty == isFree)
    }

    /// Engines return these exactly as they were sent, so another value was set by somebody, whatever the labels say.
    private static let kept: Set<AttributeFamily> = [
        .command, .entrypoint, .environment, .label, .exposedPort, .port, .mount, .user, .workingDirectory, .hostname,
        .domainname, .stopSignal, .tty, .stdinOpen, .capAdd, .capDrop, .device, .extraHost, .dns, .dnsSearch,
        .dnsOption, .groupAdd, .privileged, .readOnly,
    ]

    /// A value that neither file nor image wants: it was removed from the file or added on the host, and only a new
    /// container lacks it.
    @Test(arguments: compared.filter { ![.macAddress, .content, .network, .cgroupNamespace].contains($0) })
    func `what nobody asked for is a difference`(family: AttributeFamily) {
        let key = Self.key(family)
        let planned = plan([:], [key: "7"])
        #expect(planned.changes("web") == [key.description])
        #expect(planned.action("web")?.kind == (family == .restart ? .update : .replace))
    }

    @Test(arguments: [AttributeFamily.shmSize, .ipc, .logDriver, .logOption, .runtime, .ulimit, .cgroupNamespace])
    func `what another container has too may be the daemon's default`(family: AttributeFamily) {
        let key = Self.key(family)
        #expect(plan([:], [key: "7"], beside: [key: "7"]).lines.isEmpty)
        #expect(!plan([:], [key: "7"], beside: [key: "8"]).lines.isEmpty)
    }

    @Test(arguments: compared.filter { ![.macAddress, .content].contains($0) && !inPlace.contains($0) })
    func `of a container made from this very file, what the Engine does not keep as sent is its making`(
        family: AttributeFamily
    ) {
        let key = Self.key(family)
        let isOfOthers =
            [AttributeFamily.networkMode, .ipc, .pid, .volumesFrom, .link].contains(family)
            || Self.kept.contains(family)
        #expect(plan([:], [key: "7"], spec: ("v1:a", "v1:a")).lines.isEmpty != isOfOthers)
        let untaken = plan([key: "7"], [:], spec: ("v1:a", "v1:a"))
        #expect(untaken.lines.isEmpty != isOfOthers)
        let isTold = untaken.omissions.contains { $0.hasPrefix("container/web: ") && $0.hasSuffix("take \(key)") }
        #expect(isTold != isOfOthers)
        #expect(!plan([key: "7"], [:], spec: ("v1:a", "v1:b")).lines.isEmpty)
    }

    @Test func `proxies of docker's own configuration are no difference`() {
        let proxies = [AttributeKey(.environment, "HTTP_PROXY"): "7", AttributeKey(.environment, "no_proxy"): "8"]
        #expect(plan([:], proxies).lines.isEmpty)
        #expect(!plan([AttributeKey(.environment, "HTTP_PROXY"): "6"], proxies).lines.isEmpty)
    }

    @Test func `an entrypoint of its own drops the image's command, an empty one keeps it`() {
        let image = [AttributeKey(.command): "c", AttributeKey(.entrypoint): "e"]
        let (command, entrypoint) = (AttributeKey(.command), AttributeKey(.entrypoint))
        #expect(plan([entrypoint: "x"], [entrypoint: "x"], image: image).lines.isEmpty)
        #expect(plan([entrypoint: "[]"], [command: "c"], image: image).lines.isEmpty)
        #expect(plan([:], image, image: image).lines.isEmpty)
        #expect(plan([:], [entrypoint: "e"], image: image).changes("web") == ["command"])
    }

    @Test func `swap of twice the memory or of no limit is what the Engine chose`() {
        let memory = AttributeKey(.memory)
        for swap in ["2000", "-1"] {
            #expect(plan([memory: "1000"], [memory: "1000", AttributeKey(.memorySwap): swap]).lines.isEmpty)
        }
        let moved = plan([memory: "1000"], [memory: "1000", AttributeKey(.memorySwap): "3000"])
        #expect(moved.changes("web") == ["memory_swap"])
        #expect(moved.action("web")?.kind == .update)
    }

    @Test func `processors in 32-bit floating point are the same`() {
        #expect(plan([AttributeKey(.cpus): "0.129"], [AttributeKey(.cpus): "0.128999992"]).lines.isEmpty)
        #expect(plan([AttributeKey(.cpus): "0.129"], [AttributeKey(.cpus): "0.128"]).lines.count == 1)
    }

    @Test func `the Engine's own host name, label and signal are no difference`() {
        let mode = [AttributeKey(.networkMode): "host"]
        #expect(plan(mode, mode.merging([AttributeKey(.hostname): "machine"]) { $1 }).lines.isEmpty)
        let open = [AttributeKey(.privileged): "true"]
        #expect(plan(open, open.merging([AttributeKey(.securityOption, "label"): "disable"]) { $1 }).lines.isEmpty)
        #expect(plan([:], [AttributeKey(.stopSignal): "SIGTERM"]).lines.isEmpty)
        #expect(plan([AttributeKey(.healthcheck, "test"): "NONE"], [:]).lines.isEmpty)
        #expect(plan([AttributeKey(.restart): "no"], [:]).lines.isEmpty)
    }

    @Test func `published ports are exposed, and volumes of the image or of other containers are no difference`() {
        let port = AttributeKey(.port, "80/tcp")
        let exposed = AttributeKey(.exposedPort, "80/tcp")
        #expect(plan([port: ":80"], [port: ":80", exposed: "exposed"]).lines.isEmpty)
        let mount = AttributeKey(.mount, "/data")
        #expect(plan([:], [:], image: [mount: "volume (anonymous) rw"]).lines.isEmpty)
        #expect(plan([:], [mount: "volume other rw"], image: [mount: "volume (anonymous) rw"]).lines.count == 1)
        let from = [AttributeKey(.volumesFrom): "db"]
        #expect(plan(from, from.merging([mount: "volume other rw"]) { $1 }).lines.isEmpty)
    }

    @Test func `of an image that is not known, only what is asked for is compared`() {
        let (user, variable) = (AttributeKey(.user), AttributeKey(.environment, "A"))
        #expect(plan([:], [user: "7", variable: "8"], image: nil).lines.isEmpty)
        #expect(plan([user: "6"], [user: "7"], image: nil).lines.count == 1)
    }

    @Test func `an edited file is a difference behind a read-only mount alone`() {
        let (mount, content) = (AttributeKey(.mount, "/c"), AttributeKey(.content, "/c"))
        let readOnly = plan([mount: "bind /c ro", content: "1"], [mount: "bind /c ro", content: "2"])
        #expect(readOnly.changes("web") == ["content./c"])
        let writable = plan([mount: "bind /c rw", content: "1"], [mount: "bind /c rw", content: "2"])
        #expect(writable.lines.isEmpty)
        #expect(writable.omissions.contains { $0.contains("/c") })
        #expect(plan([mount: "bind /c ro", content: "1"], [mount: "bind /c ro"]).lines.isEmpty)
    }

    @Test func `a value that holds a digest is not shown`() {
        let key = AttributeKey(.network, "front")
        let sealed = "aliases=a driver_opts=hmac-sha256:12"
        #expect(plan([key: "connected"], [key: sealed]).action("web")?.changes.first?.before == "(sealed)")
    }
}
