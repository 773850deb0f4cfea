import Domain

/// One node of the file as our own value: no tags, anchors or aliases are left in it.
struct YAMLNode {
    enum Content {
        /// The text as written; `isPlain` tells `null` from `"null"`.
        case scalar(String, isPlain: Bool)
        case sequence([YAMLNode])
        case mapping([YAMLPair])
    }

    let position: SourcePosition
    let content: Content

    /// What messages call it.
    var shape: String {
        switch content {
        case .scalar where isNull: "no value"
        case .scalar: "a single value"
        case .sequence: "a list"
        case .mapping: "a mapping"
        }
    }

    /// Nothing behind the colon, or one of YAML's spellings of null without quotes.
    var isNull: Bool {
        guard case .scalar(let text, isPlain: true) = content else { return false }
        return ["", "~", "null", "Null", "NULL"].contains(text)
    }
}

/// A key and its value.
struct YAMLPair {
    let key: Located<String>
    let value: YAMLNode
}
