import Domain

extension DocumentReader {
    func docker(_ node: YAMLNode) -> DockerSection? {
        guard let fields = Fields<DockerKey>(node, RootKey.docker.rawValue, values) else { return nil }
        return DockerSection(
            host: fields[.host].flatMap { values.endpoint($0, "docker.host") },
            engineID: fields.name(.engineID)
        )
    }

    func logging(_ node: YAMLNode) -> LoggingSection? {
        guard let fields = Fields<LoggingKey>(node, RootKey.logging.rawValue, values) else { return nil }
        return LoggingSection(
            auditLog: fields.path(.auditLog),
            localFallback: fields.path(.localFallback),
            localFile: fields.path(.localFile),
            retentionDays: fields.integer(.retentionDays, in: 1...DocumentReader.dayLimit)?.value,
            supabase: fields[.supabase].flatMap { supabase($0) }
        )
    }

    private func supabase(_ node: YAMLNode) -> LoggingSection.Supabase? {
        guard let fields = Fields<SupabaseKey>(node, "logging.supabase", values) else { return nil }
        return LoggingSection.Supabase(
            enabled: fields.boolean(.enabled) ?? false,
            project: fields.name(.project),
            schema: fields.name(.schema),
            table: fields.name(.table)
        )
    }

    func backup(_ node: YAMLNode) -> BackupSection? {
        guard let fields = Fields<BackupKey>(node, RootKey.backup.rawValue, values) else { return nil }
        let standard = BackupSection.standard
        return BackupSection(
            containers: choice(fields, .containers) ?? standard.containers,
            volumes: choice(fields, .volumes) ?? standard.volumes,
            images: choice(fields, .images) ?? standard.images,
            keepDays: fields.integer(.keepDays, in: 1...DocumentReader.dayLimit)?.value ?? standard.keepDays
        )
    }

    private func choice<Choice: RawRepresentable<String> & CaseIterable>(
        _ fields: Fields<BackupKey>,
        _ key: BackupKey
    ) -> Choice? {
        guard let text = fields.text(key) else { return nil }
        if let choice = Choice(rawValue: text.value) { return choice }
        let known = Choice.allCases.map(\.rawValue).joined(separator: " or ")
        faults.error(
            .ssotValue,
            "`\(key.rawValue)` is `\(Legibility.printable(text.value))`.",
            fix: "Write \(known).",
            at: text.position
        )
        return nil
    }

    func kubernetes(_ node: YAMLNode) -> KubernetesSection? {
        guard let fields = Fields<KubernetesKey>(node, RootKey.kubernetes.rawValue, values) else { return nil }
        return KubernetesSection(enabled: fields.boolean(.enabled), note: fields.text(.note))
    }
}
