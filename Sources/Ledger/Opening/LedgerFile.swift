import Glibc

/// The database file as the file system shows it, before SQLite touches it.
///
/// Only metadata is read here. Opening and closing the file beside SQLite would drop the process's POSIX locks on it.
struct LedgerFile {
    let path: String

    /// The name that a ledger has until it is complete.
    var draft: LedgerFile { LedgerFile(path: path + ".new") }

    /// Refuses what SQLite would accept silently: a symbolic link, a file with a second hard link, a folder, an empty
    /// file.
    func check() throws(LedgerFault) {
        var status = stat()
        guard lstat(path, &status) == 0 else {
            throw errno == EACCES ? .notPermitted(path: path) : .missing(path: path)
        }
        guard status.st_mode & S_IFMT == S_IFREG else { throw unsound("it is no regular file") }
        guard status.st_nlink == 1 || isDraftToo(status) else { throw unsound("it has a second name (hard link)") }
        guard status.st_size > 0 else { throw unsound("it is empty") }
        guard status.st_size >= 512 else { throw unsound("it is too short for a database") }
    }

    /// Refuses to begin a ledger where something has its name.
    func checkAbsent() throws(LedgerFault) {
        var status = stat()
        if lstat(path, &status) == 0 { throw .unwritable(path: path, problem: String(cString: strerror(EEXIST))) }
    }

    /// Creates an empty file for its owner only, before SQLite would create it for everybody.
    func createEmpty() throws(LedgerFault) {
        let descriptor = open(path, O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC | O_RDWR, 0o600)
        guard descriptor >= 0 else { throw systemFault() }
        // The mode of `open` passes through the umask, which may be stricter than the owner can work with.
        let isPrivate = fchmod(descriptor, 0o600) == 0
        guard close(descriptor) == 0, isPrivate else { throw systemFault() }
    }

    /// Gives the finished file its name, unless that name is taken, and makes the name durable.
    func publish(as final: String) throws(LedgerFault) {
        // Unlike a rename, a link never replaces a ledger that another process made meanwhile.
        guard link(path, final) == 0 else { throw LedgerFile(path: final).systemFault() }
        guard unlink(path) == 0 else { throw systemFault() }
        let folder = open(LedgerFile.folder(of: final), O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        guard folder >= 0 else { throw systemFault() }
        let isDurable = fsync(folder) == 0
        guard close(folder) == 0, isDurable else { throw systemFault() }
    }

    /// Removes a file that an earlier, interrupted creation left.
    func removeLeftover() throws(LedgerFault) {
        guard unlink(path) == 0 || errno == ENOENT else { throw systemFault() }
    }

    /// Whether the second hard link is the draft's name: a creation was interrupted right before its last step, the
    /// removal of that name.
    private func isDraftToo(_ status: stat) -> Bool {
        var other = stat()
        guard status.st_nlink == 2, lstat(draft.path, &other) == 0 else { return false }
        return other.st_ino == status.st_ino && other.st_dev == status.st_dev
    }

    private func unsound(_ problem: String) -> LedgerFault { .unsound(path: path, problem: problem) }

    private func systemFault() -> LedgerFault {
        .unwritable(path: path, problem: String(cString: strerror(errno)))
    }

    private static func folder(of path: String) -> String {
        guard let slash = path.lastIndex(of: "/") else { return "." }
        return slash == path.startIndex ? "/" : String(path[..<slash])
    }
}
