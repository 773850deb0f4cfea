/// Why a lock was not had.
package enum LockFault: Error, Sendable, Equatable {
    /// Another process holds it; the text is what that process wrote about itself, for display only.
    case held(path: String, by: String)
    case file(FileFault)
}
