import Domain

extension ObservedLabels {
    /// Keeps what classification and planning read, and drops every other label before it can go anywhere.
    init(_ members: [JSON.Member], of key: String, isAnonymousVolume: Bool = false) throws(FieldFault) {
        for member in members where member.value.string == nil { throw FieldFault(field: key) }
        let keys = members.map(\.key)
        self.init(
            composeProject: ObservedLabels.value("com.docker.compose.project", in: members),
            composeService: ObservedLabels.value("com.docker.compose.service", in: members),
            composeNumber: ObservedLabels.value("com.docker.compose.container-number", in: members).flatMap { Int($0) },
            protect: ObservedLabels.asksForProtection(ObservedLabels.value("reconcile.protect", in: members)),
            isOurs: keys.contains { $0.hasBytePrefix("reconcile.") && !$0.hasSameBytes(as: "reconcile.protect") },
            isSwarm: keys.contains {
                $0.hasBytePrefix("com.docker.swarm.") || $0.hasSameBytes(as: "com.docker.stack.namespace")
            },
            isAnonymousVolume: isAnonymousVolume
                || keys.contains { $0.hasSameBytes(as: "com.docker.volume.anonymous") },
            isOneOff: ObservedLabels.value("com.docker.compose.oneoff", in: members)?.lowercased() == "true",
            composeConfigFiles: ObservedLabels.path("com.docker.compose.project.config_files", in: members),
            composeWorkingDirectory: ObservedLabels.path("com.docker.compose.project.working_dir", in: members),
            composeConfigHash: ObservedLabels.hash("com.docker.compose.config-hash", in: members),
            specDigest: ObservedLabels.spec(members),
            planFileHash: ObservedLabels.planFileHash(members)
        )
    }

    private static func value(_ key: String, in members: [JSON.Member]) -> String? {
        guard let value = members.first(where: { $0.key.hasSameBytes(as: key) })?.value.string else { return nil }
        return value.isEmpty ? nil : value
    }

    // Anybody may write anything into a label: only what has the form of what the tools write is kept as it is.

    private static func path(_ key: String, in members: [JSON.Member]) -> String? {
        value(key, in: members).flatMap { $0.hasBytePrefix("/") ? $0 : nil }
    }

    private static func hash(_ key: String, in members: [JSON.Member]) -> String? {
        value(key, in: members).flatMap { $0.utf8.allSatisfy(isHexadecimal) ? $0 : nil }
    }

    private static func spec(_ members: [JSON.Member]) -> String? {
        value("reconcile.spec", in: members).flatMap { text in
            ["v1:hmac-sha256:", "v2:sha256:"].contains { prefix in
                text.hasBytePrefix(prefix) && text.utf8.dropFirst(prefix.utf8.count).allSatisfy(isHexadecimal)
            } ? text : nil
        }
    }

    /// The hash of `sha256:<64 hex>:<action>.<step>`.
    private static func planFileHash(_ members: [JSON.Member]) -> String? {
        guard let mark = value("reconcile.step", in: members) else { return nil }
        let parts = mark.utf8.split(separator: UInt8(ascii: ":"), omittingEmptySubsequences: false)
        guard parts.count == 3, parts[0].elementsEqual("sha256".utf8), parts[1].count == 64,
            parts[1].allSatisfy(isHexadecimal)
        else { return nil }
        let place = parts[2].split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
        guard place.count == 2, place.allSatisfy({ !$0.isEmpty && $0.allSatisfy(isDigit) }) else { return nil }
        return "sha256:" + String(decoding: parts[1], as: UTF8.self)
    }

    private static func isDigit(_ byte: UInt8) -> Bool { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) }

    private static func isHexadecimal(_ byte: UInt8) -> Bool {
        (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) || (UInt8(ascii: "a")...UInt8(ascii: "f")).contains(byte)
    }

    /// Accepts more than `true`, in any case: whoever writes such a label wants protection.
    private static func asksForProtection(_ value: String?) -> Bool {
        guard let value else { return false }
        return ["true", "1", "yes", "on"].contains(value.lowercased())
    }
}
