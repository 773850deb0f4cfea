package import Domain

/// A valid SSOT. It exists only where reading found no error.
package struct SSOTDocument: Sendable, Hashable {
    /// The path as messages print it.
    package let file: String
    /// `docker_staging_ssot`.
    package let rootKey: Located<String>
    /// The value of `env`, else the middle of the root key.
    package let environment: Located<String>
    package let host: Located<String>?
    package let owner: Located<String>?
    package let purpose: Located<String>?
    package let docker: DockerSection
    /// In the order of the file.
    package let stacks: [StackSection]
    package let allowed: AllowList
    /// Where the tags of `allowed.images` stand, entry by entry.
    let imageTagPositions: [SourcePosition]
    /// The SSOT's own protection rules, without the floor.
    package let protection: [ProtectionRule]
    package let safeToDelete: [PatternRule]
    package let deleteImages: [PatternRule]
    package let ages: AgeThresholds
    package let logging: LoggingSection
    package let healthChecks: [HealthCheck]
    package let approval: ApprovalSection?
    package let limits: Limits
    package let backup: BackupSection
    package let adopted: [PatternRule]
    package let releases: [Release]
    package let findings: FindingPolicy
    package let notifications: NotificationsSection?
    package let kubernetes: KubernetesSection?
}

extension SSOTDocument {
    /// What classification and planning judge by: the floor, the host's guard rules and this file, in this order.
    ///
    package func policy(guardRules: [ProtectionRule]) -> Policy {
        Policy(
            environment: environment.value,
            projects: stacks.compactMap(\.projectName),
            allowed: allowed,
            protection: ProtectionRule.floor + guardRules + protection,
            safeToDelete: safeToDelete,
            deleteImages: deleteImages,
            ages: ages,
            adopted: adopted,
            releases: releases,
            limits: limits,
            findings: findings
        )
    }
}

/// Where a stack of the host is defined: an `odoo_<anything>` section, `stack`, or an entry of `stacks`.
package struct StackSection: Sendable, Hashable {
    /// How messages and `--stack` call it.
    package let name: Located<String>
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

/// Compose's rules for the name of a project.
package enum ComposeProject {
    /// The name that Compose makes of a directory: ASCII lower case, other characters than `[a-z0-9_-]` dropped, then
    /// leading `-` and `_`; `nil` where nothing is left.
    package static func normalized(_ directory: String) -> String? {
        let kept = directory.utf8.map { (65...90).contains($0) ? $0 + 32 : $0 }.filter(isAllowed)
        let name = String(decoding: kept.drop { !isFirst($0) }, as: UTF8.self)
        return name.isEmpty ? nil : name
    }

    /// Whether Compose takes the text as a project name without changing it.
    package static func isValid(_ name: String) -> Bool {
        guard let first = name.utf8.first, isFirst(first) else { return false }
        return name.utf8.allSatisfy(isAllowed)
    }

    /// The last directory of a path after `.` and `..` are worked off; `nil` where the path tells none.
    static func directoryName(ofFile path: String) -> String? {
        var directories: [Substring] = []
        for part in path.split(separator: "/").dropLast() where part != "." {
            if part == ".." {
                guard directories.popLast() != nil else { return nil }
            } else {
                directories.append(part)
            }
        }
        return directories.last.flatMap { $0 == "~" ? nil : String($0) }
    }

    private static func isFirst(_ byte: UInt8) -> Bool { (97...122).contains(byte) || (48...57).contains(byte) }

    private static func isAllowed(_ byte: UInt8) -> Bool {
        isFirst(byte) || byte == UInt8(ascii: "_") || byte == UInt8(ascii: "-")
    }
}
