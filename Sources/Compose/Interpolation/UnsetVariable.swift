import Domain

/// A use of a variable that is not set and has no default, so that an empty text stands for it.
struct UnsetVariable: Sendable {
    let name: String
    let position: SourcePosition
    /// The key that would name another image, container, volume, network or path; `nil` for one that names nothing.
    let naming: TreePath?
}

extension [UnsetVariable] {
    /// One finding for each variable, however often it is used: an error where any of its uses names something.
    var diagnostics: [Diagnostic] {
        let names = Set(map(\.name)).sortedByBytes()
        return names.compactMap { name in
            let uses = filter { $0.name.hasSameBytes(as: name) }
            return (uses.first { $0.naming != nil } ?? uses.first)?.diagnostic(among: uses)
        }
    }
}

extension UnsetVariable {
    private static let shownPlaces = 5

    fileprivate func diagnostic(among uses: [UnsetVariable]) -> Diagnostic {
        let places = Set(uses.map(\.position)).subtracting([position]).sorted()
        let shown = places.prefix(UnsetVariable.shownPlaces).map(\.description).joined(separator: ", ")
        let more = places.count - UnsetVariable.shownPlaces
        return Diagnostic(
            .stackVariable,
            naming == nil ? .warning : .error,
            "The variable `\(name)` is not set" + (consequence ?? "; an empty text stands for it."),
            detail: places.isEmpty ? "" : "It is also used at \(shown)\(more > 0 ? " and \(more) more places" : "").",
            fix:
                "Set it in the environment or in an env file, or write a default: `${\(name):-\(naming == nil ? "" : "…")}`.",
            position: position
        )
    }

    private var consequence: String? { naming.map { ", and `\($0)` would be another one without it." } }
}
