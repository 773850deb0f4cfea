import Domain

/// How a container is run and restarted.
extension AttributeReader {
    func readLifecycle(_ host: JSON, into set: inout AttributeSet) {
        set[.restart] = host["RestartPolicy"].map(restart)
        // The Engine's own default may be to run one, so that `false` says something.
        set[.initProcess] = host["Init"]?.bool.map(String.init)
        set[.runtime] = host["Runtime"]?.text
        let isolation = host["Isolation"]?.text
        set[.isolation] = isolation == "default" ? nil : isolation
        set[.privileged] = host["Privileged"]?.truth
        set[.readOnly] = host["ReadonlyRootfs"]?.truth
        set[.groupAdd] = TextList.set(host.list("GroupAdd").compactMap { free($0, PlainForm.isNumeric) })
    }

    /// The count means something for `on-failure` only; no name is `no`.
    private func restart(_ policy: JSON) -> String {
        let name = policy["Name"]?.text ?? "no"
        guard name == "on-failure", let count = policy["MaximumRetryCount"]?.count else { return name }
        return "\(name):\(count)"
    }
}
