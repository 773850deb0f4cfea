/// One mount of a container in a form that does not depend on how it was asked for (`Binds`, `Mounts`, `Tmpfs`,
/// `Volumes`).
package struct Mount: Sendable, Hashable {
    /// `volume`, `bind`, `tmpfs`, …
    package var type: String
    /// A volume's name, a path of the host; empty for an anonymous volume and for a tmpfs.
    package var source: String
    package var isReadOnly: Bool
    /// Empty for the Engine's default, `rprivate`.
    package var propagation: String
    /// Options that only the request shows, such as `subpath=data`, and those of a tmpfs; sorted, without duplicates.
    package var options: [String] {
        didSet { options = Set(options).sortedByBytes() }
    }

    package static let anonymousVolume = Mount(type: "volume")

    package init(
        type: String,
        source: String = "",
        isReadOnly: Bool = false,
        propagation: String = "",
        options: [String] = []
    ) {
        self.type = type
        self.source = source
        self.isReadOnly = isReadOnly
        self.propagation = propagation
        self.options = Set(options).sortedByBytes()
    }

    /// A volume that nobody gave a name, whatever the Engine called it.
    package var isAnonymousVolume: Bool {
        type == "volume" && (source.isEmpty || ObservedVolume.looksAnonymous(source))
    }

    /// `nil` for other mounts, and for a volume without a name of its own.
    package var namedVolume: String? { type == "volume" && !isAnonymousVolume ? source : nil }
}

/// The canonical text of a mount: its words, with a backslash before every space and backslash within one.
extension Mount {
    /// `volume NAME rw`, `bind SOURCE ro rslave`, `tmpfs mode=700 size=1048576`.
    package var text: String {
        let access = isReadOnly ? "ro" : "rw"
        let words: [String] =
            switch type {
            case "volume": [type, namedVolume ?? Mount.anonymous, access]
            case "tmpfs": [type] + (isReadOnly ? [access] : [])
            default: [type, source, access] + (["", "rprivate"].contains(propagation) ? [] : [propagation])
            }
        return (words + options).map(Mount.escaped).joined(separator: " ")
    }

    /// Reads what ``text`` wrote; `nil` for anything else.
    package init?(parsing text: String) {
        var words = Mount.words(of: text)[...]
        guard let type = words.popFirst(), !type.isEmpty else { return nil }
        var mount = Mount(type: type)
        if type != "tmpfs" {
            guard let source = words.popFirst(), let access = words.first, ["ro", "rw"].contains(access) else {
                return nil
            }
            mount.source = type == "volume" && source == Mount.anonymous ? "" : source
        }
        if let access = words.first, ["ro", "rw"].contains(access) {
            mount.isReadOnly = access == "ro"
            words.removeFirst()
        }
        if type != "tmpfs", let word = words.first, Mount.propagations.contains(word) {
            mount.propagation = word
            words.removeFirst()
        }
        mount.options = Array(words)
        self = mount
    }

    private static let anonymous = "(anonymous)"

    package static let propagations: Set<String> = ["private", "rprivate", "shared", "rshared", "slave", "rslave"]

    private static func escaped(_ word: String) -> String {
        guard word.utf8.contains(where: { $0 == UInt8(ascii: " ") || $0 == UInt8(ascii: "\\") }) else { return word }
        return word.replacing("\\", with: "\\\\").replacing(" ", with: "\\ ")
    }

    private static func words(of text: String) -> [String] {
        var words = [""]
        var isEscaped = false
        for scalar in text.unicodeScalars {
            if isEscaped || scalar != "\\" && scalar != " " {
                words[words.count - 1].unicodeScalars.append(scalar)
                isEscaped = false
            } else if scalar == "\\" {
                isEscaped = true
            } else {
                words.append("")
            }
        }
        return words
    }
}

extension AttributeSet {
    /// The mount at a target; `nil` where nothing is mounted.
    package func mount(at target: String) -> Mount? {
        self[AttributeKey(.mount, target)].flatMap { Mount(parsing: $0) }
    }
}
