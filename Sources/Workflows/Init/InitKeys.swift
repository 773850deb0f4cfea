import Domain
import Files
import SSOT
import Signing

/// Keys of the author and of the host, and their lines in the signers file.
struct InitKeys {
    let environment: Environment
    let state: StateDirectory
    let root: String
    let signersPath: String

    /// - Returns: The author's principal.
    func ensure(_ principal: String?, _ inventory: inout InitInventory) async throws -> String {
        try ensureSecret(state.digestKey, &inventory)
        try ensureSecret(state.sealKey, &inventory)
        let keygen = try Signatures(environment, scratch: state.path).keygen
        let author = try await ensureKey(KeyChoice.authorKey, keygen, &inventory)
        let host = try await ensureKey(KeyChoice.hostKey, keygen, &inventory)
        return try ensureSigners(author: author, host: host, principal, &inventory)
    }

    private func ensureSecret(_ path: String, _ inventory: inout InitInventory) throws {
        let isNew = FileKind.of(path) == nil
        do throws(KeyFault) {
            if isNew { _ = try SecretKeyFile.create(at: path) }
        } catch {
            throw Failure(.cannotWrite, error.diagnostic())
        }
        inventory.note(path, wasCreated: isNew)
    }

    private func ensureKey(
        _ name: String,
        _ keygen: SSHKeygen,
        _ inventory: inout InitInventory
    ) async throws -> PublicKey {
        let path = Paths.join(state.path, name)
        let isNew = FileKind.of(path) == nil
        defer { inventory.note(path, wasCreated: isNew) }
        do {
            let comment = "reconcile-\(Paths.lastComponent(of: name))@\(environment.hostName)"
            return isNew
                ? try await keygen.generateKey(at: path, comment: comment) : try await keygen.publicKey(of: path)
        } catch let fault as KeygenFault {
            throw Failure(.configuration, fault.diagnostic(.keyMissing))
        }
    }

    /// Adds the two lines to a signers file that does not know the keys. An author who is listed keeps the name there.
    private func ensureSigners(
        author: PublicKey,
        host: PublicKey,
        _ principal: String?,
        _ inventory: inout InitInventory
    ) throws -> String {
        let path = signersPath
        let isNew = FileKind.of(path) == nil
        let old = isNew ? "" : String(decoding: try Project.read(path, limit: 65_536), as: UTF8.self)
        let known = isNew ? nil : try SignersFile.read(at: path, root: root)
        let name = known?.principal(of: author, for: .plan) ?? Principal.valid(principal ?? defaultPrincipal)
        let authorLine =
            known?.principal(of: author, for: .plan) == nil
            ? "\(name) namespaces=\"reconcile-plan\" \(author.text)\n" : ""
        let hostName = Principal.valid("host@\(environment.hostName)")
        let hostLine =
            known?.principal(of: host, for: .receipt) == nil
            ? "\(hostName) namespaces=\"reconcile-receipt,reconcile-checkpoint\" \(host.text)\n" : ""
        if !(authorLine + hostLine).isEmpty {
            let text = (isNew ? InitKeys.header : old) + authorLine + hostLine
            try Writing.guarded {
                try Directories.make(Paths.parent(of: path), mode: 0o755)
                try FileWriting.replace(Array(text.utf8), at: path, mode: 0o644)
            }
        }
        inventory.note(path, wasCreated: isNew)
        return name
    }

    private var defaultPrincipal: String { "\(environment.userName)@\(environment.hostName)" }

    private static let header = """
        # Who may sign what, in OpenSSH's allowed_signers format: one principal a line, with its uses.
        # 'reconcile init' on the host records this file; apply refuses when it differs.

        """
}

/// Principals hold only what cannot be read as a list or a pattern.
enum Principal {
    static func valid(_ text: String) -> String {
        let kept = text.unicodeScalars.map { scalar in
            let isAllowed =
                scalar.isASCII && (scalar.properties.isAlphabetic || "0123456789._@+-".unicodeScalars.contains(scalar))
            return isAllowed ? Character(scalar) : "-"
        }
        return kept.isEmpty ? "author" : String(kept)
    }
}

/// The state folder and the files beside it.
struct InitFiles {
    let root: String
    let state: StateDirectory

    func ensure(_ inventory: inout InitInventory) throws {
        try Writing.guarded {
            try Directories.make(state.path, mode: 0o700)
            try Directories.make(state.keys, mode: 0o700)
            try Directories.make(state.receipts, mode: 0o700)
        }
        try inventory.ensure(Paths.join(state.path, ".gitignore"), "*\n", mode: 0o600)
        try ensureAttributes(&inventory)
    }

    private static let patterns = [
        "plans/** -text", "*.plan.json -text", "*.sig -text", "infra/docker/allowed_signers -text",
        "infra/docker/*_SSOT.yaml -text", "infra/docker/*compose*.yml -text",
    ]

    /// Signatures cover bytes: git must not rewrite line ends in anything that is signed or pinned.
    private func ensureAttributes(_ inventory: inout InitInventory) throws {
        let path = Paths.join(root, ".gitattributes")
        let old =
            FileKind.of(path) == nil ? "" : String(decoding: try Project.read(path, limit: 1 << 20), as: UTF8.self)
        let present = Set(old.split(separator: "\n").map(String.init))
        let missing = InitFiles.patterns.filter { !present.contains($0) }
        if !missing.isEmpty {
            let head = old.isEmpty || old.hasByteSuffix("\n") ? old : old + "\n"
            let text = head + missing.map { $0 + "\n" }.joined()
            try Writing.guarded { try FileWriting.replace(Array(text.utf8), at: path, mode: 0o644) }
        }
        inventory.note(path, wasCreated: old.isEmpty)
    }
}
