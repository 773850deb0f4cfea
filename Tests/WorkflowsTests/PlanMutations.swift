import CoreTestSupport
import Domain
import JSON

/// Plans that differ from a genuine one in one random place of their `plan`.
struct PlanMutations {
    struct Mutation {
        let what: String
        let plan: JSON
    }

    private let genuine: JSON
    private let paths: [String]
    private let values: [JSON]
    private var state: UInt64

    init(of genuine: JSON, seed: UInt64) {
        self.genuine = genuine
        state = seed
        let places = PlanMutations.places(genuine["plan"] ?? .null, "plan")
        paths = places.map(\.path)
        values = places.map(\.value)
    }

    mutating func next() -> Mutation {
        while true {
            let path = pick(paths)
            let (verb, value) = mutation(of: value(at: path))
            let plan = genuine.editing(path) { _ in value }
            if plan.bytes(.compact) != genuine.bytes(.compact) { return Mutation(what: "\(verb) \(path)", plan: plan) }
        }
    }

    private mutating func mutation(of value: JSON) -> (String, JSON?) {
        switch number(below: 6) {
        case 0: return ("remove", nil)
        case 1: return ("replace", pick(values))
        case 2: return ("blank", [.null, "", 0, false, [], [:]][number(below: 6)])
        default: return ("change", changed(value))
        }
    }

    private mutating func changed(_ value: JSON) -> JSON {
        switch value {
        case .null: return pick(["x", 1, true, []])
        case .bool(let flag): return .bool(!flag)
        case .integer(let number): return .integer(number + Int64(self.number(below: 9)) - 4)
        case .decimal: return 0
        case .string(let text): return .string(pick([text + "x", "x" + text, String(text.dropLast()), "prod-db"]))
        case .array(let elements): return .array(changed(elements))
        case .object(let members): return .object(changed(members))
        }
    }

    private mutating func changed(_ elements: [JSON]) -> [JSON] {
        guard let first = elements.first else { return [pick(values)] }
        switch number(below: 4) {
        case 0: return Array(elements.dropFirst(1 + number(below: elements.count)))
        case 1: return elements + [first]
        case 2: return elements.reversed()
        default: return elements + [pick(values)]
        }
    }

    private mutating func changed(_ members: [JSON.Member]) -> [JSON.Member] {
        guard let first = members.first else { return [JSON.Member("x", pick(values))] }
        switch number(below: 3) {
        case 0: return Array(members.dropFirst())
        case 1: return members + [JSON.Member("extra", pick(values))]
        default: return [JSON.Member(first.key, pick(values))] + members.dropFirst()
        }
    }

    private func value(at path: String) -> JSON {
        paths.firstIndex(of: path).map { values[$0] } ?? .null
    }

    /// Every place whose keys hold no dot: the path's own sign.
    private static func places(_ value: JSON, _ path: String) -> [(path: String, value: JSON)] {
        switch value {
        case .null, .bool, .integer, .decimal, .string: return [(path, value)]
        case .array(let elements):
            return [(path, value)] + elements.enumerated().flatMap { places($1, "\(path).\($0)") }
        case .object(let members):
            return [(path, value)]
                + members.filter { !$0.key.contains(".") }.flatMap { places($0.value, "\(path).\($0.key)") }
        }
    }

    private mutating func pick<Value>(_ values: [Value]) -> Value { values[number(below: values.count)] }

    /// SplitMix64: the same mutations on every run.
    private mutating func number(below limit: Int) -> Int {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return Int((mixed ^ (mixed >> 31)) % UInt64(max(limit, 1)))
    }
}
