extension FileFault {
    /// The same fault told of another path: users know their file's name, not that of its temporary twin.
    func renamed(to path: String) -> FileFault {
        switch self {
        case .missing: .missing(path: path)
        case .wrongKind(_, let kind): .wrongKind(path: path, kind: kind)
        case .tooLarge(_, let size, let limit): .tooLarge(path: path, size: size, limit: limit)
        case .permission: .permission(path: path)
        case .symbolicLink: .symbolicLink(path: path)
        case .exists: .exists(path: path)
        case .changedWhileRead: .changedWhileRead(path: path)
        case .io(_, let operation, let reason): .io(path: path, operation: operation, reason: reason)
        }
    }
}
