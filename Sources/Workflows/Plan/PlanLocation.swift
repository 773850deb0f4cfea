internal import Domain
internal import Files
internal import PlanFile

/// A plan file on disk, read once, with what lies beside it.
struct PlanOnDisk {
    let path: String
    let bytes: [UInt8]
    let signature: [UInt8]?
    /// The repository that the file lies in.
    let root: String

    static let sizeLimit = 16 << 20

    /// - Throws: `Failure` 66 where there is no such file, 65 where it is no regular file.
    static func read(_ name: String, _ options: Options, _ environment: Environment) throws -> PlanOnDisk {
        let path = Paths.normalized(Paths.join(environment.workingDirectory, name))
        let bytes: [UInt8]
        do throws(FileFault) {
            bytes = try FileReading.read(path, limit: sizeLimit)
        } catch {
            let code: ExitCode = error.exitCodeForReading == .unexpected ? .invalidInput : error.exitCodeForReading
            throw Failure(code, error.diagnostic(.planFileInvalid))
        }
        let start = try ProjectLocation.start(options, environment)
        let root = options.directory == nil ? ProjectLocation.root(holding: path) ?? start : start
        return PlanOnDisk(path: path, bytes: bytes, signature: signature(beside: path), root: root)
    }

    var fileHash: String { PlanDigest.fileHash(of: bytes) }

    /// - Throws: `Failure` 65 with what is wrong and where.
    func decoded() throws -> PlanFileContent {
        do throws(PlanFileFault) {
            return try PlanFileCodec.read(bytes)
        } catch {
            throw Failure(.invalidInput, error.diagnostic(file: Paths.lastComponent(of: path)))
        }
    }

    /// `nil` where there is none. One that cannot be read counts as an empty one, which is no signature of anybody.
    private static func signature(beside path: String) -> [UInt8]? {
        do throws(FileFault) {
            return try FileReading.read(path + ".sig", limit: 65_536)
        } catch {
            if case .missing = error { return nil }
            return []
        }
    }
}

/// Puts a plan and its signature on disk: never over an existing file, and never one without the other.
struct PlanWriter {
    let root: String
    let environment: Environment

    func defaultPath(_ content: PlanFileContent, digest: String) -> String {
        let folder = Paths.join(root, "plans/\(content.plan.environment)")
        // Two plans of one content in one second: the next second's name is free, and the file says its own time.
        let names = (0..<60).lazy.map { second in
            PlanFileName.name(digest: digest, at: content.issued.at.adding(seconds: second))
        }
        let free = names.map { Paths.join(folder, $0) }.first { FileKind.of($0) == nil }
        return free ?? Paths.join(folder, PlanFileName.name(digest: digest, at: content.issued.at))
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
