package import Domain

extension ActionReason {
    /// Why the action stands in the plan, in one sentence.
    package var sentence: String {
        switch self {
        case .safePattern: "The name matches a safe pattern and nothing that stays uses it."
        case .deleteImagesMatching: "The reference matches `delete_images_matching` and nothing that stays uses it."
        case .unnamedPastAge: "The image has no tag and no digest and has been unused for long enough."
        case .anonymousOfDeleted: "Its containers were deleted by plans, long enough ago, and nothing uses it."
        case .missing: "The stack declares it, and it is not there."
        case .specChanged: "The file says something else than when the container was made."
        case .hostChanged: "The file is as it was when the container was made; somebody changed the host."
        case .leftHalfDone: "An earlier apply began to change it and did not end."
        case .drifted: "It is not as the file says; whether the file or the host changed is not known."
        case .imageChanged: "The image reference stands for another image now."
        case .notRunning: "It is as the file says, but it does not run."
        case .dependencyReplaced: "A container that it shares something with, or restarts after, is replaced."
        case .setAside: "A replacement that never ended set it aside; this ends it."
        }
    }
}

extension Impact.DataLoss {
    /// What is lost, in few words.
    package var words: String {
        switch self {
        case .none: "none"
        case .containerLayer: "container layer"
        case .volumeContent: "volume content"
        case .localImage: "local image"
        }
    }
}

extension Impact.Backup {
    package var words: String {
        switch self {
        case .none: "none"
        case .configuration: "configuration"
        }
    }
}

extension Action {
    /// The anonymous volumes that a delete leaves behind: they are nobody's afterwards.
    var leftoverWords: String? {
        guard kind == .delete, case .container(let container) = precondition else { return nil }
        let volumes = container.mounts.filter { $0.volume.map(ObservedVolume.looksAnonymous) ?? false }
        guard !volumes.isEmpty else { return nil }
        return "\(counted(volumes.count, "anonymous volume")) behind; whether and when they go, "
            + "cleanup_policy.anonymous_volumes_of_deleted says"
    }

    /// `container/test-import`, its sign in front.
    func headline(_ styling: Styling) -> String {
        styling.paint(kind.symbol(styling), kind.tint) + " " + address.printed
    }

    /// `safe_to_delete_patterns "test-*"`.
    var ruleWords: String {
        rule.name.rawValue + (rule.pattern.map { " " + yamlQuoted($0) } ?? "")
    }
}

extension ResourceUser {
    /// The user for people, with how it uses the thing where the kinds of the two do not say it.
    var printed: String {
        let ways = ways.compactMap(\.words)
        return ways.isEmpty ? user.printed : "\(user.printed) (\(ways.joined(separator: ", ")))"
    }
}

extension Use.User {
    fileprivate var printed: String {
        switch self {
        case .object(let address): address.printed
        case .service(let name): "service/\(terminalName(name))"
        }
    }
}

extension Way {
    /// `nil` where it goes without saying.
    fileprivate var words: String? {
        switch self {
        case .createdFrom, .reference, .runs, .mount, .endpoint, .networkMode, .namespace, .service: nil
        case .imageMount: "mounts the image"
        case .childImage: "built on it"
        case .bind: "binds its folder"
        case .volumesFrom: "volumes_from"
        case .device: "its device lies in it"
        case .configFrom: "takes its settings"
        case .parent: "lies on its bridge"
        }
    }
}
