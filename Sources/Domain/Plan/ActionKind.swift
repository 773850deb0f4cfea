/// What a plan does to one address. A small closed set, with the sign that tables show.
package enum ActionKind: String, CaseIterable, Sendable {
    case create
    case start
    case update
    case replace
    case delete
    case untag
    case pull
    case restore

    package var symbol: String {
        switch self {
        case .create, .pull, .restore: "+"
        case .start, .update: "~"
        case .replace: "±"
        case .delete, .untag: "-"
        }
    }
}
