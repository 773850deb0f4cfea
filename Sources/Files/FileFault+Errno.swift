import Glibc

extension FileFault {
    /// The fault for an error number that a system call left.
    init(errno code: Int32, path: String, operation: String) {
        switch code {
        case ENOENT, ENOTDIR: self = .missing(path: path)
        case EACCES, EPERM: self = .permission(path: path)
        case ELOOP: self = .symbolicLink(path: path)
        case EEXIST: self = .exists(path: path)
        case EISDIR: self = .wrongKind(path: path, kind: .directory)
        default: self = .io(path: path, operation: operation, reason: FileFault.text(ofErrno: code))
        }
    }

    /// `strerror` without its shared buffer.
    static func text(ofErrno code: Int32) -> String {
        var buffer = [CChar](repeating: 0, count: 128)
        guard strerror_r(code, &buffer, buffer.count) == 0 else { return "error \(code)" }
        return String(decoding: buffer.prefix { $0 != 0 }.map(UInt8.init(bitPattern:)), as: UTF8.self)
    }
}
