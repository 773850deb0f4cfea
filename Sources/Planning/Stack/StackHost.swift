internal import Classification
internal import Domain

/// An observed host as a stack looks at it: by the names that the stack uses.
struct StackHost {
    let classified: ClassifiedHost
    let desired: DesiredStack
    private let byName: [String: ObservedContainer]
    private let byID: [String: ObservedContainer]
    private let networkIDs: [String: [String]]
    private let volumeNames: Set<String>
    private let imageIDs: [String: String]
    private let images: [String: ObservedImage]
    private let verdicts: [String: ClassifiedResource]

    init(_ classified: ClassifiedHost, _ desired: DesiredStack) {
        let host = classified.host
        self.classified = classified
        self.desired = desired
        let named = host.containers.flatMap { container in container.names.map { ($0, container) } }
        byName = Dictionary(named, uniquingKeysWith: { first, _ in first })
        byID = Dictionary(host.containers.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
        networkIDs = Dictionary(grouping: host.networks, by: \.name).mapValues { $0.map(\.id) }
        volumeNames = Set(host.volumes.map(\.name))
        let tags = host.images.flatMap { image in image.tags.map { (ImageReference($0).familiar, image.id) } }
        let digests = host.images.flatMap { image in image.digests.map { (StackHost.digestKey($0), image.id) } }
        let ids = host.images.map { ($0.id, $0.id) }
        imageIDs = Dictionary(tags + digests + ids, uniquingKeysWith: { first, _ in first })
        let judged = classified.resources.filter { $0.address.kind == .container }
        verdicts = Dictionary(judged.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
        images = Dictionary(host.images.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
    }

    var containers: [ObservedContainer] { classified.host.containers }

    func container(named name: String) -> ObservedContainer? { byName[name] }

    func container(withID id: String) -> ObservedContainer? { byID[id] }

    func network(named name: String) -> ObservedNetwork? {
        classified.host.networks.first { $0.name.hasSameBytes(as: name) }
    }

    func isAmbiguous(network name: String) -> Bool { (networkIDs[name]?.count ?? 0) > 1 }

    func volume(named name: String) -> ObservedVolume? {
        classified.host.volumes.first { $0.name.hasSameBytes(as: name) }
    }

    func hasVolume(_ name: String) -> Bool { volumeNames.contains(name) }

    /// The image that a reference stands for here and now.
    func imageID(of reference: String) -> String? {
        reference.contains("@")
            ? imageIDs[StackHost.digestKey(reference)]
            : imageIDs[reference] ?? imageIDs[ImageReference(reference).familiar]
    }

    /// What the image gives a container that is silent.
    func defaults(of container: ObservedContainer) -> AttributeSet { images[container.imageID]?.defaults ?? .empty }

    /// By the object's ID: a renamed container has another address.
    func verdict(on container: ObservedContainer) -> ClassifiedResource? { verdicts[container.id] }

    /// The container that a set-aside name says it was: its own ID stands before it.
    static func nameBeforeSetAside(_ container: ObservedContainer) -> String? {
        let prefix = "\(container.id.prefix(12))_"
        guard container.name.utf8.starts(with: prefix.utf8) else { return nil }
        return String(decoding: container.name.utf8.dropFirst(prefix.utf8.count), as: UTF8.self)
    }

    static func setAsideName(_ name: String, of id: String) -> String { "\(id.prefix(12))_\(name)" }

    /// `repo@sha256:…` without a tag between, in docker's own spelling.
    private static func digestKey(_ reference: String) -> String {
        let parts = reference.split(separator: "@", maxSplits: 1).map(String.init)
        guard parts.count == 2 else { return reference }
        return "\(ImageReference.familiarRepository(ImageReference(parts[0]).repository))@\(parts[1])"
    }
}
