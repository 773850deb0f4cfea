internal import Domain

/// What a plan cannot bring about, so that "complete" is never claimed falsely.
enum Completeness {
    /// `told`: what else was left out, in which the reason may stand already.
    static func omissions(_ classified: ClassifiedHost, after actions: [Action], told: [String]) -> [String] {
        let made = Set(actions.map(\.address))
        let missing = classified.missing.filter { address in
            !made.contains(address) && !told.contains { $0.utf8.starts(with: "\(address): ".utf8) }
        }.map { "\($0): missing, and this plan does not create it" }
        let foreign = classified.resources
            .filter { $0.notes.contains(.foreign) }
            .map { "\($0.address): foreign, changed only when 'adopt' names it" }
        return missing + foreign
    }
}

extension ActionOrder {
    var omissions: [String] {
        blocked.map { "\($0.address): waits for \($0.dependsOn.map(\.description).joined(separator: ", "))" }
    }
}
