import Domain
import Foundation
import TestSupport
import Testing

@testable import Compose

/// Variable substitution against the rows that compose-go's own tests hold.
@Suite(.needs(.sharedCases)) struct `Rows of compose-go for interpolation` {
    @Test(arguments: ["template_rows", "interpolation_rows"])
    func `each template becomes its text or is refused for the same reason`(name: String) throws {
        let rows = try Rows.read("interpolation/\(name).json")
        let right = rows.filter { row in
            let template = row["template"]?.string ?? ""
            let result = Interpolation.substitute(template) { row["env"]?[$0]?.string }
            let answer = result.problem.map { "error: \(Rows.wording($0))" } ?? result.text
            let wanted = row["expected"]?.string ?? "error: \(Rows.reason(row["error"]?.string ?? ""))"
            #expect(answer.hasSameBytes(as: wanted), "\(template)")
            return answer.hasSameBytes(as: wanted)
        }
        Rows.print(name, right.count, of: rows.count)
    }

    @Test func `only what is looked at is missed`() throws {
        let rows = try Rows.read("interpolation/template_rows.json").filter { $0["note"] != nil }
        for row in rows {
            let result = Interpolation.substitute(row["template"]?.string ?? "") { row["env"]?[$0]?.string }
            let isMissed = row["note"]?.string?.hasPrefix("exactly one") == true
            #expect(result.missing.count == (isMissed ? 1 : 0), "\(row["template"]?.string ?? "")")
        }
    }

    @Test func `the operator is the one behind the name`() throws {
        let rows = try Rows.read("interpolation/operator_choice_rows.json")
        let right = rows.filter { row in
            let behind = (row["input"]?.string ?? "").dropFirst("VARNAME".count)
            let found = SubstitutionOperator(at: Array(behind.utf8)[...])?.rawValue
            #expect(found == row["operator"]?.string, "\(behind)")
            return found == row["operator"]?.string
        }
        Rows.print("operator_choice_rows", right.count, of: rows.count)
    }

    @Test func `trees are interpolated value by value and cast by path`() throws {
        let rows = try Rows.read("interpolation/interpolation_tree_rows.json")
        let casts: [String: ValueCast] = ["int": .integer, "bool": .bool]
        let right = rows.filter { row in
            let variables = (row["env"]?.members ?? []).map { ($0.key, $0.value.string ?? "") }
            var interpolation = TreeInterpolation(
                variables: Dictionary(uniqueKeysWithValues: variables),
                casts: (row["casts"]?.members ?? []).compactMap { member in
                    casts[member.value.string ?? ""].map { (TreePath(member.key), $0) }
                }
            )
            let result = interpolation.apply(ComposeValue(row["input"] ?? .null))
            let found = differences(JSON(result), row["expected"] ?? .null)
            #expect(found.isEmpty, "\(row["test"]?.string ?? ""): \(found.joined(separator: "; "))")
            return found.isEmpty
        }
        Rows.print("interpolation_tree_rows", right.count, of: rows.count)
    }
}

/// The rows of the shared cases; none where the folder is absent, and then the tests say so.
enum Rows {
    static func read(_ path: String) throws -> [JSON] {
        let rows = try Cases.json(try Cases.shared().appendingPathComponent(path)).array ?? []
        #expect(!rows.isEmpty)
        return rows
    }

    static func print(_ name: String, _ right: Int, of count: Int) {
        Swift.print("\(name): \(right) of \(count) equal")
    }

    /// Compose's sentence without the place in front of it.
    static func reason(_ error: String) -> String {
        if error.lowercased().hasPrefix("invalid") { return "invalid" }
        return error.range(of: "required variable").map { String(error[$0.lowerBound...]) } ?? error
    }

    static func wording(_ problem: Interpolation.Problem) -> String {
        switch problem {
        case .invalid: "invalid"
        case .tooDeep: "too deep"
        case .required(let variable, let reason):
            "required variable \(variable) is missing a value" + (reason.isEmpty ? "" : ": \(reason)")
        }
    }
}

extension ComposeValue {
    /// For tests: every value at one place.
    init(_ json: JSON) {
        let place = SourcePosition(file: "rows.json", line: 1, column: 1)
        let kind: Kind =
            switch json {
            case .null: .null
            case .bool(let flag): .bool(flag)
            case .integer(let number): .integer(number)
            case .decimal(let text): .decimal(text)
            case .string(let text): .string(text)
            case .array(let elements): .sequence(elements.map { ComposeValue($0) })
            case .object(let members): .mapping(members.map { Entry($0.key, at: place, ComposeValue($0.value)) })
            }
        self.init(kind, at: place)
    }
}
