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

extension DocumentReader {
    func approval(_ node: YAMLNode, at position: SourcePosition?) -> ApprovalSection? {
        guard let fields = Fields<ApprovalKey>(node, RootKey.approval.rawValue, values) else { return nil }
        let required = fields.integer(.required, in: 0...64)?.value ?? 1
        let forDataLoss = fields.integer(.requiredForDataLoss, in: 0...64)
        if let forDataLoss, forDataLoss.value < required { refuseWeaker(forDataLoss, than: required) }
        return ApprovalSection(
            signers: fields.path(.signers)?.value ?? ApprovalSection.defaultSigners,
            required: required,
            requiredForDataLoss: forDataLoss?.value ?? required,
            authorMayApprove: fields.boolean(.authorMayApprove) ?? false,
            planTTLHours: fields.integer(.planTTLHours, in: 1...8_760)?.value ?? ApprovalSection.defaultPlanTTLHours,
            position: position ?? node.position
        )
    }

    private func refuseWeaker(_ forDataLoss: Located<Int>, than required: Int) {
        faults.error(
            .ssotContradiction,
            "`required_for_data_loss` is \(forDataLoss.value), below `required`, which is \(required).",
            fix: "Ask at least as many people for a plan that loses data.",
            at: forDataLoss.position
        )
    }

    func notifications(_ node: YAMLNode) -> NotificationsSection? {
        guard let fields = Fields<NotificationsKey>(node, RootKey.notifications.rawValue, values) else { return nil }
        return NotificationsSection(
            mattermost: target(fields, .mattermost),
            slack: target(fields, .slack),
            webhook: target(fields, .webhook)
        )
    }

    /// The name of an environment variable, or an http(s) URL. Neither is quoted in messages.
    private func target(
        _ fields: Fields<NotificationsKey>,
        _ key: NotificationsKey
    ) -> NotificationsSection.Target? {
        guard let node = fields[key], let text = values.scalar(node, key.rawValue) else { return nil }
        if isVariableName(text) { return .environmentVariable(text) }
        return fields.httpURL(key).map { .url($0.value) }
    }

    private func isVariableName(_ text: String) -> Bool {
        guard let first = text.utf8.first, !(48...57).contains(first) else { return false }
        return text.utf8.allSatisfy { (65...90).contains($0) || (48...57).contains($0) || $0 == UInt8(ascii: "_") }
    }
}
