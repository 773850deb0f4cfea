/// The name under which a replacement keeps the old container until the new one is well: `<12 of its ID>_<its name>`.
enum SetAsideName {
    static func prefix(of id: String) -> String { "\(id.prefix(12))_" }

    static func name(_ name: String, of id: String) -> String { prefix(of: id) + name }
}
