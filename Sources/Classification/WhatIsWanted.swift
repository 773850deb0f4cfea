package import Domain

extension Classifier {
    /// The rule that wants something which is not there, and whether the stack declares it; `nil` where none does.
    package static func wanting(_ address: Address, _ policy: Policy) -> (rule: DecidingRule, isDeclared: Bool)? {
        if let place = policy.stacks.lazy.compactMap({ $0.declaration(of: address) }).first {
            return (DecidingRule(.inStack, pattern: address.name, origin: .file(place)), true)
        }
        let allowed = policy.allowed
        let entry: (RuleName, SourcePosition)? =
            switch address.kind {
            case .container:
                allowed.containers.first { $0.name.hasSameBytes(as: address.name) }
                    .map { (.allowedContainer, $0.position) }
            case .image:
                allowed.images.first { "\($0.repository):\($0.tag)".hasSameBytes(as: address.name) }
                    .map { (.allowedImage, $0.position) }
            case .volume:
                allowed.volumes.first { $0.name.hasSameBytes(as: address.name) }
                    .map { (.allowedVolume, $0.position) }
            case .network:
                allowed.networks.first { $0.name.hasSameBytes(as: address.name) }
                    .map { (.allowedNetwork, $0.position) }
            }
        return entry.map { (DecidingRule($0.0, pattern: address.name, origin: .file($0.1)), false) }
    }
}

extension StackNames {
    fileprivate func declaration(of address: Address) -> SourcePosition? {
        switch address.kind {
        case .container: containers[address.name]
        case .image: images[address.name]
        case .volume: volumes[address.name]
        case .network: networks[address.name]
        }
    }
}
