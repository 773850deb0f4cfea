/// The files that a stack is made from, as Compose labels them: what tells its containers from those of a namesake, since
/// anybody may give another project the same name.
package struct StackOrigin: Sendable, Hashable {
    /// `project.working_dir`, absolute.
    package let workingDirectory: String
    /// `project.config_files`, absolute paths with commas between.
    package let configFiles: String

    package init(workingDirectory: String, configFiles: String) {
        self.workingDirectory = workingDirectory
        self.configFiles = configFiles
    }

    /// Whether labels say that another folder's files, or other files of this folder, made the container. Where they say
    /// nothing, nothing speaks against it; a stack that gained or lost one of its files is still itself.
    package func isElsewhere(_ labels: ObservedLabels) -> Bool {
        if let folder = labels.composeWorkingDirectory, !folder.hasSameBytes(as: workingDirectory) { return true }
        guard let files = labels.composeConfigFiles else { return false }
        return StackOrigin.parts(of: files).isDisjoint(with: StackOrigin.parts(of: configFiles))
    }

    private static func parts(of list: String) -> Set<[UInt8]> {
        Set(list.utf8.split(separator: UInt8(ascii: ",")).map(Array.init))
    }
}

extension DesiredStack {
    package var origin: StackOrigin { StackOrigin(workingDirectory: workingDirectory, configFiles: configFiles) }
}

extension [PatternRule] {
    /// Whether an entry of `adopt` names the address.
    package func adopt(_ address: Address) -> Bool { contains { $0.pattern.matches(address.description) } }
}
