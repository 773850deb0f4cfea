package import Domain

/// A step that is about to be sent.
package struct StepIntent: Sendable, Hashable {
    package let place: StepRecord.Place
    package let step: Step

    package init(place: StepRecord.Place, step: Step) {
        self.place = place
        self.step = step
    }
}

/// A run whose apply began and did not end: a crash, or it still runs.
package struct UnfinishedRun: Sendable, Hashable {
    /// A step that was about to be sent, with nothing recorded after.
    package struct OpenStep: Sendable, Hashable {
        package let place: StepRecord.Place
        package let address: Address
        package let operation: String
        package let target: String
        package let objectID: String

        package init(
            place: StepRecord.Place,
            address: Address,
            operation: String,
            target: String,
            objectID: String
        ) {
            self.place = place
            self.address = address
            self.operation = operation
            self.target = target
            self.objectID = objectID
        }
    }

    package let record: RunRecord
    /// Whether it came as far as its first step: its plan file is used up.
    package let usedPlan: Bool
    /// How many steps succeeded.
    package let done: Int
    /// Intents without outcome and outcomes that are unknown, in the plan's order.
    package let open: [OpenStep]

    package init(record: RunRecord, usedPlan: Bool, done: Int, open: [OpenStep]) {
        self.record = record
        self.usedPlan = usedPlan
        self.done = done
        self.open = open
    }
}

extension Step {
    /// Whether the object is gone when this step is done.
    var removes: Bool { removed != nil }
}
