package import Domain

/// Where the stack of the host is defined: the owners' `odoo_<anything>` section together with `stack`.
package struct StackSection: Sendable, Hashable {
    package let repoRoot: Located<String>?
    /// The directory against which the stack's relative paths resolve (`working_directory`, or `sandbox_path`).
    package let workingDirectory: Located<String>?
    package let sourceOfTruth: Located<String>?
    package let httpURL: Located<String>?
    /// The Compose project name as written; it is a valid one.
    package let project: Located<String>?
    package let compose: [Located<String>]
    package let envFiles: [Located<String>]
    package let profiles: [Located<String>]
    package let position: SourcePosition

    /// The Compose files in the order in which they merge: `compose`, else the one that `source_of_truth` names.
    package var composeFiles: [Located<String>] {
        compose.isEmpty ? [sourceOfTruth].compactMap(\.self) : compose
    }

    /// The Compose project: as written, else derived from the directory of the first Compose file.
    ///
    /// `nil` where no Compose file is named, or only one beside the repository root whose directory the SSOT does not
    /// tell.
    package var projectName: String? {
        if let project { return project.value }
        guard let file = composeFiles.first?.value else { return nil }
        let base = (workingDirectory ?? repoRoot)?.value ?? ""
        let path = file.utf8.first == UInt8(ascii: "/") ? file : base + "/" + file
        guard let directory = ComposeProject.directoryName(ofFile: path) else { return nil }
        return ComposeProject.normalized(directory)
    }
}
