/// Reads an action's calls from first to last.
struct CallCursor {
    private var rest: ArraySlice<StackCall>

    init(_ calls: [StackCall]) { rest = calls[...] }

    var isAtEnd: Bool { rest.isEmpty }

    var count: Int { rest.count }

    /// Goes past the next call and says so, if it is this one.
    mutating func take(_ call: StackCall) -> Bool {
        guard rest.first == call else { return false }
        rest.removeFirst()
        return true
    }

    /// Whether nothing comes any more, or only this call.
    mutating func ends(with call: StackCall) -> Bool {
        _ = take(call)
        return isAtEnd
    }

    /// Goes past the calls that take away what another replacement has half made.
    mutating func removeHalfMade() {
        if case .stopHalfMade(let id) = rest.first {
            guard rest.dropFirst().first == .removeHalfMade(id) else { return }
            rest.removeFirst()
        }
        if case .removeHalfMade = rest.first { rest.removeFirst() }
    }

    /// Goes past as many of these calls as come next.
    mutating func skip(_ calls: [StackCall]) { rest = rest.drop(while: calls.contains) }
}
