import Domain

/// One difference as people read it: `~ memory: "256 MiB" -> "512 MiB"`, and what removes it.
struct ChangeWords {
    private let change: Action.AttributeChange
    private let kind: ActionKind

    init(_ change: Action.AttributeChange, of kind: ActionKind) {
        self.change = change
        self.kind = kind
    }

    /// `+` where nothing was set, `-` where nothing is wanted.
    var symbol: String {
        switch (change.before, change.after) {
        case (nil, .some): "+"
        case (.some, nil): "-"
        case (.some, .some), (nil, nil): "~"
        }
    }

    var tint: Tint {
        switch symbol {
        case "+": .add
        case "-": .destroy
        default: .change
        }
    }

    /// `memory: "256 MiB" -> "512 MiB"`, escaped for a terminal.
    var line: String { "\(terminalName(change.attribute.description)): \(values)" }

    /// `in place; changed on the host`; may be empty.
    var remark: String {
        [effect, cause].compactMap { $0 }.joined(separator: "; ")
    }

    private var values: String {
        switch (change.before, change.after) {
        case (.some(let before), .some(let after)):
            isSealed(before) && isSealed(after) ? "(changed)" : "\(shown(before)) -> \(shown(after))"
        case (.some(let value), nil), (nil, .some(let value)): shown(value)
        case (nil, nil): "(changed)"
        }
    }

    private func isSealed(_ value: String) -> Bool { ValueWords.isSealed(value) }

    private func shown(_ value: String) -> String { ValueWords.shown(value, of: change.attribute) }

    /// What removes the difference. In a replacement `in place` is left out: there nothing is changed in place, even
    /// where it could be.
    private var effect: String? {
        switch change.effect {
        case .inPlace: kind == .replace ? nil : "in place"
        case .replace: "forces replacement"
        }
    }

    private var cause: String? {
        switch change.cause {
        case .file: "changed in the file"
        case .host: "changed on the host"
        case .image: "the image changed"
        case .apply: "left so by an apply that did not end"
        case .unknown: nil
        }
    }
}

/// Canonical values in units that people use. What does not come out even stays as it is.
enum ReadableValue {
    static func text(_ value: String, of attribute: AttributeKey) -> String {
        guard let number = Int64(value), number > 0 else { return value }
        switch (attribute.family, attribute.member) {
        case (.memory, _), (.memorySwap, _), (.memoryReservation, _), (.shmSize, _): return size(number)
        case (.healthcheck, "interval"), (.healthcheck, "timeout"), (.healthcheck, "start_period"),
            (.healthcheck, "start_interval"):
            return duration(number)
        case (.stopGracePeriod, _): return "\(number) s"
        default: return value
        }
    }

    private static func size(_ bytes: Int64) -> String {
        largest(bytes, of: [("GiB", 1 << 30), ("MiB", 1 << 20), ("KiB", 1 << 10)]) ?? "\(bytes) bytes"
    }

    private static func duration(_ nanoseconds: Int64) -> String {
        let units: [(String, Int64)] = [("min", 60_000_000_000), ("s", 1_000_000_000), ("ms", 1_000_000)]
        return largest(nanoseconds, of: units) ?? "\(nanoseconds) ns"
    }

    private static func largest(_ number: Int64, of units: [(String, Int64)]) -> String? {
        units.first { number.isMultiple(of: $0.1) }.map { "\(number / $0.1) \($0.0)" }
    }
}
