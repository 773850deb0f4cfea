import Domain
import Files

/// One apply at a time on a host; the kernel frees the lock however the holder ends.
enum ApplyLock {
    /// `run`: which of the runs that have not ended is the one that holds the lock.
    static func acquire(_ state: StateDirectory, plan: String, run: String) throws -> FileLock {
        guard FileKind.of(state.path, followingLinks: true) == .directory else { throw LedgerOpening.missing(state) }
        do throws(LockFault) {
            return try FileLock.acquire(state.lock, note: "apply \(plan), run \(run)")
        } catch {
            switch error {
            case .held(_, let holder):
                throw Failure(
                    .locked,
                    Diagnostic(.locked, "Another apply is running: \(holder)", fix: "Wait until it has ended.")
                )
            case .file(let fault): throw Failure(fault.exitCodeForWriting, fault.diagnostic(.ledgerUnwritable))
            }
        }
    }
}
