import Attributes
import Compose
import Domain
import JSON

/// Builds one container of a service: the body that Compose would send, and what planning has to know beside it.
struct ServiceBuilder {
    let project: StackProject
    let context: StackContext
    let service: ComposeValue.Entry
    /// Counts from 1.
    let number: Int
    var vault: SecretCollector
    var findings: DiagnosticCollector
    /// Plain texts of attributes whose values are sealed but are no secrets, for people to read.
    var shown: [AttributeKey: String] = [:]

    init(
        _ service: ComposeValue.Entry,
        number: Int,
        of project: StackProject,
        _ context: StackContext,
        _ vault: SecretCollector,
        _ findings: DiagnosticCollector
    ) {
        self.project = project
        self.context = context
        self.service = service
        self.number = number
        self.vault = vault
        self.findings = findings
    }

    var name: String { project.containerName(service, number: number) }

    /// How messages call the service.
    var owner: String { "service `\(service.key)`" }

    subscript(key: String) -> ComposeValue? { service.value[key] }

    func place(of key: String) -> SourcePosition { service.value.entry(key)?.keyPosition ?? service.keyPosition }

    mutating func build() -> DesiredContainer {
        let networking = networking()
        let mounts = mounts()
        var host = host(networking.mode)
        host.add(mounts.body)
        let contents = contents(of: mounts.files)
        let labels = labels(contents: contents)
        var body = configuration()
        body.set("MacAddress", networking.macAddress)
        body.set("HostConfig", host)
        body.set("NetworkingConfig", networking.body)
        refuseLargeNumbers(in: body.json)
        return finished(body, labels, networking.connections, contents)
    }

    private mutating func finished(
        _ body: JSONObjectBuilder,
        _ labels: JSONObjectBuilder,
        _ connections: [DesiredContainer.Connection],
        _ contents: [MountedContent]
    ) -> DesiredContainer {
        var unmarked = body
        unmarked.set("Labels", labels)
        let (name, json) = (name, unmarked.json)
        let read = { (reader: AttributeReader) in
            reader.container(name: name, body: json, connections: connections)
        }
        var marked = body
        marked.set("Labels", marking(labels, read(context.digests.plainReader)))
        return container(marked.json, read(context.digests.reader), connections, contents)
    }

    private func container(
        _ body: JSON,
        _ attributes: AttributeSet,
        _ connections: [DesiredContainer.Connection],
        _ contents: [MountedContent]
    ) -> DesiredContainer {
        DesiredContainer(
            service: service.key,
            name: name,
            image: image,
            pull: pull,
            platform: self["platform"]?.text.flatMap { $0.isEmpty ? nil : $0 },
            isBuilt: isBuilt,
            body: body,
            attributes: attributes,
            shown: shown,
            otherContents: Dictionary(
                firstWins: contents.compactMap { one in one.other.map { (AttributeKey(.content, one.target), $0) } }
            ),
            composeHash: composeHash,
            connections: connections,
            dependencies: dependencies,
            sharesWith: sharesWith,
            hasHealthcheck: hasHealthcheck,
            isJob: isJob,
            stopGraceSeconds: stopGraceSeconds,
            position: service.keyPosition,
            places: places
        )
    }
}

extension ServiceBuilder {
    /// A value as it goes into the body: a secret as its reference. `part` is the secret's name behind that of the
    /// service, `env.TZ`; under `key` people may read what is no secret.
    mutating func sealed(
        _ value: ComposeValue,
        _ part: String,
        as key: AttributeKey?,
        prefix: String = "",
        suspected: Bool = false
    ) -> JSON {
        let name = "\(service.key).\(part)"
        if let reference = vault.reference(value, name: name, prefix: prefix, suspected: suspected) { return reference }
        let text = value.text ?? ""
        if let key { shown[key] = text }
        return .string(prefix + text)
    }

    /// A mapping of texts, each sealed for itself.
    mutating func sealedMap(_ map: ComposeValue?, _ part: String, as family: AttributeFamily?) -> JSONObjectBuilder {
        var body = JSONObjectBuilder()
        for entry in map?.entries ?? [] {
            let key = family.map { AttributeKey($0, entry.key) }
            let isSuspect = SecretWords.suspects(key: entry.key, value: entry.value.text ?? "")
            body.keep(entry.key, sealed(entry.value, "\(part).\(entry.key)", as: key, suspected: isSuspect))
        }
        return body
    }

    /// A list of words, each sealed for itself; `nil` for no list. An empty list is none.
    mutating func sealedList(_ list: ComposeValue?, _ part: String, as key: AttributeKey) -> JSON? {
        guard let list, !list.isNull else { return nil }
        let words = list.text.map { ComposeValue(.string($0), at: list.position, origins: list.origins) }
        let elements = words.map { [$0] } ?? list.elements
        let texts = elements.map { $0.text ?? "" }
        let sealed = elements.enumerated().map { index, element in
            let isSuspect = SecretWords.suspects(word: texts[index], after: index > 0 ? texts[index - 1] : "")
            return self.sealed(element, "\(part).\(index)", as: nil, suspected: isSuspect)
        }
        if sealed.allSatisfy({ $0.string != nil }) { shown[key] = JSON.array(sealed).text(.compact) }
        return .array(sealed)
    }
}
