import Domain

extension ModelLoad {
    /// Services of one file, among which `extends` looks for its base.
    struct Services {
        let members: [ComposeValue.Entry]
        private let index: MemberIndex
        /// The same services as written, with their `!reset` and `!override` tags.
        let tags: ComposeValue?
        /// Absolute.
        let file: String
        /// What the paths of `extends` start from.
        let directory: String

        init(_ values: ComposeValue?, tags: ComposeValue?, file: String, directory: String) {
            members = values?.entries ?? []
            index = MemberIndex(members)
            self.tags = tags
            self.file = file
            self.directory = directory
        }

        subscript(name: String) -> ComposeValue? { index[name].map { members[$0].value } }
    }

    /// What reading another file's services depends on; the key under which they are cached.
    struct ServicesKey: Hashable {
        let path: String
        let variables: [String: String]
    }

    private struct Reference: Hashable {
        let file: String
        let service: String
    }

    /// The longest chain of `extends`.
    private static let chainLimit = 64

    /// The project with every service merged onto what it extends.
    mutating func extending(
        _ project: ComposeValue,
        tags: ComposeValue,
        of path: String,
        _ scope: Scope
    ) -> ComposeValue {
        guard let services = project["services"], services.entries.contains(where: { $0.value["extends"] != nil })
        else { return project }
        let known = Services(services, tags: tags["services"], file: path, directory: scope.directory)
        var done = Done()
        return project.setting(
            "services",
            services.mapEntries { resolved($0.key, in: known, chain: [], &done, scope) ?? $0.value.removing("extends") }
        )
    }

    /// Results by service, so that each is resolved once; `nil` where resolving failed.
    private typealias Done = [Reference: ComposeValue?]

    /// `nil` together with an error.
    private mutating func resolved(
        _ name: String,
        in services: Services,
        chain: [Reference],
        _ done: inout Done,
        _ scope: Scope
    ) -> ComposeValue? {
        guard let service = services[name], let extends = service["extends"] else { return services[name] }
        let here = Reference(file: services.file, service: name)
        guard !isCycle(here, chain, at: extends.position) else { return nil }
        if let known = done[here] { return known }
        let result = merged(service, extends, in: services, chain: chain + [here], &done, scope)
        done[here] = .some(result)
        return result
    }

    private mutating func merged(
        _ service: ComposeValue,
        _ extends: ComposeValue,
        in services: Services,
        chain: [Reference],
        _ done: inout Done,
        _ scope: Scope
    ) -> ComposeValue? {
        guard let base = base(of: extends, in: services, scope) else { return nil }
        guard let found = resolved(base.name, in: base.services, chain: chain, &done, scope) else { return nil }
        guard !found.isNull else { return service.removing("extends") }
        let source =
            chain.last.flatMap { services.tags?[$0.service] }.map { MergeTags.apply(of: $0, to: found) } ?? found
        return merged(source, service, at: TreePath("services.x")).removing("extends")
    }

    private mutating func isCycle(_ here: Reference, _ chain: [Reference], at position: SourcePosition) -> Bool {
        guard chain.contains(here) || chain.count >= ModelLoad.chainLimit else { return false }
        let names = (chain + [here]).suffix(8).map { "\($0.service) in \(files.shown($0.file))" }
        findings.error(
            .stackReference,
            "Services extend each other without end: " + names.joined(separator: " > ") + ".",
            fix: "Take one of these `extends` away.",
            at: position
        )
        return true
    }

    private mutating func base(
        of extends: ComposeValue,
        in services: Services,
        _ scope: Scope
    ) -> (name: String, services: Services)? {
        reportUnknown(extends, of: "extends", known: ["service", "file"])
        guard let name = extends.string ?? extends["service"]?.string else {
            findings.error(
                .stackValue,
                "`extends` names no service.",
                fix: "Write `extends:` and below it `service: NAME`.",
                at: extends.position
            )
            return nil
        }
        guard let file = extends["file"] else { return checked(name, services, at: extends.position) }
        guard let path = localPath(file, in: services.directory) else { return nil }
        return self.services(of: path, at: file.position, scope).flatMap { checked(name, $0, at: extends.position) }
    }

    private mutating func checked(
        _ name: String,
        _ services: Services,
        at position: SourcePosition
    ) -> (name: String, services: Services)? {
        guard services[name] == nil else { return (name, services) }
        findings.error(
            .stackReference,
            "There is no service `\(name)` in `\(files.shown(services.file))` to extend.",
            fix: "Correct the name, or name the `file:` that has it.",
            at: position
        )
        return nil
    }

    /// The services of another file, in long form and with absolute paths. Its own includes do not count.
    private mutating func services(of path: String, at position: SourcePosition, _ scope: Scope) -> Services? {
        let key = ServicesKey(path: path, variables: scope.variables)
        if let known = extended[key] { return known }
        guard let documents = documents(of: path, namedAt: position) else { return nil }
        let start = ComposeValue(.mapping([]), at: SourcePosition(file: files.shown(path), line: 1, column: 1))
        let trees = documents.compactMap { interpolated($0, scope.variables) }
        let merged = trees.reduce(start) { combined(MergeTags.apply(of: $1, to: $0), MergeTags.stripped($1)) }
        let directory = Path.parent(path)
        let absolute = PathResolution.apply(merged, directory: directory, home: scope.variables["HOME"])
        let services = Services(
            absolute["services"],
            tags: trees.last?["services"],
            file: path,
            directory: directory
        )
        extended[key] = services
        return services
    }
}
