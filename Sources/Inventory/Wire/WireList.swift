import Domain

/// A list of the Engine, mapped one element at a time: what cannot be read becomes an incomplete resource, and nothing
/// is dropped.
struct WireList<Element: Sendable>: Sendable {
    let elements: [Element]
    let incomplete: [ObservedHost.IncompleteResource]

    /// - Parameters:
    ///   - list: The elements as the Engine wrote them.
    ///   - kind: What they are.
    ///   - identify: The name and the ID that an element bears, each `nil` where it cannot be read.
    ///   - map: Reads one element.
    init(
        _ list: [JSON],
        of kind: ResourceKind,
        identify: (JSON) -> (name: String?, id: String?),
        map: (WireObject) throws(FieldFault) -> Element
    ) {
        var elements: [Element] = []
        var incomplete: [ObservedHost.IncompleteResource] = []
        elements.reserveCapacity(list.count)
        for (index, json) in list.enumerated() {
            do throws(FieldFault) {
                elements.append(try map(try WireObject(json, field: "#\(index)")))
            } catch {
                let (name, id) = identify(json)
                let address = Address(kind, name ?? id ?? "#\(index)")
                incomplete.append(.init(address: address, id: id ?? "", field: error.field))
            }
        }
        self.elements = elements
        self.incomplete = incomplete
    }

    init(_ elements: [Element], incomplete: [ObservedHost.IncompleteResource]) {
        self.elements = elements
        self.incomplete = incomplete
    }
}
