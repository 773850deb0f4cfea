import Domain
import Files
import PlanFile

/// Puts a plan and its signature on disk: never over an existing file, and never one without the other.
struct PlanWriter {
    let root: String
    let environment: Environment

    func defaultPath(_ content: PlanFileContent, digest: String) -> String {
        let folder = PlanWriter.folder(content, root: root)
        // Two plans of one content in one second: the next second's name is free, and the file says its own time.
        let names = (0..<60).lazy.map { second in
            PlanFileName.name(digest: digest, at: content.issued.at.adding(seconds: second))
        }
        let free = names.map { Paths.join(folder, $0) }.first { FileKind.of($0) == nil }
        return free ?? Paths.join(folder, PlanFileName.name(digest: digest, at: content.issued.at))
    }

    /// Where the plans of an environment lie.
    static func folder(_ content: PlanFileContent, root: String) -> String {
        Paths.join(root, "plans/\(content.plan.environment)")
    }

    /// - Returns: The path as it is printed: below the root where the file lies there.
    func write(_ bytes: [UInt8], signature: [UInt8]?, at name: String) throws -> String {
        let path = Paths.normalized(Paths.join(environment.workingDirectory, name))
        try Writing.guarded {
            try Directories.make(Paths.parent(of: path), mode: 0o755)
            try FileWriting.writeNew(bytes, to: path, mode: 0o644)
            guard let signature else { return }
            do {
                try FileWriting.writeNew(signature, to: path + ".sig", mode: 0o644)
            } catch {
                try FileWriting.remove(path)
                throw error
            }
        }
        return Paths.relative(path, to: environment.workingDirectory) ?? path
    }
}
