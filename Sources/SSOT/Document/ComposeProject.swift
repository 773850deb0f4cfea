/// Compose's rules for the name of a project.
package enum ComposeProject {
    /// The name that Compose makes of a directory: ASCII lower case, other characters than `[a-z0-9_-]` dropped, then
    /// leading `-` and `_`; `nil` where nothing is left.
    package static func normalized(_ directory: String) -> String? {
        let kept = directory.utf8.map { (65...90).contains($0) ? $0 + 32 : $0 }.filter(isAllowed)
        let name = String(decoding: kept.drop { !isFirst($0) }, as: UTF8.self)
        return name.isEmpty ? nil : name
    }

    /// Whether Compose takes the text as a project name without changing it.
    package static func isValid(_ name: String) -> Bool {
        guard let first = name.utf8.first, isFirst(first) else { return false }
        return name.utf8.allSatisfy(isAllowed)
    }

    /// The last directory of a path after `.` and `..` are worked off; `nil` where the path tells none.
    static func directoryName(ofFile path: String) -> String? {
        var directories: [Substring] = []
        for part in path.split(separator: "/").dropLast() where part != "." {
            if part == ".." {
                guard directories.popLast() != nil else { return nil }
            } else {
                directories.append(part)
            }
        }
        return directories.last.flatMap { $0 == "~" ? nil : String($0) }
    }

    private static func isFirst(_ byte: UInt8) -> Bool { (97...122).contains(byte) || (48...57).contains(byte) }

    private static func isAllowed(_ byte: UInt8) -> Bool {
        isFirst(byte) || byte == UInt8(ascii: "_") || byte == UInt8(ascii: "-")
    }
}
