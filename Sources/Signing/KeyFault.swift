package import Domain
package import Files

/// Why there is no key to sign or seal with.
package enum KeyFault: Error, Sendable, Equatable {
    case noneChosen(lookedAt: String)
    /// Others than the owner can read the file; `mode` are its permission bits.
    case tooOpen(path: String, mode: UInt32)
    /// The file is not as long as such a key is, in bytes.
    case wrongLength(path: String, expected: Int)
    case file(FileFault)

    package var summary: String {
        switch self {
        case .noneChosen(let path): "there is no key: no --key, no RECONCILE_KEY, and \(path) does not exist"
        case .tooOpen(let path, let mode): "\(path) can be read by others (mode 0\(String(mode, radix: 8)))"
        case .wrongLength(let path, let expected): "\(path) does not hold \(expected) bytes"
        case .file(let fault): fault.summary
        }
    }

    package var fix: String {
        switch self {
        case .noneChosen: "Run reconcile init, or name a key with --key FILE."
        case .tooOpen(let path, _): "chmod 600 \(path), and make a new key if others could have read it."
        case .wrongLength: "Put the original file back; reconcile init makes one where there is none."
        case .file(let fault): fault.fix
        }
    }

    package func diagnostic(_ code: DiagnosticCode = .keyMissing) -> Diagnostic {
        Diagnostic(code, .error, summary, fix: fix)
    }
}
