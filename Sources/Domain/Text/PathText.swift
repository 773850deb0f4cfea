/// Paths as text, after Go's `path`: no file system is asked, and links are not followed. They are split on bytes: a
/// combining mark behind a slash would hide the slash from `Character`.
extension String {
    package var isAbsolutePath: Bool { utf8.first == UInt8(ascii: "/") }

    /// The shortest path that names the same: `/srv//app/../other/` is `/srv/other`; the empty one is `.`.
    package var cleanPath: String {
        var parts: [Substring.UTF8View] = []
        for part in utf8.split(separator: UInt8(ascii: "/")) where !part.elementsEqual(".".utf8) {
            let isUp = part.elementsEqual("..".utf8)
            if isUp, let last = parts.last, !last.elementsEqual("..".utf8) {
                parts.removeLast()
            } else if !isUp || !isAbsolutePath {
                parts.append(part)
            }
        }
        let joined = parts.map { String(Substring($0)) }.joined(separator: "/")
        return isAbsolutePath ? "/" + joined : joined.isEmpty ? "." : joined
    }
}
