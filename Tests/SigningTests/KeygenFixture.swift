import Domain
import Files
import Foundation
import Signing

/// The machine's own `ssh-keygen`, a folder, and two people with keys.
struct KeygenFixture {
    let folder: TemporaryFolder
    let keygen: SSHKeygen
    let now = Timestamp(secondsSince1970: 1_795_000_000)

    init() throws {
        folder = try TemporaryFolder()
        keygen = SSHKeygen(
            executable: try SSHKeygen.locate(searchPath: "/usr/bin"),
            environment: ["PATH": "/usr/bin", "HOME": folder.path],
            scratch: folder.path,
            deadline: { try await Task.sleep(for: .seconds(30)) }
        )
    }

    func key(_ name: String) async throws -> PublicKey {
        try await keygen.generateKey(at: folder.file(name), comment: "\(name)@example.com")
    }

    func signers(_ lines: String...) throws -> AllowedSigners {
        let (signers, faults) = AllowedSigners.parse(Array(lines.joined(separator: "\n").utf8), file: "signers")
        guard let signers else { throw Failure(.configuration, faults) }
        return signers
    }

    /// Runs stock `ssh-keygen` as a person would type it: the exit code and standard output.
    func stock(_ arguments: [String], input: [UInt8]) throws -> (Int32, [UInt8]) {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/usr/bin/ssh-keygen")
        process.arguments = arguments
        let (stdin, stdout) = (Pipe(), Pipe())
        process.standardInput = stdin
        process.standardOutput = stdout
        process.standardError = FileHandle.nullDevice
        try process.run()
        stdin.fileHandleForWriting.write(Data(input))
        try stdin.fileHandleForWriting.close()
        let output = Array(stdout.fileHandleForReading.readDataToEndOfFile())
        process.waitUntilExit()
        return (process.terminationStatus, output)
    }
}
