internal import Domain

/// What a plan cannot bring about, so that "complete" is never claimed falsely.
enum Completeness {
    static func omissions(_ classified: ClassifiedHost, after actions: [Action]) -> [String] {
        let made = Set(actions.map(\.address))
        let missing = classified.missing.filter { !made.contains($0) }.map {
            "\($0): missing, and this plan does not create it"
        }
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
