import Domain

/// Forms of text that cannot be a secret: numbers, addresses, ports, signals. A text of such a form stands in plain in
/// plans, both as wanted and as observed; every other free text stands as a keyed digest.
package enum PlainForm {
    /// Digits, alone or in two parts: a user, a group, `1000:1000`.
    package static func isNumeric(_ text: String) -> Bool {
        !text.isEmpty && text.utf8.allSatisfy { (48...57).contains($0) || $0 == UInt8(ascii: ":") }
    }

    /// What every Engine understands as the value of a security option.
    package static func isSecurityWord(_ text: String) -> Bool {
        ["true", "false", "unconfined", "disable", "builtin", "docker-default"].contains(text)
    }

    /// An address of either family, with or without the length of its prefix, or nothing.
    package static func isAddress(_ text: String) -> Bool {
        guard !text.isEmpty else { return true }
        guard text.utf8.count <= 49, text.utf8.contains(where: [UInt8(ascii: "."), UInt8(ascii: ":")].contains) else {
            return false
        }
        return text.utf8.allSatisfy { byte in
            isHexadecimal(byte) || [UInt8(ascii: "."), UInt8(ascii: ":"), UInt8(ascii: "/")].contains(byte)
        }
    }

    /// A port, a range of ports, or nothing.
    package static func isPorts(_ text: String) -> Bool {
        text.utf8.allSatisfy { (48...57).contains($0) || $0 == UInt8(ascii: "-") }
    }

    /// A list of processors or memory nodes, `0-3,8`.
    package static func isProcessorList(_ text: String) -> Bool {
        text.utf8.allSatisfy { (48...57).contains($0) || $0 == UInt8(ascii: "-") || $0 == UInt8(ascii: ",") }
    }

    /// A capability of Linux. Their names hold letters and `_` only; a value that holds more is something else.
    package static func isCapability(_ text: String) -> Bool {
        !text.isEmpty && text.utf8.count <= 24
            && text.utf8.allSatisfy { (65...90).contains($0) || (97...122).contains($0) || $0 == UInt8(ascii: "_") }
    }

    /// `c 1:3 rwm`.
    package static func isDeviceRule(_ text: String) -> Bool {
        text.utf8.count <= 32 && text.unicodeScalars.allSatisfy { "abcrwm0123456789:* ".unicodeScalars.contains($0) }
    }

    /// A name or number of a signal.
    package static func isSignal(_ text: String) -> Bool { Signal.isKnown(text) }

    /// The options of a memory mount, `size=64k,mode=0700,noexec`.
    package static func isTmpfsOptions(_ text: String) -> Bool {
        text.split(separator: ",").allSatisfy { option in
            let parts = option.split(separator: "=", maxSplits: 1).map(String.init)
            guard let name = parts.first, tmpfsOptions.contains(name) else { return false }
            return parts.count == 1 || parts[1].utf8.count <= 20 && parts[1].utf8.allSatisfy(isSize)
        }
    }

    private static let tmpfsOptions: Set<String> = [
        "async", "atime", "dev", "diratime", "dirsync", "exec", "gid", "mode", "noatime", "nodev", "nodiratime",
        "noexec",
        "norelatime", "nostrictatime", "nosuid", "nr_blocks", "nr_inodes", "relatime", "ro", "rw", "size",
        "strictatime",
        "suid", "sync", "uid",
    ]

    private static func isSize(_ byte: UInt8) -> Bool {
        (48...57).contains(byte) || "kKmMgGtT%".utf8.contains(byte)
    }

    private static func isHexadecimal(_ byte: UInt8) -> Bool {
        (48...57).contains(byte) || (97...102).contains(byte) || (65...70).contains(byte)
    }
}
