package import Compose
package import Domain

/// Builds what the stack wants from its Compose model: for every container the body that Compose itself would send, with
/// every secret taken out, so that what Compose made and what we make cannot be told apart.
package enum StackBuilder {
    /// - Returns: No stack where a diagnostic is an error.
    package static func build(_ model: ComposeProjectModel, _ context: StackContext) -> StackResult {
        let project = StackProject(model)
        var (vault, findings) = (Vault(context), Findings())
        let containers = containers(of: project, context, &vault, &findings)
        var resources = ResourceBuilder(project, context, vault, findings)
        let networks = project.networks.map { resources.network($0) }
        let volumes = project.volumes.map { resources.volume($0) }
        let stack = DesiredStack(
            project: project.name,
            containers: containers,
            networks: networks,
            volumes: volumes,
            digestKeyID: context.digestKeyID,
            variables: resources.vault.variables,
            configFiles: context.configFiles,
            workingDirectory: context.workingDirectory
        )
        return StackResult(
            stack: resources.findings.hasErrors ? nil : stack,
            secrets: resources.vault.secrets,
            diagnostics: resources.findings.diagnostics
        )
    }

    private static func containers(
        of project: StackProject,
        _ context: StackContext,
        _ vault: inout Vault,
        _ findings: inout Findings
    ) -> [DesiredContainer] {
        var containers: [DesiredContainer] = []
        for service in project.services {
            var builder = ServiceBuilder(service, number: 1, of: project, context, vault, findings)
            builder.judge()
            findings = builder.findings
            for number in 0..<project.scale(of: service.value) {
                builder = ServiceBuilder(service, number: number + 1, of: project, context, vault, findings)
                containers.append(builder.build())
                (vault, findings) = (builder.vault, builder.findings)
            }
        }
        return containers
    }
}

/// What building gave.
package struct StackResult: Sendable {
    /// `nil` where a diagnostic is an error.
    package let stack: DesiredStack?
    package let secrets: StackSecrets
    /// With place and fix.
    package let diagnostics: [Diagnostic]
}
