import Domain
import Files
import Inventory
import Signing

/// The keys that `init` made on this host.
struct HostKeys {
    let state: StateDirectory

    /// The key of configuration digests: the file that `RECONCILE_DIGEST_KEY` names, else the host's own.
    func digestKey(_ environment: Environment) throws -> DigestKey {
        let path = environment.variable("RECONCILE_DIGEST_KEY") ?? state.digestKey
        let secret = try load(path)
        guard let key = DigestKey(secret.bytes) else {
            throw Failure(
                .configuration,
                Diagnostic(.keyMissing, "\(path) is no digest key", fix: "Run 'reconcile init'.")
            )
        }
        return key
    }

    /// For commands that pin nothing: without a key of the host, one that lives as long as the command.
    func digestKeyOrPassing(_ environment: Environment) throws -> DigestKey {
        let isThere = environment.variable("RECONCILE_DIGEST_KEY") != nil || FileKind.of(state.digestKey) != nil
        return try isThere ? digestKey(environment) : DigestKey.passing(environment)
    }

    func seal() throws -> HostSeal { HostSeal(key: try load(state.sealKey)) }

    func hostKey() throws -> SigningKey {
        do throws(KeyFault) {
            return try KeyChoice.key(at: Paths.join(state.path, KeyChoice.hostKey))
        } catch {
            throw Failure(.configuration, error.diagnostic())
        }
    }

    func authorKey(_ options: Options, _ environment: Environment) throws -> SigningKey {
        do throws(KeyFault) {
            return try KeyChoice.resolve(
                flag: options.key.map { Paths.join(environment.workingDirectory, $0) },
                environment: environment.variable("RECONCILE_KEY"),
                stateDirectory: state.path
            )
        } catch {
            throw Failure(.configuration, error.diagnostic())
        }
    }

    private func load(_ path: String) throws -> SecretKey {
        do throws(KeyFault) {
            return try SecretKeyFile.load(path)
        } catch {
            throw Failure(.configuration, error.diagnostic())
        }
    }
}

extension DigestKey {
    /// A key for digests that nobody compares later.
    static func passing(_ environment: Environment) throws -> DigestKey {
        guard let key = DigestKey(Array(environment.randomHex(64).utf8)) else {
            throw Failure(.unexpected, Diagnostic(.internalError, "No digest key could be made"))
        }
        return key
    }
}
