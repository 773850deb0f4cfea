import Domain
import JSON

@testable import Compose

/// One file through reading, interpolation and the canonical form, without merging.
struct Canonical {
    let tree: ComposeValue
    let root: JSON
    let errors: [Diagnostic]
    let warnings: [Diagnostic]

    init(
        _ yaml: String,
        environment: [String: String] = [:],
        profiles: [String] = [],
        files: [String: String] = [:]
    ) {
        var findings = DiagnosticCollector()
        let documents = YAMLDocuments.read(Array(yaml.utf8), file: "compose.yaml", &findings)
        var interpolation = TreeInterpolation(variables: environment)
        let empty = ComposeValue(.mapping([]), at: SourcePosition(file: "compose.yaml", line: 1, column: 1))
        let merged = interpolation.apply(documents.first ?? empty)
        let context = LoadContext(
            projectName: "p",
            directory: "/srv/p",
            profiles: profiles,
            variables: environment,
            read: { path in files[path].map { Array($0.utf8) } }
        )
        let result = CanonicalProject.canonicalize(merged, context)
        let all =
            findings.diagnostics + interpolation.findings.diagnostics
            + interpolation.unset.diagnostics + result.diagnostics
        root = JSON(result.tree)
        tree = result.tree
        errors = all.filter { $0.severity == .error }
        warnings = all.filter { $0.severity == .warning }
    }

    /// The one service `a` of most tests.
    var service: JSON { root["services"]?["a"] ?? .null }

    var summaries: [String] { errors.map { "\($0.code.rawValue) \($0.position?.line ?? 0): \($0.summary)" } }
}

func json(_ text: String) throws -> JSON { try JSON.parse(Array(text.utf8)) }
