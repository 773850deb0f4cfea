import Domain

extension SSOTLint {
    /// `env`, the root key and the file's name should say one name; `env` decides.
    static func checkEnvironment(_ document: SSOTDocument, _ faults: Faults) {
        let environment = document.environment
        if let ofKey = EnvironmentName.inRootKey(document.rootKey.value) {
            warn(environment, "the root key says", ofKey, faults)
        }
        if let ofFile = EnvironmentName.inFileName(document.file) {
            warn(environment, "the file's name says", ofFile, faults)
        }
    }

    private static func warn(_ environment: Located<String>, _ source: String, _ other: String, _ faults: Faults) {
        guard !EnvironmentName.agree(environment.value, other) else { return }
        faults.warning(
            .ssotEnvironmentMismatch,
            "The environment is `\(environment.value)`, but \(source) `\(other)`.",
            fix: "Give all three one name: it selects the ledger and the folder of plans.",
            at: environment.position
        )
    }
}
