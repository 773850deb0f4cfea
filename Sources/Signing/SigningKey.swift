/// The key that this run signs with.
package enum SigningKey: Sendable, Equatable {
    /// A private key file that only its owner can read.
    case privateFile(path: String)
    /// A `.pub` file whose private half an agent holds.
    case agent(publicFile: String)

    /// What `ssh-keygen -f` is given.
    package var path: String {
        switch self {
        case .privateFile(let path), .agent(let path): path
        }
    }
}
