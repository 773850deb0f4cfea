import CoreTestSupport
import Domain

// What a plan says of itself.
extension HandMadePlan {
    static let origin: [HandMadePlan] = [
        .init("an SSOT by its absolute path", .configuration, "/etc/ssot.yaml") {
            $0.setting("plan.ssot.path", to: "/etc/ssot.yaml")
        },
        .init("an SSOT outside the repository", .configuration, "../ssot.yaml") {
            $0.setting("plan.ssot.path", to: "../ssot.yaml")
        },
        .init("an SSOT by a detour", .configuration, "./infra/docker/DOCKER_STAGING_SSOT.yaml") {
            $0.setting("plan.ssot.path", to: "./infra/docker/DOCKER_STAGING_SSOT.yaml")
        },
        .init("a laxer SSOT of the repository", .configuration, "infra/docker/lax.yaml") {
            $0.setting("plan.ssot.path", to: "infra/docker/lax.yaml")
        },
        .init("an SSOT of other bytes", .refusedStale, HostScene.ssot) {
            $0.setting("plan.ssot.sha256", to: .string("sha256:" + String(repeating: "0", count: 64)))
        },
        .init("a stack file less", .invalidInput, "plan.stack") { $0.setting("plan.stack", to: []) },
        .init("a stack file more", .configuration, "plan.stack") { plan in
            plan.editing("plan.stack") { stack in
                let more = (stack?.array ?? []) + (stack?.array ?? []).map { $0.setting("path", to: "stack/copy.yaml") }
                return .array(more)
            }
        },
        .init("another stack file", .configuration, "plan.stack") {
            $0.setting("plan.stack.0.path", to: "stack/copy.yaml")
        },
        .init("a stack file of other bytes", .refusedStale, "stack/compose.yaml") {
            $0.setting("plan.stack.0.sha256", to: .string("sha256:" + String(repeating: "1", count: 64)))
        },
        .init("another engine", .refusedTrust, "engine") { $0.setting("plan.engine.id", to: "ABCD") },
        .init("an engine of another name", .refusedTrust, "engine") { $0.setting("plan.engine.name", to: "other") },
        .init("another environment", .invalidInput, "environment") {
            $0.setting("plan.environment", to: "production")
        },
        .init("another digest key", .refusedStale, "digest_key") { $0.setting("plan.digest_key_id", to: "other") },
        .init("no checkpoint", .configuration, "issued.checkpoint") { $0.setting("issued.checkpoint", to: .null) },
        .init("another log's checkpoint", .configuration, "history") {
            $0.setting("issued.checkpoint", to: "reconcile/x/1\n1\nAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=\n")
        },
    ]

    static let claims: [HandMadePlan] = [
        .init("called a clean-up", .invalidInput, "plan.mode") { $0.setting("plan.mode", to: "cleanup") },
        .init("called a plan of the stack", .invalidInput, "plan.mode") { $0.setting("plan.mode", to: "stack") },
        .init("called not applyable", .invalidInput, "plan.applyable") { $0.setting("plan.applyable", to: false) },
        .init("empty and called applyable", .invalidInput, "plan.applyable") { $0.actions { _ in [] } },
        .init("empty", .invalidInput, "applyable") {
            $0.actions { _ in [] }.setting("plan.applyable", to: false)
        },
        .init("called incomplete", .invalidInput, "plan.complete") { $0.setting("plan.complete", to: false) },
        .init("an omission that is none", .refusedStale, "omissions") {
            $0.setting("plan.complete", to: false).setting(
                "plan.omissions",
                to: [["address": "container/x", "code": "orphan", "detail": "x"]]
            )
        },
        .init("a higher limit", .invalidInput, "limits.max_deletes") {
            $0.setting("plan.limits.max_deletes", to: 1_000)
        },
        .init("a higher share", .invalidInput, "limits.max_delete_percent") {
            $0.setting("plan.limits.max_delete_percent", to: 100)
        },
        .init("a variable more", .invalidInput, "variables") {
            $0.setting("plan.variables", to: ["API_TOKEN", "AWS_SECRET_KEY", "OTHER_TOKEN"])
        },
        .init("a variable less", .invalidInput, "variables") { $0.setting("plan.variables", to: ["API_TOKEN"]) },
        .init("a finding less", .invalidInput, "findings.bind_outside_project") {
            $0.at(Place.worker, "findings", is: [])
        },
        .init("a reason that the SSOT does not give", .invalidInput, "findings.bind_outside_project") {
            $0.at(Place.worker, "findings.0.allowed", is: "it is harmless")
        },
        .init("a finding in another place", .invalidInput, "findings.bind_outside_project") {
            $0.at(Place.worker, "findings.0.at", is: "stack/compose.yaml:1:1")
        },
        .init("a finding twice", .invalidInput, "findings") { plan in
            plan.at(Place.worker, "findings", adding: plan.action(Place.worker)["findings"]?.array?.first ?? .null)
        },
        .init("a key that no plan has", .invalidInput, "plan.note") { $0.setting("plan.note", to: "x") },
    ]

