import Domain

/// From the merged tree of all files to the model that `docker compose config` prints.
///
/// Every step leaves alone what it does not understand; the schema says what is wrong with it.
enum CanonicalProject {
    /// Long forms, defaults, checks of single values and absolute paths of one project, as an included project needs
    /// them before it merges into the including one. Doing it twice changes nothing.
    /// The context's `directory` is the included project's own.
    static func complete(_ tree: ComposeValue, _ context: LoadContext) -> Canonicalized {
        let long = LongForms.apply(tree)
        let whole = DefaultValues.apply(long.tree)
        let diagnostics = long.diagnostics + ValueChecks.check(whole)
        let home = context.variables["HOME"]
        let resolved = PathResolution.apply(whole, directory: context.directory, home: home)
        return Canonicalized(tree: resolved, diagnostics: diagnostics)
    }

    /// The final model of a merged project.
    static func canonicalize(_ merged: ComposeValue, _ context: LoadContext) -> Canonicalized {
        guard !merged.entries.isEmpty else { return empty(merged) }
        let complete = complete(merged, context)
        let normal = Normalization.apply(complete.tree, context)
        let selection = Selection(of: normal, profiles: context.profiles)
        let final = ShapeReader.read(normal)
        var diagnostics =
            obsolete(merged) + complete.diagnostics + final.diagnostics + Consistency.check(normal, selection)
        if !diagnostics.contains(where: { $0.severity == .error }) {
            let services = selection.services(of: final.tree)
            diagnostics += Conflicts.check(services) + SwarmOnly.check(services)
        }
        var files = ServiceFiles(context: context)
        let sources = Dictionary(selection.enabled.map { ($0.key, $0.value) }) { first, _ in first }
        let tree = selection.applied(to: final.tree).updating("services") { services in
            services.mapEntries { files.apply(scaled($0.value), from: sources[$0.key] ?? $0.value) }
        }
        return Canonicalized(tree: tree, diagnostics: diagnostics + files.diagnostics)
    }

    /// `scale` counts for `deploy`, too.
    private static func scaled(_ service: ComposeValue) -> ComposeValue {
        guard let scale = service["scale"] else { return service }
        return service.updating("deploy") { ShapeReader.sorted($0, $0.setting("replicas", scale).entries) }
    }

    private static func obsolete(_ merged: ComposeValue) -> [Diagnostic] {
        guard let version = merged.entry("version") else { return [] }
        let summary = "`version` is obsolete and means nothing."
        return [Diagnostic(.stackUnsupported, .warning, summary, fix: "Delete it.", position: version.keyPosition)]
    }

    private static func empty(_ merged: ComposeValue) -> Canonicalized {
        let fix = "Write at least one service below `services:`."
        let diagnostic = Diagnostic(.stackValue, "The Compose file is empty.", fix: fix, position: merged.position)
        return Canonicalized(tree: merged, diagnostics: [diagnostic])
    }
}

/// A tree and what was found on the way. The tree means nothing where a diagnostic is an error.
struct Canonicalized: Sendable {
    let tree: ComposeValue
    let diagnostics: [Diagnostic]
}
