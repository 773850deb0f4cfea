import Domain

/// Whether a literal value looks like a secret: by the name that it has, because it assigns to such a name
/// (`username=x,password=y`), or because it is a URL with a password in it.
enum SecretWords {
    static func suspects(key: String, value: String) -> Bool {
        isSecret(key) || holdsPassword(value) || assignsSecret(value)
    }

    /// A word of a command: `--password=x`, `PGPASSWORD=x psql`, and what follows `--password`.
    static func suspects(word: String, after previous: String) -> Bool {
        let isFlag = previous.utf8.first == UInt8(ascii: "-") && !previous.utf8.contains(UInt8(ascii: "="))
        return holdsPassword(word) || assignsSecret(word)
            || isFlag && isSecret(previous) && word.utf8.first != UInt8(ascii: "-")
    }

    private static func assignsSecret(_ value: String) -> Bool {
        let assignments = value.split { " ,;&?\n\t'\"".contains($0) }
        return assignments.contains { assignment in
            guard let sign = assignment.firstIndex(of: "="), sign != assignment.startIndex else { return false }
            return isSecret(String(assignment[..<sign])) && assignment.index(after: sign) != assignment.endIndex
        }
    }

    /// Whole words and parts of words: `PGPASSWORD`, `API_KEY`, `authToken`, but neither `KEYBOARD` nor `AUTHOR`.
    static func isSecret(_ key: String) -> Bool {
        let upper = key.uppercased()
        guard !telling.contains(where: upper.contains) else { return true }
        return words(of: key).contains { whole.contains($0) }
    }

    /// A file that holds keys or passwords, by its path.
    static func isSecretFile(_ path: String) -> Bool {
        guard !isSecret(path) else { return true }
        let name = (path.split(separator: "/").last.map(String.init) ?? path).lowercased()
        return secretFiles.contains { name.hasBytePrefix($0) } || secretEndings.contains { name.hasByteSuffix($0) }
    }

    private static let secretFiles = [
        ".env", "id_rsa", "id_dsa", "id_ecdsa", "id_ed25519", ".netrc", ".pgpass", ".npmrc", ".pypirc", ".htpasswd",
        "htpasswd", ".git-credentials", "kubeconfig", "shadow",
    ]

    private static let secretEndings = [
        ".env", ".pem", ".key", ".p12", ".pfx", ".jks", ".keystore", ".kdbx", ".ppk", ".gpg", ".asc", ".htpasswd",
    ]

    /// `REQUIREPASS` and `MASTERAUTH` are options of Redis.
    private static let telling = [
        "PASSWORD", "PASSWD", "PASSPHRASE", "SECRET", "TOKEN", "CREDENTIAL", "APIKEY", "REQUIREPASS", "MASTERAUTH",
    ]

    private static let whole: Set<String> = [
        "AUTH", "KEY", "KEYS", "PASS", "PRIVATE", "PSK", "PWD", "SALT",
    ]

    /// Split at everything but letters and digits, and where a capital follows a small letter.
    private static func words(of key: String) -> [String] {
        var words = [""]
        var wasSmall = false
        for character in key {
            if character.isLetter || character.isNumber {
                if wasSmall, character.isUppercase { words.append("") }
                words[words.count - 1].append(contentsOf: character.uppercased())
            } else {
                words.append("")
            }
            wasSmall = character.isLowercase
        }
        return words
    }

    /// `scheme://user:password@host`.
    private static func holdsPassword(_ value: String) -> Bool {
        for start in value.ranges(of: "://").map(\.upperBound) {
            let authority = value[start...].prefix { !"/?# ".contains($0) }
            guard let at = authority.lastIndex(of: "@"), let colon = authority.firstIndex(of: ":") else { continue }
            if colon < at { return true }
        }
        return false
    }
}
