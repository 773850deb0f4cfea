package import Domain

extension ActionReason {
    /// Why the action stands in the plan, in one sentence.
    package var sentence: String {
        switch self {
        case .safePattern: "The name matches a safe pattern and nothing that stays uses it."
        case .deleteImagesMatching: "The reference matches `delete_images_matching` and nothing that stays uses it."
        case .unnamedPastAge: "The image has no tag and no digest and has been unused for long enough."
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

extension Step {
    /// The step for people: `stop (10 s)`, `remove`.
    package var words: String {
        switch self {
        case .stopContainer(_, let grace, let removesItself): Step.stopWords(grace, removesItself)
        case .removeContainer, .removeImage, .removeVolume, .removeNetwork: "remove"
        case .removeImageReference: "untag"
        }
    }

    /// The step while it runs: `stopping`.
    package var progressive: String {
        switch self {
        case .stopContainer: "stopping"
        case .removeContainer, .removeImage, .removeVolume, .removeNetwork: "removing"
        case .removeImageReference: "untagging"
        }
    }

    private static func stopWords(_ grace: Int?, _ removesItself: Bool) -> String {
        let time = grace.map { "\($0) s" } ?? "the Engine's grace"
        return removesItself ? "stop (\(time)), which removes it" : "stop (\(time))"
    }
}

extension Action {
    /// `container/test-import`, its sign in front.
    func headline(_ styling: Styling) -> String {
        styling.paint(kind.symbol(styling), kind.tint) + " " + address.printed
    }

    /// `safe_to_delete_patterns "test-*"`.
    var ruleWords: String {
        rule.name.rawValue + (rule.pattern.map { " " + yamlQuoted($0) } ?? "")
    }
}
