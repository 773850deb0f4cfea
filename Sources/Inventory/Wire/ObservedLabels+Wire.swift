import Domain

extension ObservedLabels {
    /// Keeps what classification and planning read, and drops every other label before it can go anywhere.
    init(_ members: [JSON.Member], of key: String, isAnonymousVolume: Bool = false) throws(FieldFault) {
        for member in members where member.value.string == nil { throw FieldFault(field: key) }
        let keys = members.map(\.key)
        self.init(
            composeProject: ObservedLabels.value("com.docker.compose.project", in: members),
            composeService: ObservedLabels.value("com.docker.compose.service", in: members),
            protect: ObservedLabels.asksForProtection(ObservedLabels.value("reconcile.protect", in: members)),
            isOurs: keys.contains { $0.hasBytePrefix("reconcile.") && !$0.hasSameBytes(as: "reconcile.protect") },
            isSwarm: keys.contains { $0.hasBytePrefix("com.docker.swarm.") },
            isAnonymousVolume: isAnonymousVolume
                || keys.contains { $0.hasSameBytes(as: "com.docker.volume.anonymous") },
            isOneOff: ObservedLabels.value("com.docker.compose.oneoff", in: members)?.lowercased() == "true",
            composeConfigFiles: ObservedLabels.value("com.docker.compose.project.config_files", in: members),
            composeWorkingDirectory: ObservedLabels.value("com.docker.compose.project.working_dir", in: members),
            composeConfigHash: ObservedLabels.value("com.docker.compose.config-hash", in: members),
            specDigest: ObservedLabels.value("reconcile.spec", in: members)
        )
    }

    private static func value(_ key: String, in members: [JSON.Member]) -> String? {
        guard let value = members.first(where: { $0.key.hasSameBytes(as: key) })?.value.string else { return nil }
        return value.isEmpty ? nil : value
    }

    /// Protecting is generous in what it understands.
    private static func asksForProtection(_ value: String?) -> Bool {
        guard let value else { return false }
        return ["true", "1", "yes", "on"].contains(value.lowercased())
    }
}

extension String {
    /// By bytes: `String.hasPrefix` is false where a combining character follows.
    func hasBytePrefix(_ prefix: String) -> Bool { utf8.starts(with: prefix.utf8) }
}
