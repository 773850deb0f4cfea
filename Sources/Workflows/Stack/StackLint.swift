import Domain

/// Where the allow-lists and the stacks disagree: what one of them names and the other does not. An empty list leaves its
/// kind to the stacks, and nothing is missing from it.
struct StackLint {
    private let allowed: AllowList
    private let stacks: [DesiredStack]

    init(_ allowed: AllowList, _ stacks: [DesiredStack]) {
        self.allowed = allowed
        self.stacks = stacks
    }

    var warnings: [Diagnostic] {
        containers + images
            + names(
                "volume",
                "allowed_volumes",
                allowed.volumes,
                stacks.flatMap(\.volumes).map { ($0.key, $0.name, $0.position) }
            )
            + names(
                "network",
                "networks",
                allowed.networks,
                stacks.flatMap(\.networks).map { ($0.key, $0.name, $0.position) }
            )
    }

    private var containers: [Diagnostic] {
        let named = allowed.containers.map { AllowList.Name(name: $0.name, position: $0.position) }
        let declared = stacks.flatMap(\.containers).map { ($0.service, $0.name, $0.position) }
        return names("container", "allowed_containers", named, declared)
    }

    /// `default` is Compose's own network: nobody lists it.
    private func names(
        _ kind: String,
        _ list: String,
        _ allowed: [AllowList.Name],
        _ declared: [(key: String, name: String, position: SourcePosition)]
    ) -> [Diagnostic] {
        let unlisted = declared.filter { thing in
            !allowed.isEmpty && thing.key != "default" && !allowed.contains { $0.fits(thing.key, thing.name) }
        }
        let undeclared = allowed.filter { entry in !declared.contains { entry.fits($0.key, $0.name) } }
        return unlisted.map { StackLint.unlisted("\(kind) \($0.name)", list, at: $0.position) }
            + undeclared.map { entry in
                StackLint.finding(
                    "'\(list)' allows \(entry.name), which no stack declares",
                    "It counts as expected and missing, and no plan creates it. Declare it, or take it off the list.",
                    entry.position
                )
            }
    }

    private var images: [Diagnostic] {
        guard !allowed.images.isEmpty else { return [] }
        let fitting = { (reference: ImageReference) in
            allowed.images.contains { entry in
                ImageReference.familiarRepository(entry.repository)
                    .hasSameBytes(as: ImageReference.familiarRepository(reference.repository))
                    && entry.tag.matches(reference.tag)
            }
        }
        return stacks.flatMap(\.containers).filter { !fitting(ImageReference($0.image)) }.map {
            StackLint.unlisted("image \($0.image)", "allowed_images", at: $0.position)
        }
    }

    private static func unlisted(_ thing: String, _ list: String, at position: SourcePosition) -> Diagnostic {
        finding("The stack uses the \(thing), which '\(list)' does not allow", "Add it to '\(list)'.", position)
    }

    private static func finding(_ summary: String, _ fix: String, _ position: SourcePosition) -> Diagnostic {
        Diagnostic(.stackAllowList, .warning, summary, fix: fix, position: position)
    }
}

extension AllowList.Name {
    fileprivate func fits(_ key: String, _ name: String) -> Bool {
        self.name.hasSameBytes(as: key) || self.name.hasSameBytes(as: name)
    }
}
