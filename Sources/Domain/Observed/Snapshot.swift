/// Everything that planning needs from a host, in one secret-free value: what `reconcile observe` writes and
/// `plan --observed` reads.
package struct Snapshot: Sendable, Hashable {
    package var host: ObservedHost
    package var memory: Memory
    /// The rules of the host's own guard file.
    package var guardRules: [ProtectionRule]
    /// Which digest key the configuration digests were made with; not the key.
    package var digestKeyID: String
    /// What the host's Engine speaks: some of what is sent to it depends on that.
    package var apiVersion: String?
    /// The latest checkpoint of the host's ledger, which plans carry; `nil` where there is no ledger.
    package var checkpoint: String?
    /// The host's checkout; `nil` where the snapshot does not tell of it.
    package var project: HostProject?

    package init(
        host: ObservedHost,
        memory: Memory,
        guardRules: [ProtectionRule],
        digestKeyID: String,
        apiVersion: String? = nil,
        checkpoint: String? = nil,
        project: HostProject? = nil
    ) {
        self.host = host
        self.memory = memory
        self.guardRules = guardRules
        self.digestKeyID = digestKeyID
        self.apiVersion = apiVersion
        self.checkpoint = checkpoint
        self.project = project
    }
}
