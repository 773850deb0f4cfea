package import Domain
import JSON

/// Writes receipts. They are signed and kept, and read by people and programs of others.
package enum ReceiptCodec {
    /// Pretty canonical JSON, as plan files have it: two spaces, keys sorted, LF, a newline at the end.
    package static func write(_ receipt: Receipt) -> [UInt8] { receipt.json.bytes(.pretty) }
}

extension Receipt {
    fileprivate var json: JSON {
        [
            "format": "reconcile.receipt/1",
            "run_id": .string(runID),
            "plan_digest": .string(planDigest),
            "file_hash": .string(fileHash),
            "engine": engine.json,
            "started_at": .string(startedAt.description),
            "ended_at": .string(endedAt.description),
            "outcome": .string(outcome.rawValue),
            "exit_code": .integer(Int64(exitCode.rawValue)),
            "steps": .array(steps.map(\.json)),
            "health": .array(health.map(\.json)),
            "checkpoint": .optional(checkpoint),
        ]
    }
}

extension StepRecord {
    /// `seq` is the action's number in the plan, `step_seq` the step's within the action; both count from 1.
    fileprivate var json: JSON {
        [
            "seq": .number(place.action + 1),
            "step_seq": .number(place.step + 1),
            "address": .string(address.description),
            "step": step.json,
            "outcome": .string(outcome.rawValue),
            "detail": .string(detail),
            "at": .string(at.description),
        ]
    }
}
