import Domain

/// A container as the Engine reports it, with the paths that it binds: the volumes at those paths are found later,
/// among all volumes.
struct WireContainer: Sendable {
    struct Bind: Sendable, Hashable {
        let source: String
        let destination: String
    }

    let container: ObservedContainer
    let binds: [Bind]
    /// The process ID of the container's main process on the Engine's machine; `nil` where it does not run or was not
    /// inspected.
    let process: Int?
}

/// The mounts of a container: those that the Engine lists under `Mounts`, and those that only the create request shows.
struct MountsWire {
    private(set) var mounts: [ObservedContainer.Mount] = []
    private(set) var images: [String] = []
    private(set) var binds: [WireContainer.Bind] = []

    /// `request`: `HostConfig`, where it was inspected.
    init(_ object: WireObject, request: WireObject? = nil) throws(FieldFault) {
        for mount in try object.objects("Mounts") { try add(mount) }
        if let request { try add(request: request) }
        mounts.sort()
        images.sort { $0.precedesInBytes($1) }
    }

    private mutating func add(_ mount: WireObject) throws(FieldFault) {
        let type = try mount.required("Type")
        let destination = try mount.string("Destination")
        let name = try mount.string("Name")
        if type == "volume", name.isEmpty { throw mount.fault("Name") }
        switch type {
        case "bind": binds.append(.init(source: try mount.string("Source"), destination: destination))
        case "image": images.append(name.isEmpty ? try mount.string("Source") : name)
        default: break
        }
        // A mount of any other type with a name, such as `cluster`, uses the volume of that name.
        let volume = name.isEmpty || type == "bind" || type == "image" ? nil : name
        mounts.append(.init(type: type, volume: volume, destination: destination))
    }

    /// `Binds` and `Mounts` of the create call: an Engine may report no others for a container that was never started.
    private mutating func add(request: WireObject) throws(FieldFault) {
        for text in try request.strings("Binds") {
            let parts = text.utf8.split(separator: UInt8(ascii: ":"), omittingEmptySubsequences: false)
            guard parts.count > 1 else { continue }
            add(asked: String(Substring(parts[0])), at: String(Substring(parts[1])), type: nil)
        }
        for mount in try request.objects("Mounts") {
            add(asked: try mount.string("Source"), at: try mount.string("Target"), type: try mount.string("Type"))
        }
    }

    private mutating func add(asked source: String, at destination: String, type: String?) {
        let isTold = mounts.contains { $0.destination.hasSameBytes(as: destination) }
        guard !isTold, !source.isEmpty else { return }
        let isPath = source.hasBytePrefix("/")
        let type = type ?? (isPath ? "bind" : "volume")
        if isPath { binds.append(.init(source: source, destination: destination)) }
        if type == "image" { images.append(source) }
        let isVolume = type == "volume" || type == "cluster"
        mounts.append(.init(type: type, volume: isVolume ? source : nil, destination: destination))
    }
}
