import Domain

/// The members of one object of a strict format.
package struct ObjectReader {
    private let members: [JSON.Member]
    private let container: JSONPlace.Container

    /// - Throws: ``JSONShapeFault`` for a value that is no object.
    package init(_ reader: JSONReader) throws(JSONShapeFault) {
        guard let members = reader.value.members else { throw reader.wrongType("an object") }
        self.members = members
        container = .place(reader.place)
    }

    /// The member of that name; `null` for one that may be absent and is.
    package subscript(key: String) -> JSONReader {
        JSONReader(value(of: key) ?? .null, at: JSONPlace(.member(key), of: container))
    }

    /// - Throws: ``JSONShapeFault`` unless the object has exactly these keys, each once; those of `later` may be
    ///   absent.
    package func demand(_ keys: [String], later: [String] = []) throws(JSONShapeFault) {
        // The keys are few, so going through them is faster than hashing every member of every object.
        var isFound = [Bool](repeating: false, count: keys.count + later.count)
        for member in members {
            guard
                let index =
                    (keys.firstIndex(where: member.key.hasSameBytes)
                        ?? later.firstIndex(where: member.key.hasSameBytes).map { keys.count + $0 })
            else { throw .unknownKey(path: path(of: member.key)) }
            guard !isFound[index] else { throw .duplicateKey(path: path(of: member.key)) }
            isFound[index] = true
        }
        if let missing = keys.indices.first(where: { !isFound[$0] }) {
            throw .missingKey(path: path(of: keys[missing]))
        }
    }

    /// - Throws: ``JSONShapeFault`` where there is no such member.
    package func member(_ key: String) throws(JSONShapeFault) -> JSONReader {
        guard let value = value(of: key) else { throw .missingKey(path: path(of: key)) }
        return JSONReader(value, at: JSONPlace(.member(key), of: container))
    }

    /// Every member's key, in the order of the document.
    package var keys: [String] { members.map(\.key) }

    /// Every member's value, in the order of the document.
    package var values: [JSONReader] {
        members.map { JSONReader($0.value, at: JSONPlace(.member($0.key), of: container)) }
    }

    /// - Throws: ``JSONShapeFault`` where a key stands twice, whatever the keys are.
    package func refuseDuplicates() throws(JSONShapeFault) {
        let keys = members.map(\.key).sortedByBytes()
        for (key, next) in zip(keys, keys.dropFirst()) where key.hasSameBytes(as: next) {
            throw .duplicateKey(path: path(of: key))
        }
    }

    private func value(of key: String) -> JSON? { members.first { $0.key.hasSameBytes(as: key) }?.value }

    private func path(of key: String) -> String { JSONPlace(.member(key), of: container).description }
}

/// Where a value stands in its document. It becomes text for messages only: of most values none is ever asked for.
struct JSONPlace: CustomStringConvertible {
    enum Step {
        case named(String)
        case member(String)
        case element(Int)
    }

    /// Stored once for all values of an object or list, because a snapshot can have a hundred thousand of them.
    indirect enum Container {
        case none
        case place(JSONPlace)
    }

    private let step: Step
    private let container: Container

    init(_ step: Step, of container: Container = .none) {
        self.step = step
        self.container = container
    }

    var description: String {
        let path = if case .place(let place) = container { place.description } else { "" }
        switch step {
        case .named(let name): return name
        case .element(let index): return "\(path)[\(index)]"
        case .member(let key):
            let name = JSONPlace.isPlain(key) ? key : "(a key of \(key.utf8.count) bytes)"
            return path.isEmpty ? name : "\(path).\(name)"
        }
    }

    /// Whether a key can stand in a message as it is: no control characters, no confusable letters, no flood.
    private static func isPlain(_ key: String) -> Bool {
        (1...64).contains(key.utf8.count)
            && key.utf8.allSatisfy {
                (97...122).contains($0) || (65...90).contains($0) || (48...57).contains($0) || $0 == 95
            }
    }
}
