internal import Domain

/// What a plan cannot bring about, so that "complete" is never claimed falsely.
enum Completeness {
    /// `told`: what else was left out, in which the reason may stand already.
    static func omissions(_ classified: ClassifiedHost, after actions: [Action], told: [Omission]) -> [Omission] {
        let settled = Set(actions.map(\.address)).union(told.compactMap(\.address))
        let missing = classified.missing.filter { !settled.contains($0) }.map {
            Omission($0, .missing, "missing, and this plan does not create it")
        }
        let foreign = classified.resources.filter { $0.notes.contains(.foreign) }.map {
            Omission($0.address, .foreign, "foreign, and left alone until the SSOT says 'adopt: [\"\($0.address)\"]'")
        }
        return missing + foreign + unseen(classified.host.unseenVolumes)
    }

    private static func unseen(_ volumes: UnseenVolumes) -> [Omission] {
        let named = volumes.drivers.map { "the driver \($0)" } + (volumes.isUncertain ? ["some driver"] : [])
        return named.map {
            Omission(nil, .unseen, "the volumes of \($0) cannot be seen: the Engine could not list them")
        }
    }
}

extension ActionOrder {
    var omissions: [Omission] {
        blocked.map { action in
            let needed = action.dependsOn.map(\.description).joined(separator: ", ")
            return Omission(action.address, .waits, "waits for \(needed)")
        }
    }
}
