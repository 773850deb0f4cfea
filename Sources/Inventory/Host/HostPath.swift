import Domain
import Glibc

/// An absolute path by its components, without `.`, `..` and empty ones.
struct HostPath: Hashable, Sendable {
    let components: [String]

    init(components: [String]) { self.components = components }

    init(_ path: String) {
        var components: [String] = []
        for part in path.utf8.split(separator: UInt8(ascii: "/")).map({ String(Substring($0)) }) {
            switch part {
            case ".": continue
            case "..": _ = components.popLast()
            default: components.append(part)
            }
        }
        self.components = components
    }

    var text: String { components.isEmpty ? "/" : HostPath.text(components) }

    /// Empty for the root.
    private static func text(_ components: [String]) -> String { components.map { "/" + $0 }.joined() }

    /// The folder of a volume whose mountpoint this is: the Engine keeps the data in `_data` within it.
    var ofVolume: HostPath {
        let isData = components.count > 1 && components.last == "_data"
        return isData ? HostPath(components: components.dropLast()) : self
    }
}

extension HostPath {
    /// The file system questions that resolving a path asks: where a link leads, and whether a network file system that
    /// may hang is mounted there.
    struct Files: Sendable {
        let link: @Sendable (_ path: String) -> String?
        let isRemote: @Sendable (_ path: String) -> Bool

        static let none = Files(link: { _ in nil }, isRemote: { _ in false })
    }

    /// The path with its links followed. A component that does not exist stays as written, and so does what lies on a
    /// network file system: reading a dead one never returns.
    func resolved(_ files: Files) -> HostPath {
        var open = Array(components.reversed())
        var done: [String] = []
        var path = ""
        var links = 0
        while let next = open.popLast() {
            if next == ".." {
                _ = done.popLast()
                path = HostPath.text(done)
                continue
            }
            done.append(next)
            path += "/" + next
            if files.isRemote(path) { return HostPath(components: done + open.reversed()) }
            guard links < 40, let target = files.link(path) else { continue }
            links += 1
            _ = done.popLast()
            if target.hasBytePrefix("/") { done = [] }
            path = HostPath.text(done)
            open += HostPath.parts(target).reversed()
        }
        return HostPath(components: done)
    }

    private static func parts(_ path: String) -> [String] {
        path.utf8.split(separator: UInt8(ascii: "/")).map { String(Substring($0)) }.filter { $0 != "." }
    }
}

extension HostPath.Files {
    /// This machine's own.
    static func live() -> HostPath.Files {
        let remote = remoteMounts(KernelFile.read("/proc/self/mountinfo"))
        return HostPath.Files(link: readLink, isRemote: { remote.contains($0) })
    }

    private static func readLink(_ path: String) -> String? {
        withUnsafeTemporaryAllocation(of: CChar.self, capacity: Int(PATH_MAX)) { buffer in
            guard let base = buffer.baseAddress else { return nil }
            let count = readlink(path, base, buffer.count)
            guard count > 0, count < buffer.count else { return nil }
            return String(decoding: buffer.prefix(count).map { UInt8(bitPattern: $0) }, as: UTF8.self)
        }
    }

    /// Where file systems are mounted whose other end may be gone.
    static func remoteMounts(_ table: [UInt8]) -> Set<String> {
        let kinds = ["nfs", "cifs", "smb", "fuse", "ceph", "gluster", "9p", "afs", "lustre", "autofs"]
        let points = MountTable.entries(table).filter { entry in
            kinds.contains { entry.kind.utf8.starts(with: $0.utf8) }
        }.map(\.point)
        return Set(points)
    }
}

/// `/proc/self/mountinfo`.
package enum MountTable {
    package struct Entry: Sendable, Hashable {
        /// The file system, `MAJOR:MINOR`.
        package let device: String
        /// What of it is mounted.
        package let root: String
        package let point: String
        package let kind: String
    }

    package static func entries(_ table: [UInt8]) -> [Entry] {
        table.split(separator: UInt8(ascii: "\n")).compactMap { line in
            let fields = line.split(separator: UInt8(ascii: " "), omittingEmptySubsequences: false)
            guard fields.count > 6, let dash = fields.dropFirst(6).firstIndex(where: { $0.elementsEqual("-".utf8) }),
                dash + 1 < fields.count
            else { return nil }
            return Entry(
                device: plain(fields[2]),
                root: plain(fields[3]),
                point: plain(fields[4]),
                kind: plain(fields[dash + 1])
            )
        }
    }

    /// Blanks and backslashes stand as three octal digits.
    private static func plain(_ field: ArraySlice<UInt8>) -> String {
        var bytes: [UInt8] = []
        var rest = field
        while let byte = rest.popFirst() {
            let digits = rest.prefix(3)
            guard byte == UInt8(ascii: "\\"), digits.count == 3,
                let code = UInt8(String(decoding: digits, as: UTF8.self), radix: 8)
            else {
                bytes.append(byte)
                continue
            }
            bytes.append(code)
            rest = rest.dropFirst(3)
        }
        return String(decoding: bytes, as: UTF8.self)
    }
}
