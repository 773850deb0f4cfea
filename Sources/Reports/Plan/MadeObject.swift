import Attributes
import Domain
import JSON

/// What an action makes, attribute by attribute, read from the bodies of its calls and nothing else.
struct MadeObject {
    /// The lines under each heading that has some, escaped for a terminal, in the order of the headings.
    let groups: [(group: AttributeGroup, lines: [String])]

    /// `nil` where the action makes nothing that has attributes.
    init?(_ action: Action) {
        let reader = AttributeReader.forPeople
        if let made = action.madeContainer {
            let set = reader.container(name: made.name, body: made.body, connections: made.connections)
            self.init(set, UnreadMembers.ofContainer(made.body))
        } else if let body = action.bodies(of: .createNetwork).first {
            self.init(reader.network(body: body), UnreadMembers.ofNetwork(body))
        } else if let body = action.bodies(of: .createVolume).first {
            self.init(reader.volume(body: body), UnreadMembers.ofVolume(body))
        } else {
            return nil
        }
        guard !groups.isEmpty else { return nil }
    }

    private init(_ set: AttributeSet, _ unread: [JSON.Member]) {
        let keys = set.keys.filter { !MadeObject.goesWithoutSaying($0, set) }
        groups = AttributeGroup.allCases.compactMap { group in
            let own = keys.filter { AttributeGroup($0.family) == group && !$0.isToolLabel }
            let lines =
                (own.filter(group.leads) + own.filter { !group.leads($0) }).map {
                    MadeObject.line($0, set[$0] ?? "", group)
                }
                + (group == .other ? unread.map(MadeObject.line) : [])
                + (group == .labels ? MadeObject.tools(keys.filter(\.isToolLabel), set) : [])
            return lines.isEmpty ? nil : (group, lines)
        }
    }

    /// A published port is exposed too.
    private static func goesWithoutSaying(_ key: AttributeKey, _ set: AttributeSet) -> Bool {
        key.family == .exposedPort && set[AttributeKey(.port, key.member)] != nil
    }

    private static func line(_ key: AttributeKey, _ value: String, _ group: AttributeGroup) -> String {
        let name = group.name(of: key)
        let shown = ValueWords.shown(value, of: key)
        return name.isEmpty ? shown : "\(terminalName(name)): \(shown)"
    }

    private static func line(_ member: JSON.Member) -> String {
        let text = ValueWords.quoted(ValueWords.masked(masking(member.value).text(.compact)))
        return "\(terminalName(member.key)): \(terminalName(text))"
    }

    private static func masking(_ json: JSON) -> JSON {
        BodyReference.resolve(json, { _ in ValueWords.sealed }) ?? json
    }

    /// They say who made the object; one line is enough.
    private static func tools(_ keys: [AttributeKey], _ set: AttributeSet) -> [String] {
        let texts = keys.map { "\($0.member ?? "")=\(ValueWords.masked(set[$0] ?? ""))" }
        return texts.isEmpty ? [] : ["of tools: " + texts.map(terminalName).joined(separator: ", ")]
    }

    var count: Int { groups.reduce(0) { $0 + $1.lines.count } }

    /// Headings on the left, a line for each attribute; long ones are broken where the line ends.
    func lines(width: Int) -> [String] {
        let column = 13
        return groups.flatMap { group, texts in
            texts.enumerated().flatMap { index, text in
                let broken = hardWrapped(text, width: max(16, width - column - 2))
                return broken.enumerated().map { part, piece in
                    let lead = index == 0 && part == 0 ? group.rawValue : ""
                    return lead.padded(to: column) + (part == 0 ? "" : "  ") + piece
                }
            }
        }
    }
}
