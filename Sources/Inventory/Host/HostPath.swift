import Domain

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
    /// What a component of this machine's files links to, and whether a file system begins there that may not answer.
    struct Files: Sendable {
        let link: @Sendable (_ path: String) -> String?
        let isRemote: @Sendable (_ path: String) -> Bool

        static let none = Files(link: { _ in nil }, isRemote: { _ in false })
    }

    /// The same place with its links followed. What does not exist stays as it is written, and so does what lies on a
    /// network's file system: a look at a dead one does not come back.
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
