import Domain
import Foundation
import TestSupport
import Testing

@testable import SSOT

@Suite struct WholeFileTests {
    @Test func `the owners' file gives one warning and no error`() throws {
        let reading = read(OwnersFiles.staging, file: "infra/docker/DOCKER_STAGING_SSOT.yaml")
        let document = try #require(reading.document)
        #expect(reading.faults == ["RC111@30:12"])
        #expect(reading.diagnostics.map(\.severity) == [.warning])
        #expect(document.environment.value == "staging")
        #expect(document.host?.value == "178.128.112.214")
        #expect(document.allowed.containers.map(\.name) == ["odoo-staging", "odoo-staging-db"])
        #expect(document.allowed.containers.map(\.role) == ["odoo_app", "postgres"])
        #expect(document.allowed.images.map(\.tag.pattern) == ["18.0-*", "16-alpine"])
        #expect(document.logging.auditLog?.value == "/var/log/ipai/docker-staging-audit.jsonl")
        #expect(document.logging.retentionDays == 90)
        #expect(document.healthChecks.map(\.name) == ["odoo_staging", "postgres"])
        #expect(document.approval == nil)
        #expect(document.backup == .standard)
    }

    @Test func `the owners' policy is floor, guard and file in this order, with every rule's place`() throws {
        let document = try #require(read(OwnersFiles.staging).document)
        let guardRule = ProtectionRule(name: .guardFile, pattern: Glob("x-"), scope: .namePrefix, origin: .builtIn)
        let policy = document.policy(guardRules: [guardRule])
        #expect(policy.projects == ["staging"])
        #expect(Array(policy.protection.prefix(5)) == ProtectionRule.floor + [guardRule])
        #expect(
            policy.protection.dropFirst(5).map(\.scope) == [
                .namePrefix, .namePrefix, .namePrefix, .namePrefix, .namePrefix, .containers, .containers, .containers,
                .images, .images, .images,
            ]
        )
        #expect(policy.protection[9].pattern.pattern == "odoo-db-sgp1")
        #expect(policy.protection[9].origin.description == "ssot.yaml:49:9")
        #expect(policy.safeToDelete.map(\.pattern.pattern).last == "experiment-*")
        #expect(policy.safeToDelete.last?.position == SourcePosition(file: "ssot.yaml", line: 57, column: 9))
        #expect(policy.ages.unnamedImageDays == 14)
        #expect(policy.ages.unusedImageDays == 14)
        #expect(policy.ages.unusedVolumeDays == 30)
    }

    @Test func `a desktop's file loads without a finding`() throws {
        let reading = read(OwnersFiles.desktop, file: "infra/docker/DOCKER_DESKTOP_SSOT.yaml")
        let document = try #require(reading.document)
        #expect(reading.diagnostics.isEmpty)
        #expect(document.environment.value == "desktop")
        #expect(document.environment.position == document.rootKey.position)
        #expect(document.stacks.first?.workingDirectory?.value == "~/src/odoo-ce/sandbox/dev")
        #expect(document.policy(guardRules: []).projects == ["dev"])
        #expect(document.logging.localFile?.value == "logs/docker_audit_log.jsonl")
        #expect(document.logging.supabase?.table?.value == "docker_audit_log")
        #expect(document.kubernetes?.enabled == false)
        #expect(document.allowed.images.last?.tag.pattern == "latest")
        #expect(document.protection.map(\.scope) == [.tags, .tags])
        #expect(document.deleteImages.count == 2)
    }

    @Test func `the example that we ship loads without a finding`() throws {
        let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent()
        let file = "infra/docker/DOCKER_STAGING_SSOT.yaml"
        let reading = SSOTReader.read([UInt8](try Data(contentsOf: root.appending(path: file))), file: file)
        #expect(reading.diagnostics.isEmpty)
        #expect(reading.document?.policy(guardRules: []).projects == ["staging"])
        #expect(reading.document?.ages.unusedVolumeDays == nil)
    }
}
