import Domain
import Files
import PlanFile

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

    /// The path below the repository; the name alone where the file lies outside.
    var shown: String { Paths.relative(path, to: root) ?? Paths.lastComponent(of: path) }

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
