import Domain
import Glibc

/// A file that the kernel writes while it is read, whose size is not known before.
package enum KernelFile {
    private static let limit = 16 << 20

    /// Nothing where it cannot be read.
    package static func read(_ path: String) -> [UInt8] {
        guard let file = fopen(path, "re") else { return [] }
        defer { fclose(file) }
        var bytes: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: 65_536)
        while bytes.count < limit {
            let count = fread(&buffer, 1, buffer.count, file)
            guard count > 0 else { break }
            bytes += buffer.prefix(count)
        }
        return bytes
    }
}

/// Hints in `/proc` about the container that this process runs in. They count only where the observed Engine lists such
/// a container: inside a container of another Engine they look the same.
package struct OwnContainerHint: Sendable, Hashable {
    /// Candidate IDs, the most reliable first. A container that shares another's network has that container's
    /// `hostname` and `resolv.conf` mounted, so the mount table may name the wrong one.
    let ids: [String]
    /// The beginning of an ID, which Docker gives as the host's name.
    let prefix: String?

    package static let none = OwnContainerHint(cgroup: [], mountInfo: [], hostName: "")

    /// - Parameters:
    ///   - cgroup: `/proc/self/cgroup`.
    ///   - mountInfo: `/proc/self/mountinfo`.
    ///   - hostName: The name that the machine goes by.
    package init(cgroup: [UInt8], mountInfo: [UInt8], hostName: String) {
        let files = ["/etc/hostname", "/etc/hosts", "/etc/resolv.conf"]
        let mounted = MountTable.entries(mountInfo).filter { files.contains($0.point) }.map(\.root)
        ids = OwnContainerHint.ids(in: String(decoding: cgroup, as: UTF8.self)) + mounted.flatMap(OwnContainerHint.ids)
        let isID = hostName.utf8.count >= 12 && hostName.utf8.allSatisfy(OwnContainerHint.isDigit)
        prefix = isID ? hostName : nil
    }

    /// The own container among those with these IDs.
    func container(among listed: [String]) -> String? {
        if let exact = ids.first(where: { id in listed.contains { $0.hasSameBytes(as: id) } }) { return exact }
        guard let prefix else { return nil }
        let fitting = listed.filter { $0.utf8.starts(with: prefix.utf8) }
        return fitting.count == 1 ? fitting[0] : nil
    }

    /// Every run of exactly 64 hexadecimal digits.
    private static func ids(in text: String) -> [String] {
        text.utf8.split { !isDigit($0) }.filter { $0.count == 64 }.map { String(decoding: $0, as: UTF8.self) }
    }

    private static func isDigit(_ byte: UInt8) -> Bool {
        (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) || (UInt8(ascii: "a")...UInt8(ascii: "f")).contains(byte)
    }
}
