internal import Domain
internal import Files

/// The commit that a checkout stands on, read from git's own files; `nil` outside git.
enum GitHead {
    static func commit(at root: String) -> String? {
        let git = Paths.join(root, ".git")
        guard let head = line(Paths.join(git, "HEAD")) else { return nil }
        guard let name = head.text(after: "ref: ") else { return valid(head) }
        return line(Paths.join(git, name)).flatMap(valid) ?? packed(name, git)
    }

    private static func packed(_ name: String, _ git: String) -> String? {
        let lines = text(Paths.join(git, "packed-refs"))?.split(separator: "\n") ?? []
        return lines.first { $0.hasByteSuffix(" \(name)") }.flatMap { $0.split(separator: " ").first }.flatMap {
            valid(String($0))
        }
    }

    private static func line(_ path: String) -> String? {
        text(path)?.split(separator: "\n").first.map(String.init)
    }

    private static func text(_ path: String) -> String? {
        (try? FileReading.read(path, limit: 4 << 20)).map { String(decoding: $0, as: UTF8.self) }
    }

    private static func valid(_ text: String) -> String? {
        [40, 64].contains(text.utf8.count) && text.utf8.isLowercaseHex ? text : nil
    }
}
