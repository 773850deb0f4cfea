import DockerEngine
import Domain
import JSON

/// Reads the Engine's bytes as JSON. A fault names the place in the answer and quotes nothing of it.
enum WireAnswer {
    static func parse(_ bytes: [UInt8], of call: String) throws(EngineFault) -> JSON {
        do {
            return try JSON.parse(bytes)
        } catch {
            throw .malformed(call: call, reason: error.description)
        }
    }

    /// Reads an answer that must be a list. Anything else is a fault: taken for an empty list, it would mean that the
    /// host is empty.
    static func list(_ bytes: [UInt8], of call: String) throws(EngineFault) -> [JSON] {
        guard let list = try parse(bytes, of: call).array else { throw .malformed(call: call, reason: "it is no list") }
        return list
    }

    /// `/volumes` wraps its list in an object, and older Engines write `null` for an empty one. Beside it stand
    /// warnings of drivers that could not list theirs.
    static func volumes(_ bytes: [UInt8], of call: String) throws(EngineFault) -> (list: [JSON], unseen: UnseenVolumes)
    {
        let members = try parse(bytes, of: call).members ?? []
        guard let member = members.first(where: { $0.key == "Volumes" }) else {
            throw .malformed(call: call, reason: "it has no Volumes")
        }
        let warnings = members.first { $0.key == "Warnings" }?.value ?? .null
        guard member.value != .null else { return ([], unseen(warnings)) }
        guard let list = member.value.array else { throw .malformed(call: call, reason: "its Volumes are no list") }
        return (list, unseen(warnings))
    }

    /// The Engine writes `list DRIVER: what went wrong`. Of any other words it is not known which driver they are
    /// about.
    private static func unseen(_ warnings: JSON) -> UnseenVolumes {
        guard warnings != .null else { return .none }
        let drivers = (warnings.array ?? [.null]).map { warning in warning.string.flatMap(driver) }
        return UnseenVolumes(drivers: drivers.compactMap(\.self), isUncertain: drivers.contains(nil))
    }

    private static func driver(of warning: String) -> String? {
        let prefix = "list "
        guard warning.hasBytePrefix(prefix) else { return nil }
        let rest = String(decoding: warning.utf8.dropFirst(prefix.utf8.count), as: UTF8.self)
        guard let end = rest.firstRange(of: ": ")?.lowerBound, end > rest.startIndex else { return nil }
        return String(rest[..<end])
    }

    /// The object of an inspect.
    static func object(_ bytes: [UInt8], of call: String) throws(EngineFault) -> WireObject {
        let json = try parse(bytes, of: call)
        return try reading(call) { () throws(FieldFault) in try WireObject(json) }
    }

    /// Turns a faulty field into a fault of the call.
    static func reading<Value>(_ call: String, _ map: () throws(FieldFault) -> Value) throws(EngineFault) -> Value {
        do throws(FieldFault) {
            return try map()
        } catch {
            let field = error.field.isEmpty ? "it is no object" : "\(error.field) is missing or of the wrong type"
            throw .malformed(call: call, reason: field)
        }
    }
}

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
