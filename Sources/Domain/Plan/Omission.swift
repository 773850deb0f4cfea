/// Something that a plan does not do, and why. Programs read the code, people the text; the text is never parsed.
package struct Omission: Sendable, Hashable {
    package enum Code: String, CaseIterable, Sendable {
        /// Expected, not there, and not created by this plan.
        case missing
        /// Volumes that the Engine could not list.
        case unseen
        /// It belongs to a Compose project that has our project's name but was made from other files.
        case foreign
        /// It waits for something that no action of the plan does.
        case waits
        case notSelected = "not_selected"
        case notInspected = "not_inspected"
        /// What is wanted cannot be done, or must not be.
        case heldBack = "held_back"
        /// The host's digest key is not here.
        case notCompared = "not_compared"
        /// The Engine kept another value although it was created from exactly this specification; another attempt would
        /// change nothing.
        case notTaken = "not_taken"
        /// The next plan does it, once this one is applied.
        case postponed
        case contentRewritten = "content_rewritten"
        case removesItself = "removes_itself"
        /// A network or a volume that is not as the stack says, and is never made anew.
        case differs
        case orphan
        /// One more container of a service than the stack declares.
        case surplus
        case setAside = "set_aside"
    }

    /// `nil` for what concerns the whole host.
    package var address: Address?
    package var code: Code
    package var detail: String

    package init(_ address: Address?, _ code: Code, _ detail: String) {
        self.address = address
        self.code = code
        self.detail = detail
    }
}

extension Omission: CustomStringConvertible {
    /// The line that reports show.
    package var description: String { address.map { "\($0): \(detail)" } ?? detail }
}

extension Omission: Comparable {
    package static func < (left: Omission, right: Omission) -> Bool {
        let (leftText, rightText) = (left.description, right.description)
        guard leftText.hasSameBytes(as: rightText) else { return leftText.precedesInBytes(rightText) }
        return left.code.rawValue.precedesInBytes(right.code.rawValue)
    }
}
