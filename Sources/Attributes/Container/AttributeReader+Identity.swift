import Domain

/// The rest of `Config`, which no image gives.
extension AttributeReader {
    /// `id`: of the container that was inspected. A container without a host name of its own gets the first 12 digits
    /// of its ID from the Engine; such a host name is not read.
    func readIdentity(_ config: JSON, id: String?, into set: inout AttributeSet) {
        set[.image] = config["Image"]?.text.map(familiarImage)
        let hostname = config["Hostname"]
        let isGivenByEngine = AttributeReader.isShortID(hostname?.string ?? "", of: id ?? "")
        set[.hostname] = isGivenByEngine ? nil : free(hostname)
        set[.domainname] = free(config["Domainname"])
        set[.stopGracePeriod] = config["StopTimeout"]?.number
        set[.tty] = config["Tty"]?.truth
        set[.stdinOpen] = config["OpenStdin"]?.truth
        set[.macAddress] = config["MacAddress"]?.text?.canonicalMAC
    }

    private static func isShortID(_ name: String, of id: String) -> Bool {
        name.utf8.count >= 12 && id.utf8.starts(with: name.utf8)
    }

    /// The familiar form of a reference, as docker's command line prints it: `docker.io/library/odoo` is `odoo:latest`.
    /// A digest is kept.
    private func familiarImage(_ text: String) -> String {
        guard !ImageReference.isImageID(text) else { return text }
        guard let (reference, digest) = text.cut(at: "@") else { return ImageReference(text).familiar }
        let name = reference.split(separator: "/").last ?? ""
        let isTagged = name.utf8.contains(UInt8(ascii: ":"))
        let parsed = ImageReference(reference)
        let familiar = isTagged ? parsed.familiar : ImageReference.familiarRepository(parsed.repository)
        return "\(familiar)@\(digest)"
    }

    /// Labels of tools (Compose, Docker Desktop, this program) are left out: they say who made a container, not how it
    /// is configured. Only our labels `reconcile.content.PATH` are read, as the family `content`.
    func readLabels(_ labels: JSON?, into set: inout AttributeSet) {
        for member in labels?.members ?? [] {
            if let target = member.key.text(after: "reconcile.content.") {
                // Anybody can write such a label; only a digest is shown.
                let digest = member.value.text.flatMap { AttributeReader.isDigest($0) ? $0 : nil }
                set[.content, target.cleanPath] = digest ?? sealed(member.value)
            } else if isForPeople
                || !AttributeReader.toolLabels.contains(where: { member.key.utf8.starts(with: $0.utf8) })
            {
                set[.label, member.key] = sealed(member.value)
            }
        }
    }

    /// A keyed digest, or the SHA-256 of a file that git tracks.
    private static func isDigest(_ text: String) -> Bool {
        guard let digits = text.text(after: "sha256:") else { return AttributeSet.isSealed(text) }
        return digits.utf8.count == 64 && digits.utf8.isLowercaseHex
    }

    static let toolLabels = [
        "com.docker.compose.", "reconcile.", "desktop.docker.io/", "com.docker.volume.anonymous",
    ]
}

extension AttributeKey {
    /// Whether it is a label that says who made the object, not how it is configured.
    package var isToolLabel: Bool {
        family == .label && AttributeReader.toolLabels.contains { member?.hasBytePrefix($0) ?? false }
    }
}

/// How a container finds others by name.
extension AttributeReader {
    func readNames(_ host: JSON, into set: inout AttributeSet) {
        readExtraHosts(host.list("ExtraHosts"), into: &set)
        set[.dns] = TextList.ordered(host.texts("Dns").map(\.canonicalAddress))
        set[.dnsSearch] = TextList.ordered(host.list("DnsSearch").compactMap { free($0) })
        set[.dnsOption] = TextList.set(host.list("DnsOptions").compactMap { free($0) })
    }

    /// By name, whichever sign stands between name and address. They are sealed because a variable may fill them; a
    /// secret's digest must be that of the canonical address.
    private func readExtraHosts(_ list: [JSON], into set: inout AttributeSet) {
        var addresses: [AttributeKey: [String]] = [:]
        for element in list {
            if case .secret(_, let hmac, let prefix) = BodyReference(element) {
                let name = prefix.cut(at: ":", or: "=")?.head ?? prefix
                addresses[AttributeKey(.extraHost, name), default: []].append(hmac)
            } else if let (name, address) = element.text?.cut(at: ":", or: "=") {
                let canonical = address.withoutBrackets.canonicalAddress
                addresses[AttributeKey(.extraHost, name), default: []].append(seal(Array(canonical.utf8)))
            }
        }
        for (key, seals) in addresses { set[key] = TextList.set(seals) }
    }
}
