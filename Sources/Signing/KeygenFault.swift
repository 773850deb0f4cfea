package import Files

/// Why `ssh-keygen` could not do its work; that a signature does not hold is an answer, not a fault.
package enum KeygenFault: Error, Sendable, Equatable {
    case notFound(searched: [String])
    case timedOut
    /// It ran and failed; the reason is the end of what it said, without control characters.
    case failed(reason: String)
    case notStarted(reason: String)
    case file(FileFault)
}
