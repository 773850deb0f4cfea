import Classification
import Domain

/// Checks by the verdicts of a fresh observation whether an action may still touch its objects.
struct WaveCheck {
    private let live: LiveState
    private let completed: RunState

    init(_ live: LiveState, _ completed: RunState) {
        self.live = live
        self.completed = completed
    }

    /// Why a step must not be sent.
    enum Objection: Hashable, Sendable {
        /// A protected or unknown object is in the way: nothing more may begin.
        case forbidden(String)
        /// The object has another class than planned, and is not protected.
        case moved(String)

        var text: String {
            switch self {
            case .forbidden(let text), .moved(let text): text
            }
        }

        var isForbidden: Bool {
            switch self {
            case .forbidden: true
            case .moved: false
            }
        }
    }

    /// Why a step must not be sent; `nil` where it may. The pinned object must be of the class that was planned, and so
    /// must the container that this run made in its place.
    func objection(to call: StepCall) -> Objection? {
        guard !call.step.isWait else { return nil }
        let action = call.action
        let made = completed.created(action.address.name).flatMap(live.verdict(onContainer:))
        let named = action.removesHalfMade(call.step) ? live.verdict(onContainer: call.step.target) : nil
        let verdicts = [live.verdict(on: action), named, action.address.kind == .container ? made : nil]
        return verdicts.compactMap(\.self).first { !isRight($0, action) }.map(WaveCheck.objection)
    }

    private static func objection(by verdict: ClassifiedResource) -> Objection {
        let text = "not sent: it is \(verdict.class.rawValue) now, by \(verdict.rule.name.rawValue)"
        switch verdict.class {
        // Another client is removing the object, which does not forbid touching anything else.
        case .unknown where verdict.rule.name == .beingRemoved: return .moved(text)
        case .protected, .unknown: return .forbidden(text)
        case .expected, .extraSafeDelete: return .moved(text)
        }
    }

    private func isRight(_ verdict: ClassifiedResource, _ action: Action) -> Bool {
        if verdict.class == action.class { return true }
        // Another client is removing the object, which is what a delete wants.
        if verdict.rule.name == .beingRemoved { return verdict.class == .unknown && action.kind == .delete }
        // The name that this run gave the container matches no rule.
        return verdict.class == .unknown && verdict.rule.name == .noRule && isRenamed(action)
    }

    private func isRenamed(_ action: Action) -> Bool {
        guard case .container(let pinned) = action.precondition else { return false }
        return completed.container(pinned.id).map { $0.names != pinned.names } ?? false
    }
}
