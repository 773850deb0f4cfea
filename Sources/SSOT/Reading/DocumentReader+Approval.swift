import Domain

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
