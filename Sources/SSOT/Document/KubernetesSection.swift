/// What a desktop's file notes about its Kubernetes; for information only.
package struct KubernetesSection: Sendable, Hashable {
    package let enabled: Bool?
    package let note: Located<String>?
}
