internal import Domain
internal import Files
internal import Reports
internal import SSOT

/// Appends the audit line to the SSOT's log, else to its fallback.
struct AuditLog {
    let project: Project
    let environment: Environment

    /// - Returns: One warning where the fallback had to serve, or where no log took the line; the line stays in the
    ///   ledger whatever happens.
    func append(_ line: AuditLine) -> [Diagnostic] {
        let logging = project.document.logging
        let named = [logging.auditLog, logging.localFile, logging.localFallback].compactMap(\.self)
        var faults: [FileFault] = []
        for name in named {
            do throws(FileFault) {
                try write(line, to: project.path(name.value))
                return faults.first.map { [warning($0, "The line went to \(name.value).")] } ?? []
            } catch {
                faults.append(error)
            }
        }
        return faults.first.map { [warning($0, "The line stands in the ledger only.")] } ?? []
    }

    private func write(_ line: AuditLine, to path: String) throws(FileFault) {
        try Directories.make(Paths.parent(of: path), mode: 0o755)
        try FileAppending.append(Array(line.text.utf8), to: path, mode: 0o640)
    }

    private func warning(_ fault: FileFault, _ detail: String) -> Diagnostic {
        Diagnostic(
            .auditLogUnwritable,
            .warning,
            "The audit log cannot be written: \(fault.summary)",
            detail: detail,
            fix: fault.fix
        )
    }
}
