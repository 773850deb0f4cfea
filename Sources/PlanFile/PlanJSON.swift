package import Domain

/// The plan file's own objects, for other documents that show them.
package enum PlanJSON {
    /// The list under `plan.actions`, numbered from 1.
    package static func actions(of plan: Plan) -> JSON { plan.actionsJSON }

    package static func plan(_ plan: Plan) -> JSON { plan.json }

    package static func issued(_ issued: Issued) -> JSON { issued.json }

    /// One element of `plan.actions[].steps`.
    package static func step(_ step: Step) -> JSON { step.json }
}
