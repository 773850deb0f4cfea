import Domain
import Inventory
import Stack
import Synchronization

extension DigestKey {
    /// With the host's own key, everything is known.
    var stackDigests: StackDigests {
        StackDigests(shared: { digest(of: $0) }, secret: { digest(of: $0) }, plain: { Hash.sha256($0) })
    }
}

/// Gives the digests of a host's key, and remembers those of texts that stand in the repository: a snapshot carries them,
/// so that they can be compared elsewhere.
final class DigestRecorder: Sendable {
    private let key: DigestKey
    private let recorded = Mutex<[String: String]>([:])

    init(_ key: DigestKey) { self.key = key }

    var stackDigests: StackDigests {
        StackDigests(
            shared: { [self] bytes in
                let digest = key.digest(of: bytes)
                recorded.withLock { $0[DigestRecorder.name(of: bytes)] = digest }
                return digest
            },
            secret: { [key] in key.digest(of: $0) },
            plain: { Hash.sha256($0) }
        )
    }

    /// Digests by ``name(of:)``.
    var digests: [String: String] { recorded.withLock { $0 } }

    /// The first 32 digits of the SHA-256.
    static func name(of bytes: [UInt8]) -> String {
        String(decoding: Hash.sha256(bytes).utf8.dropFirst("sha256:".utf8.count).prefix(32), as: UTF8.self)
    }
}

extension HostProject {
    /// What can be known without the host's key: its digests of texts that it had as well. A text that it had not is
    /// none that it observed.
    ///
    /// `passing`: makes the digests of such texts.
    func stackDigests(_ passing: DigestKey) -> StackDigests {
        StackDigests(
            shared: { digests[DigestRecorder.name(of: $0)] ?? passing.digest(of: $0) },
            secret: { _ in AttributeSet.unknownSeal },
            plain: { Hash.sha256($0) }
        )
    }
}

extension Snapshot {
    /// `key`: the key that is here, which may be the host's.
    func stackDigests(_ key: DigestKey) -> StackDigests {
        guard !key.id.hasSameBytes(as: digestKeyID) else { return key.stackDigests }
        return project?.stackDigests(key) ?? .unknown
    }
}

extension HostProject {
    /// By project and service, of services that want here what they want on the host. Of any other one the plugin would
    /// say something else than before, whatever that is.
    func composeHashes(of stacks: [DesiredStack], _ digests: StackDigests) -> [String: [String: String]] {
        Dictionary(firstWins: stacks.map { ($0.project, composeHashes(of: $0, digests)) })
    }

    private func composeHashes(of desired: DesiredStack, _ digests: StackDigests) -> [String: String] {
        let known = composeHashes.filter { $0.project.hasSameBytes(as: desired.project) }
        let pairs = desired.containers.filter { $0.number == 1 }.compactMap { container -> (String, String)? in
            guard let hash = known.first(where: { $0.service.hasSameBytes(as: container.service) }) else { return nil }
            let isSame = StackBuilder.specification(of: container, digests).hasSameBytes(as: hash.specification)
            return (container.service, isSame ? hash.hash : "changed since")
        }
        return Dictionary(firstWins: pairs)
    }
}

extension StackDigests {
    /// Of a host that tells nothing of itself.
    static let unknown = StackDigests(
        shared: { _ in AttributeSet.unknownSeal },
        secret: { _ in AttributeSet.unknownSeal },
        plain: { Hash.sha256($0) }
    )
}
