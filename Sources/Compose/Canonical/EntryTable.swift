import Domain

/// Entries by name, each once: a later value takes the place of an earlier one.
struct EntryTable {
    private(set) var entries: [ComposeValue.Entry] = []
    private var places: [[UInt8]: Int] = [:]

    init(_ entries: [ComposeValue.Entry] = []) {
        for entry in entries { set(entry.key, at: entry.keyPosition, entry.value) }
    }

    subscript(key: String) -> ComposeValue? { places[Array(key.utf8)].map { entries[$0].value } }

    mutating func set(_ key: String, at position: SourcePosition, _ value: ComposeValue) {
        let entry = ComposeValue.Entry(key, at: position, value)
        if let place = places[Array(key.utf8)] {
            entries[place] = entry
        } else {
            places[Array(key.utf8)] = entries.count
            entries.append(entry)
        }
    }
}
