package import Domain

/// Which resources an audit lists: `class=unknown,kind=container`. Values of one key are alternatives; keys add up.
package struct AuditFilter: Sendable, Hashable {
    package let classes: Set<ResourceClass>
    package let kinds: Set<ResourceKind>

    package static let everything = AuditFilter()

    /// - Parameters:
    ///   - classes: the classes to list; empty lists all.
    ///   - kinds: the kinds to list; empty lists all.
    package init(classes: Set<ResourceClass> = [], kinds: Set<ResourceKind> = []) {
        self.classes = classes
        self.kinds = kinds
    }

    /// Reads the values of `--filter`, each one or more `key=value` with commas between.
    /// - Throws: a usage diagnostic that names the keys and values there are.
    package init(parsing texts: [String]) throws(Diagnostic) {
        var classes: Set<ResourceClass> = []
        var kinds: Set<ResourceKind> = []
        for term in texts.flatMap({ $0.split(separator: ",") }) {
            let parts = term.split(separator: "=", maxSplits: 1).map(String.init)
            switch (parts.first, parts.last) {
            case ("class", let value?) where parts.count == 2: classes.insert(try AuditFilter.class(value))
            case ("kind", let value?) where parts.count == 2: kinds.insert(try AuditFilter.kind(value))
            default: throw AuditFilter.fault("The filter \"\(term)\" is not understood.", "class=… and kind=…")
            }
        }
        self.init(classes: classes, kinds: kinds)
    }

    package func includes(_ resource: ClassifiedResource) -> Bool {
        (classes.isEmpty || classes.contains(resource.class)) && includes(resource.address)
    }

    func includes(_ address: Address) -> Bool { kinds.isEmpty || kinds.contains(address.kind) }

    private static func `class`(_ text: String) throws(Diagnostic) -> ResourceClass {
        let spelled = text.split(separator: "-").joined(separator: "_")
        if spelled == "safe_delete" { return .extraSafeDelete }
        guard let value = ResourceClass(rawValue: spelled) else {
            throw fault(
                "There is no class \"\(text)\".",
                ResourceClass.allCases.map(\.rawValue).joined(separator: ", ")
            )
        }
        return value
    }

    private static func kind(_ text: String) throws(Diagnostic) -> ResourceKind {
        guard let value = ResourceKind(rawValue: text) else {
            throw fault("There is no kind \"\(text)\".", ResourceKind.allCases.map(\.rawValue).joined(separator: ", "))
        }
        return value
    }

    private static func fault(_ summary: String, _ choices: String) -> Diagnostic {
        Diagnostic(.usage, .error, summary, fix: "Use \(choices).")
    }
}
