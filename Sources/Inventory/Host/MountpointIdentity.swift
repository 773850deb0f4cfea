import Glibc

/// Which folder a path names, so that a volume made anew under an old name is told from the old one: the inode, and the
/// birth time, because file systems give the number of a deleted inode to the next.
enum MountpointIdentity {
    /// `<inode>@<nanoseconds since 1970>`; `nil` where the path cannot be read or its file system keeps no birth time.
    static func ofFile(at path: String) -> String? {
        guard let statx = Statx.shared else { return nil }
        return statx.identity(ofFileAt: path)
    }
}

/// statx(2), which Swift's Glibc module leaves out: it is looked up by name, and its buffer read by the kernel's offsets,
/// which are part of its stable interface.
private struct Statx {
    private typealias Function =
        @convention(c) (CInt, UnsafePointer<CChar>, CInt, CUnsignedInt, UnsafeMutableRawPointer) -> CInt

    static let shared = Statx()

    private let function: Function

    private init?() {
        guard let symbol = dlsym(nil, "statx") else { return nil }
        function = unsafeBitCast(symbol, to: Function.self)
    }

    func identity(ofFileAt path: String) -> String? {
        let inodeAndBirth: CUnsignedInt = 0x100 | 0x800
        return withUnsafeTemporaryAllocation(byteCount: 256, alignment: 8) { buffer in
            guard let base = buffer.baseAddress else { return nil }
            guard function(AT_FDCWD, path, AT_SYMLINK_NOFOLLOW, inodeAndBirth, base) == 0 else { return nil }
            guard base.load(as: UInt32.self) & inodeAndBirth == inodeAndBirth else { return nil }
            let inode = base.load(fromByteOffset: 32, as: UInt64.self)
            let seconds = base.load(fromByteOffset: 80, as: Int64.self)
            let nanoseconds = base.load(fromByteOffset: 88, as: UInt32.self)
            return "\(inode)@\(Int128(seconds) * 1_000_000_000 + Int128(nanoseconds))"
        }
    }
}
