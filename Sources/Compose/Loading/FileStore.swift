import Domain

/// The files that a load reads, each once, and the names that messages give them.
struct FileStore {
    /// Beyond so many included and extended files a cycle is assumed.
    private static let loadLimit = 1_000

    private let read: @Sendable (_ path: String) -> [UInt8]?
    private let shownNames: [String: String]
    private let directory: String
    /// The folder that printed paths are relative to; `nil` where it cannot be derived from the Compose files.
    private let root: String?
    private var contents: [String: [UInt8]] = [:]
    private var loads = 0
    /// Absolute, in the order of first reading.
    private(set) var filesRead: [String] = []
    /// Those of them that are Compose files. They hold no secret, unless somebody committed one.
    private(set) var composeFilesRead: [String] = []

    init(_ request: ComposeRequest) {
        read = request.read
        shownNames = Dictionary(firstWins: request.files.map { ($0.path, $0.shown) })
        root = request.files.first.flatMap { file in
            let (path, end) = (file.path.utf8, ("/" + file.shown).utf8)
            guard path.suffix(end.count).elementsEqual(end) else { return nil }
            return String(decoding: path.dropLast(end.count - 1), as: UTF8.self)
        }
        directory = request.directory
    }

    /// The bytes of an absolute path; `nil` where there is no readable file.
    mutating func bytes(of path: String) -> [UInt8]? {
        if let known = contents[path] { return known }
        guard let bytes = read(path) else { return nil }
        contents[path] = bytes
        filesRead.append(path)
        return bytes
    }

    /// The bytes of a Compose file.
    mutating func composeFile(at path: String) -> [UInt8]? {
        guard let bytes = bytes(of: path) else { return nil }
        if !composeFilesRead.contains(path) { composeFilesRead.append(path) }
        return bytes
    }

    /// What was read so far, for stages that read no files of their own.
    var known: @Sendable (_ path: String) -> [UInt8]? {
        let contents = contents
        return { contents[$0] }
    }

    /// Counts one more Compose file; `false` where it is one too many.
    mutating func admitsLoad() -> Bool {
        loads += 1
        return loads <= FileStore.loadLimit
    }

    /// The path as messages print it.
    func shown(_ path: String) -> String {
        if let name = shownNames[path] { return name }
        let folders = [root, directory.hasByteSuffix("/") ? directory : directory + "/"].compactMap(\.self)
        let folder = folders.first { !$0.isEmpty && path.utf8.starts(with: $0.utf8) }
        return folder.map { String(decoding: path.utf8.dropFirst($0.utf8.count), as: UTF8.self) } ?? path
    }
}

extension Path {
    /// The folder of an absolute path.
    static func parent(_ path: String) -> String {
        let folder = path[..<(path.lastIndex(of: "/") ?? path.startIndex)]
        return folder.isEmpty ? "/" : String(folder)
    }
}
