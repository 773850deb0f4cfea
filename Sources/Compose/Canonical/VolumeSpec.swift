import Domain

/// The short syntax of a volume: `[SOURCE:]TARGET[:OPTIONS]`.
struct VolumeSpec: Equatable {
    struct Fault: Error {
        let reason: String
    }

    static let syntax = "Write [SOURCE:]TARGET[:ro|rw|z|Z|nocopy|a propagation], or use the long form."

    private(set) var source = ""
    private(set) var target = ""
    private(set) var isReadOnly = false
    private(set) var isNoCopy = false
    private(set) var propagation: String?
    private(set) var seLinuxLabel: String?

    /// One or two characters: too short for the syntax. Compose takes them as the target.
    private(set) var isTiny = false

    /// A source that is a path, not the name of a volume.
    var isBind: Bool {
        guard let first = source.utf8.first else { return false }
        return [UInt8(ascii: "."), UInt8(ascii: "/"), UInt8(ascii: "~")].contains(first) || source.hasBytePrefix("\\\\")
            || Self.startsWithDrive(source)
    }

    static func parse(_ text: String) throws(Fault) -> VolumeSpec {
        guard !text.isEmpty else { throw Fault(reason: "it is empty") }
        var spec = VolumeSpec()
        guard text.utf8.count > 2 else {
            spec.target = text
            spec.isTiny = true
            return spec
        }
        let sections = sections(of: text)
        for (index, section) in sections.enumerated() {
            try spec.take(section, isLast: index == sections.count - 1)
        }
        return spec
    }

    /// A colon after a single letter belongs to a Windows drive, not to the syntax: Compose reads it so everywhere.
    private static func sections(of text: String) -> [String] {
        var sections: [String] = []
        var section = String.UnicodeScalarView()
        for scalar in text.unicodeScalars {
            let isDrive = section.count == 1 && section.allSatisfy(\.properties.isAlphabetic)
            if scalar == ":", !isDrive {
                sections.append(String(section))
                section = String.UnicodeScalarView()
            } else {
                section.append(scalar)
            }
        }
        return sections + [String(section)]
    }

    private static func startsWithDrive(_ text: String) -> Bool {
        let scalars = text.unicodeScalars
        guard let first = scalars.first, first.properties.isAlphabetic else { return false }
        return scalars.dropFirst().first == ":"
    }

    private mutating func take(_ section: String, isLast: Bool) throws(Fault) {
        if section.isEmpty { throw Fault(reason: "a part between colons is empty") }
        if source.isEmpty, !isLast {
            source = section
        } else if target.isEmpty {
            target = section
        } else if !isLast {
            throw Fault(reason: "it has too many colons")
        } else {
            section.split(separator: ",", omittingEmptySubsequences: false).forEach { take(option: String($0)) }
        }
    }

    /// Compose passes over options that it does not know.
    private mutating func take(option: String) {
        switch option {
        case "ro": isReadOnly = true
        case "rw": isReadOnly = false
        case "nocopy": isNoCopy = true
        case "rprivate", "private", "rshared", "shared", "rslave", "slave": propagation = option
        case "z", "Z": seLinuxLabel = option
        default: break
        }
    }
}
