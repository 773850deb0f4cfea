package import Domain

/// Where the executor writes what it is about to do and what came of it. Nothing is sent before its intent is durable.
package protocol Journal: Sendable {
    /// Makes the calls and what undoing them needs durable, in one commit. When this throws, nothing was sent.
    func intend(_ calls: [StepCall], preserving objects: [PreservedObject], at now: Timestamp) async throws

    /// Makes outcomes durable, in one commit. When this throws, the executor begins no further call; slow ones that have begun
    /// end.
    func record(_ outcomes: [StepRecord]) async throws
}

/// The Engine's full answer about an object that a step is about to change or delete. It holds secrets: whoever stores
/// it, seals it.
package struct PreservedObject: Sendable, CustomStringConvertible, CustomReflectable {
    package let address: Address
    package let objectID: String
    package let inspect: [UInt8]

    package init(address: Address, objectID: String, inspect: [UInt8]) {
        self.address = address
        self.objectID = objectID
        self.inspect = inspect
    }

    package var description: String { "PreservedObject(\(address))" }

    package var customMirror: Mirror { Mirror(self, children: ["address": address]) }
}
