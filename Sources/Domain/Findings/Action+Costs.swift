extension Action {
    /// What the action's own calls, changes and pinned object cost, whatever its bodies say.
    ///
    /// - Parameter kept: Anonymous volumes that other containers still use after it.
    /// - Returns: Without places in the stack's files.
    package func findingsOfCosts(keeping kept: Set<String>) -> [Finding] {
        let lost =
            impact.dataLoss == .volumeContent ? [Finding(.volumeDataLost, nil, "the volume and its content")] : []
        let left = anonymousVolumesLeft.filter { !kept.contains($0) }
        return lost
            + anonymousVolumesLost.map { Finding(.volumeDataLost, nil, "the anonymous volume \($0.prefix(12))") }
            + left.map { Finding(.anonymousVolumeLeft, nil, String($0.prefix(12))) } + restartPolicy
    }

    private var restartPolicy: [Finding] {
        let key = AttributeKey(.restart)
        guard let change = changes.first(where: { $0.attribute == key }), let before = change.before else { return [] }
        guard before != "no", change.after == nil || change.after == "no" else { return [] }
        return [Finding(.restartPolicyRemoved, key, "was \(before)")]
    }
}
