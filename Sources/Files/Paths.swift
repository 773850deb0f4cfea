/// Paths as text: nothing here looks at the disk.
package enum Paths {
    package static func isAbsolute(_ path: String) -> Bool { path.utf8.first == UInt8(ascii: "/") }

    /// `path` below `base`; an absolute `path` stands for itself.
    package static func join(_ base: String, _ path: String) -> String {
        if isAbsolute(path) || base.isEmpty { return path }
        return base.utf8.last == UInt8(ascii: "/") ? base + path : base + "/" + path
    }

    /// Everything before the last component: `.` where there is only one, `/` for the root.
    package static func parent(of path: String) -> String {
        let parts = components(path).dropLast()
        if parts.isEmpty { return isAbsolute(path) ? "/" : "." }
        return (isAbsolute(path) ? "/" : "") + parts.joined(separator: "/")
    }

    /// The last component; empty for the root.
    package static func lastComponent(of path: String) -> String { components(path).last ?? "" }

    /// The path without `.`, doubled slashes and those `..` that follow a name. Links are not considered.
    package static func normalized(_ path: String) -> String {
        var kept: [String] = []
        for part in components(path) where part != "." {
            if part == "..", let last = kept.last, last != ".." {
                kept.removeLast()
            } else if part != ".." || !isAbsolute(path) {
                kept.append(part)
            }
        }
        let text = kept.joined(separator: "/")
        if isAbsolute(path) { return "/" + text }
        return text.isEmpty ? "." : text
    }

    /// `path` as seen from `root` where it lies below it (`.` for the root itself), else `nil`. Both are normalised.
    package static func relative(_ path: String, to root: String) -> String? {
        let inner = components(normalized(path))
        let outer = components(normalized(root)).filter { $0 != "." }
        guard isAbsolute(path) == isAbsolute(root), inner.count >= outer.count else { return nil }
        guard zip(inner, outer).allSatisfy({ $0.utf8.elementsEqual($1.utf8) }) else { return nil }
        let rest = inner.dropFirst(outer.count)
        guard rest.first != ".." else { return nil }
        return rest.isEmpty ? "." : rest.joined(separator: "/")
    }

    /// Split on bytes: a combining mark after a slash would hide the slash from `Character`.
    private static func components(_ path: String) -> [String] {
        path.utf8.split(separator: UInt8(ascii: "/")).map { String(decoding: $0, as: UTF8.self) }
    }
}
