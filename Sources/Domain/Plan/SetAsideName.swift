/// The name under which a replacement keeps the old container until the new one is well: `<12 of its ID>_<its name>`.
package enum SetAsideName {
    package static func prefix(of id: String) -> String { "\(id.prefix(12))_" }

    package static func name(_ name: String, of id: String) -> String { prefix(of: id) + name }

    /// What a container was called before it was set aside; `nil` for one that was not.
    package static func original(of name: String, _ id: String) -> String? {
        let prefix = prefix(of: id)
        guard name.utf8.starts(with: prefix.utf8), name.utf8.count > prefix.utf8.count else { return nil }
        return String(decoding: name.utf8.dropFirst(prefix.utf8.count), as: UTF8.self)
    }
}
