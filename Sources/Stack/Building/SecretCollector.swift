import Compose
import Domain

/// Takes the secrets out of a body: puts references in their places and keeps the values for apply.
struct SecretCollector {
    private let seal: @Sendable ([UInt8]) -> String
    private let namePrefix: String
    private(set) var secrets = StackSecrets.empty
    private var origins: Set<ComposeValue.Origin> = []

    init(_ context: StackContext) {
        seal = context.digests.secret
        namePrefix = context.secretPrefix
    }

    /// The names of the variables and the paths of the env files that secrets came from, sorted.
    var variables: [String] {
        let names = origins.map { origin in
            switch origin {
            case .variable(let name), .envFile(let name): name
            }
        }
        return Set(names).sortedByBytes()
    }

    /// A reference for a value of a variable or an env file, or for one that is `suspected`; `nil` for a plain value.
    /// The empty text is never a secret.
    mutating func reference(
        _ value: ComposeValue,
        name: String,
        prefix: String = "",
        suspected: Bool = false
    ) -> JSON? {
        guard let text = value.text, !text.isEmpty, value.isGiven || suspected else { return nil }
        origins.formUnion(value.origins)
        let kept = secrets.keep(text, as: namePrefix + name)
        return BodyReference.secret(name: kept, hmac: seal(Array(text.utf8)), prefix: prefix).json
    }
}
