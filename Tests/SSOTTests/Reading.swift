import Domain
import Testing

@testable import SSOT

/// Reads text as a file of a neutral name.
func read(_ text: String, file: String = "ssot.yaml") -> SSOTReading {
    SSOTReader.read(Array(text.utf8), file: file)
}

/// Lines below the root key of an otherwise empty file.
func readBody(_ lines: String...) -> SSOTReading {
    read((["docker_staging_ssot:", "  env: staging"] + lines.map { "  " + $0 }).joined(separator: "\n") + "\n")
}

extension SSOTReading {
    var errors: [Diagnostic] { diagnostics.filter { $0.severity == .error } }

    var warnings: [Diagnostic] { diagnostics.filter { $0.severity == .warning } }

    /// `RC104@3:5`: enough to say which fault stands where.
    var faults: [String] {
        diagnostics.map { "\($0.code.rawValue)@\($0.position?.line ?? 0):\($0.position?.column ?? 0)" }
    }
}
