/// Paths as text, after Go's `path`: no file system is asked.
enum Path {
    /// Without `.`, `..` and doubled slashes; empty stays empty.
    static func clean(_ path: String) -> String {
        guard !path.isEmpty else { return "" }
        let isAbsolute = path.utf8.first == UInt8(ascii: "/")
        var parts: [Substring] = []
        for part in path.split(separator: "/") where part != "." {
            if part == "..", let last = parts.last, last != ".." {
                parts.removeLast()
            } else if part != ".." || !isAbsolute {
                parts.append(part)
            }
        }
        let joined = parts.joined(separator: "/")
        return isAbsolute ? "/" + joined : (joined.isEmpty ? "." : joined)
    }

    static func isAbsolute(_ path: String) -> Bool { path.utf8.first == UInt8(ascii: "/") }

    static func join(_ base: String, _ path: String) -> String { clean(base + "/" + path) }
}
