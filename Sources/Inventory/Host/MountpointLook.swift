import Domain
import Glibc

/// What a look at a volume's folder tells.
struct MountpointLook: Sendable, Hashable {
    /// Which folder it is, so that a volume made anew under an old name is told from the old one: the inode, and the birth
    /// time, because file systems give the number of a deleted inode to the next. `<inode>@<nanoseconds since 1970>`;
    /// `nil` where the file system keeps no birth time.
    let identity: String?
    /// When something was last made or removed in it.
    let changed: Timestamp?

    /// `nil` where the path cannot be read.
    static func ofFile(at path: String) -> MountpointLook? { Statx.shared?.look(atFile: path) }
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

    func look(atFile path: String) -> MountpointLook? {
        let (changed, inodeAndBirth): (CUnsignedInt, CUnsignedInt) = (0x40, 0x100 | 0x800)
        return withUnsafeTemporaryAllocation(byteCount: 256, alignment: 8) { buffer in
            guard let base = buffer.baseAddress else { return nil }
            guard function(AT_FDCWD, path, AT_SYMLINK_NOFOLLOW, changed | inodeAndBirth, base) == 0 else { return nil }
            let mask = base.load(as: UInt32.self)
            let time = base.load(fromByteOffset: 112, as: Int64.self)
            return MountpointLook(
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