    static let validity: [HandMadePlan] = [
        .init("issued in the future", .refusedTrust, "issued.at") {
            $0.setting("issued.at", to: "2030-01-01T00:00:00Z").setting(
                "issued.expires_at",
                to: "2030-01-02T00:00:00Z"
            )
        },
        .init("an ID that is a path", .invalidInput, "issued.id") { $0.setting("issued.id", to: "../../x") },
        .init("another tool", .invalidInput, "issued.tool") { $0.setting("issued.tool", to: "me") },
        .init("a branch as the commit", .invalidInput, "issued.commit") { $0.setting("issued.commit", to: "main") },
        .init("an endpoint in words", .invalidInput, "issued.endpoint") {
            $0.setting("issued.endpoint", to: "the host, and all is well")
        },
        .init("living too long", .refusedTrust, "issued.expires_at") {
            $0.setting("issued.expires_at", to: "2030-01-01T00:00:00Z")
        },
        .init("expired", .refusedTrust, "expired") {
            $0.setting("issued.at", to: "2020-01-01T00:00:00Z").setting(
                "issued.expires_at",
                to: "2020-01-02T00:00:00Z"
            )
        },
        .init("by somebody else", .refusedTrust, "alice") { $0.setting("issued.by", to: "alice") },
    ]

    static let costs: [HandMadePlan] = [
        .init("no downtime where one stops", .invalidInput, "impact.downtime") {
            $0.at(Place.running, "impact.downtime", is: false)
        },
        .init("no loss where data go", .invalidInput, "impact.data_loss") {
            $0.at(Place.volume, "impact.data_loss", is: "none")
        },
        .init("called reversible", .invalidInput, "impact.reversible") {
            $0.at(Place.volume, "impact.reversible", is: true)
        },
        .init("called backed up", .invalidInput, "impact.backup") {
            $0.at(Place.newVolume, "impact.backup", is: "configuration")
        },
        .init("another rule", .invalidInput, "rule.name") {
            $0.at(Place.volume, "rule.name", is: "delete_images_matching")
        },
        .init("another pattern", .invalidInput, "rule.pattern") { $0.at(Place.volume, "rule.pattern", is: "*") },
        .init("another line", .invalidInput, "rule.at") { $0.at(Place.volume, "rule.at", is: "ssot.yaml:1:1") },
        .init("another reason", .invalidInput, "reason") { $0.at(Place.volume, "reason", is: "unnamed_past_age") },
        .init("another reason of the stack", .invalidInput, "reason") {
            $0.at(Place.newVolume, "reason", is: "not_running")
        },
        .init("another class", .invalidInput, "class") { $0.at(Place.volume, "class", is: "expected") },
        .init("an age that nobody asked for", .invalidInput, "age.threshold_days") {
            $0.at(Place.volume, "age", is: ["first_unused": "2026-01-01T00:00:00Z", "threshold_days": 1])
        },
        .init("another change", .refusedStale, "changes.memory") { plan in
            plan.at(Place.cache, "changes.0.after", is: "1")
        },
    ]
}
