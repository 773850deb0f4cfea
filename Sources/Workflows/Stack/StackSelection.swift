import Domain

extension Project {
    /// The Compose projects of stacks that were named, by the SSOT's names or Compose's.
    ///
    /// - Throws: `Failure` 64 where no stack is called so.
    func projects(ofStacks names: [String]) throws -> [String] {
        let known = built.compactMap { stack in stack.desired.map { (name: stack.name, project: $0.project) } }
        return try names.map { name in
            let fitting =
                known.first { $0.name.hasSameBytes(as: name) } ?? known.first { $0.project.hasSameBytes(as: name) }
            guard let fitting else { throw Failure(.usage, Project.unknownStack(name, known.map(\.name))) }
            return fitting.project
        }
    }

    private static func unknownStack(_ name: String, _ known: [String]) -> Diagnostic {
        let near = Suggestion.nearest(to: name, in: known).map { "Did you mean '\($0)'? " } ?? ""
        let listed = known.isEmpty ? "The SSOT names none." : "The SSOT names \(known.joined(separator: ", "))."
        return Diagnostic(.usage, "No stack is called '\(name)'", fix: near + listed)
    }
}
