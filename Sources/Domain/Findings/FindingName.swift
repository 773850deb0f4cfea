/// The closed list of what a reviewer must not overlook, the gravest first. The raw values are the words of
/// `policy.deny` and `policy.allow`, and keep their meaning for ever.
package enum FindingName: String, CaseIterable, Sendable {
    /// The container gets all rights and all devices of the host.
    case privileged
    /// The Engine's socket, or a folder that holds it: whoever can write there is root on the host.
    case engineSocket = "engine_socket"
    case bindOfSystemFolder = "bind_of_system_folder"
    case hostNetwork = "host_network"
    case hostPID = "host_pid"
    case hostIPC = "host_ipc"
    case hostUTS = "host_uts"
    case hostUserNamespace = "host_userns"
    case hostCgroup = "host_cgroup"
    /// Capabilities beyond those that the Engine gives every container.
    case addedCapabilities = "added_capabilities"
    case devices
    /// `seccomp`, `apparmor`, SELinux labels or masked paths are off, or `no-new-privileges` is.
    case unconfined
    /// A profile or label of its own, of which a plan cannot tell how much it confines.
    case customConfinement = "custom_confinement"
    /// Namespaces or volumes of a container that the stack does not declare.
    case foreignNamespace = "foreign_namespace"
    case bindOutsideProject = "bind_outside_project"
    case portOnAllInterfaces = "port_on_all_interfaces"
    /// A network by which containers are reached from outside without a published port.
    case networkOnHostInterface = "network_on_host_interface"
    /// An image tag that stands for another image tomorrow.
    case movingTag = "moving_tag"
    case newRegistry = "new_registry"
    /// Root, where the container before was not.
    case rootUser = "root_user"
    case healthCheckRemoved = "health_check_removed"
    case restartPolicyRemoved = "restart_policy_removed"
    case volumeDataLost = "volume_data_lost"
    case anonymousVolumeLeft = "anonymous_volume_left"
    /// A container stops, and others of this host depend on it.
    case downtimeOfDependants = "downtime_of_dependants"
}

extension FindingName: Comparable {
    package static func < (left: FindingName, right: FindingName) -> Bool { left.rank < right.rank }

    private var rank: Int { FindingName.allCases.firstIndex(of: self) ?? 0 }
}

extension FindingName {
    /// Whether the bodies of an action's calls alone decide it, so that no change of the host explains another answer.
    package var isOfBodies: Bool {
        switch self {
        case .privileged, .engineSocket, .bindOfSystemFolder, .hostNetwork, .hostPID, .hostIPC, .hostUTS,
            .hostUserNamespace, .hostCgroup, .addedCapabilities, .devices, .unconfined, .customConfinement,
            .foreignNamespace, .bindOutsideProject, .portOnAllInterfaces, .networkOnHostInterface, .movingTag:
            true
        case .newRegistry, .rootUser, .healthCheckRemoved, .restartPolicyRemoved, .volumeDataLost,
            .anonymousVolumeLeft, .downtimeOfDependants:
            false
        }
    }
}

extension Action {
    /// Something in this action that a reviewer must not overlook.
    package struct Finding: Sendable, Hashable {
        package var name: FindingName
        /// The attribute that says so; `nil` for what no attribute decides.
        package var attribute: AttributeKey?
        /// The value, or who is concerned, as people read it. It holds no secret.
        package var detail: String
        /// `file:line:col` in the stack's files; `nil` for what no file asks for.
        package var at: String?
        /// The reason of the SSOT's `policy.allow` for it; `nil` where none names it.
        package var allowed: String?

        package init(
            _ name: FindingName,
            _ attribute: AttributeKey? = nil,
            _ detail: String = "",
            at: String? = nil,
            allowed: String? = nil
        ) {
            self.name = name
            self.attribute = attribute
            self.detail = detail
            self.at = at
            self.allowed = allowed
        }
    }
}

extension Action.Finding: Comparable {
    /// The gravest first, then by attribute, detail and place.
    package static func < (left: Action.Finding, right: Action.Finding) -> Bool {
        guard left.name == right.name else { return left.name < right.name }
        let (one, other) = (left.attribute?.description ?? "", right.attribute?.description ?? "")
        guard one.hasSameBytes(as: other) else { return one.precedesInBytes(other) }
        guard left.detail.hasSameBytes(as: right.detail) else { return left.detail.precedesInBytes(right.detail) }
        return (left.at ?? "").precedesInBytes(right.at ?? "")
    }
}
