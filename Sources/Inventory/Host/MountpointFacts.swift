import Domain
import Glibc

/// What is read of a volume's folder.
struct MountpointFacts: Sendable, Hashable {
    /// The identity of the folder, which tells a recreated volume from an earlier one of the same name: inode and birth
    /// time, because file systems reuse inode numbers. `<inode>@<nanoseconds since 1970>`; `nil` where the file system
    /// keeps no birth time.
    let identity: String?
    /// When something was last made or removed in it.
    let changed: Timestamp?

    /// `nil` where the path cannot be read.
    static func ofFile(at path: String) -> MountpointFacts? { Statx.shared?.facts(ofFile: path) }
}

/// statx(2), which Swift's Glibc module leaves out: it is looked up by name, and its buffer read by the kernel's
/// offsets, which are part of its stable interface.
private struct Statx {
    private typealias Function =
        @convention(c) (CInt, UnsafePointer<CChar>, CInt, CUnsignedInt, UnsafeMutableRawPointer) -> CInt

    static let shared = Statx()

    private let function: Function

    private init?() {
        guard let symbol = dlsym(nil, "statx") else { return nil }
        function = unsafeBitCast(symbol, to: Function.self)
    }

    func facts(ofFile path: String) -> MountpointFacts? {
        let (changed, inodeAndBirth): (CUnsignedInt, CUnsignedInt) = (0x40, 0x100 | 0x800)
        return withUnsafeTemporaryAllocation(byteCount: 256, alignment: 8) { buffer in
            guard let base = buffer.baseAddress else { return nil }
            guard function(AT_FDCWD, path, AT_SYMLINK_NOFOLLOW, changed | inodeAndBirth, base) == 0 else { return nil }
            let mask = base.load(as: UInt32.self)
            let time = base.load(fromByteOffset: 112, as: Int64.self)
            return MountpointFacts(
                identity: mask & inodeAndBirth == inodeAndBirth ? Statx.identity(base) : nil,
                changed: mask & changed == changed ? Timestamp(secondsSince1970: time) : nil
            )
        }
    }

    private static func identity(_ base: UnsafeMutableRawPointer) -> String {
        let inode = base.load(fromByteOffset: 32, as: UInt64.self)
        let seconds = base.load(fromByteOffset: 80, as: Int64.self)
        let nanoseconds = base.load(fromByteOffset: 88, as: UInt32.self)
        return "\(inode)@\(Int128(seconds) * 1_000_000_000 + Int128(nanoseconds))"
    }
}

/// A prefix tree from folders to values: finds the folders that contain a path, and those below it. A host may have
/// thousands of volumes and mounts, and every mount is looked up among all volumes.
struct PathIndex<Value: Sendable>: Sendable {
    private struct Node: Sendable {
        var values: [Value] = []
        /// By the name below this folder, the number of its node.
        var children: [Name: Int] = [:]
    }

    /// The root is the first.
    private var nodes = [Node()]

    mutating func insert(_ value: Value, at folder: HostPath) {
        var number = 0
        for component in folder.components { number = child(of: number, Name(text: component)) }
        nodes[number].values.append(value)
    }

    private mutating func child(of number: Int, _ name: Name) -> Int {
        if let known = nodes[number].children[name] { return known }
        nodes[number].children[name] = nodes.count
        nodes.append(Node())
        return nodes.count - 1
    }

    /// The values of every folder that holds the path, and of the path itself: the deepest folder last.
    func holding(_ path: HostPath) -> [[Value]] {
        var held = [nodes[0].values]
        var number = 0
        for component in path.components {
            guard let next = nodes[number].children[Name(text: component)] else { break }
            number = next
            held.append(nodes[number].values)
        }
        return held.filter { !$0.isEmpty }
    }

    /// The values of the path itself and of every folder below it.
    func heldBy(_ path: HostPath) -> [Value] {
        var number = 0
        for component in path.components {
            guard let next = nodes[number].children[Name(text: component)] else { return [] }
            number = next
        }
        return values(from: number)
    }

    private func values(from number: Int) -> [Value] {
        nodes[number].values + nodes[number].children.values.flatMap(values)
    }

    /// A name by its bytes: two that Swift takes for equal may be two folders.
    private struct Name: Hashable, Sendable {
        let text: String

        static func == (left: Name, right: Name) -> Bool { left.text.hasSameBytes(as: right.text) }

        func hash(into hasher: inout Hasher) { text.hashBytes(into: &hasher) }
    }
}
