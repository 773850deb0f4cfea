import Domain

/// Draws plans that are consistent and otherwise as odd as the types allow: names in any script, control characters,
/// empty lists, every word of every closed list.
struct RandomPlans {
    private var generator: SeededGenerator

    init(seed: UInt64) { generator = SeededGenerator(seed: seed) }

    mutating func content() -> PlanFileContent {
        PlanFileContent(plan: plan(), issued: issued())
    }

    private mutating func plan() -> Plan {
        var actions: [Action] = []
        for index in 0..<number(0...8) { actions.append(action(index, earlier: actions)) }
        let omissions = Set(list { $0.omission() }).sorted()
        return Plan(
            environment: "staging-2",
            engine: EngineIdentity(id: name(), name: text()),
            ssot: Plan.PinnedFile(path: name(), sha256: name()),
            stack: list { $0.file() } + (actions.contains { $0.class == .expected } ? [file()] : []),
            mode: mode(for: actions),
            applyable: !actions.isEmpty,
            complete: omissions.isEmpty,
            omissions: omissions,
            digestKeyID: text(),
            variables: list { $0.name() }.unique,
            limits: Limits(maxDeletes: number(0...1_000), maxDeletePercent: number(0...100)),
            actions: actions
        )
    }

    private mutating func mode(for actions: [Action]) -> Plan.Mode {
        let classes = Set(actions.map(\.class))
        let own: Plan.Mode? = classes.contains(.expected) ? classes.count == 1 ? .stack : nil : .cleanup
        return flag() ? own ?? .all : .all
    }

    private mutating func omission() -> Omission {
        Omission(optional { Address($0.word(), $0.name()) }, word(), text())
    }

    private mutating func file() -> Plan.PinnedFile { Plan.PinnedFile(path: name(), sha256: name()) }

    private mutating func issued() -> Issued {
        Issued(
            id: "\(moment().compact)-\(hex(8))",
            at: moment(),
            by: optional { $0.text() },
            expiresAt: moment(),
            tool: "reconcile \(number(0...9)).\(number(0...99))",
            commit: optional { $0.hex($0.flag() ? 40 : 64) },
            endpoint: flag() ? "snapshot" : "unix:///" + name().filter { $0.isASCII && $0.isLetter },
            observedAt: moment(),
            counts: counts(),
            checkpoint: optional { $0.text() }
        )
    }

    private mutating func counts() -> ClassCounts {
        var counts = ClassCounts()
        for kind in ResourceKind.allCases {
            for `class` in ResourceClass.allCases { counts.add(number(0...99), kind, `class`) }
        }
        return counts
    }

    private mutating func action(_ index: Int, earlier: [Action]) -> Action {
        let target = flag() ? target(index) : stackTarget(index, earlier)
        let needs = target.needs + earlier.map(\.address).filter { _ in flag() }
        return Action(
            address: target.address,
            kind: target.kind,
            reason: target.reason ?? word(),
            class: target.class,
            rule: Action.Rule(name: word(), pattern: optional { $0.text() }, at: text()),
            age: optional { Action.Age(firstUnused: $0.moment(), thresholdDays: $0.number(0...400)) },
            steps: target.steps,
            dependsOn: Set(needs).sorted(),
            changes: changes(mayReplace: target.kind == .replace),
            precondition: target.precondition,
            impact: Impact(of: target.kind, target.steps, on: target.precondition),
            findings: Set(list { $0.finding() }).sorted()
        )
    }

    private mutating func finding() -> Action.Finding {
        Action.Finding(
            word(),
            optional { AttributeKey($0.word(), $0.optional { $0.text() }) },
            text(),
            at: optional { $0.text() },
            allowed: optional { $0.text() }
        )
    }

    private mutating func changes(mayReplace: Bool) -> [Action.AttributeChange] {
        let keys = Set(list { AttributeKey($0.word(), $0.optional { $0.text() }) })
        return keys.sorted().map { key in
            Action.AttributeChange(
                attribute: key,
                before: optional { $0.text() },
                after: optional { $0.text() },
                effect: mayReplace ? word() : .inPlace,
                cause: word()
            )
        }
    }
}

extension RandomPlans {
    mutating func number(_ range: ClosedRange<Int>) -> Int { Int.random(in: range, using: &generator) }

    mutating func flag() -> Bool { Bool.random(using: &generator) }

    mutating func moment() -> Timestamp { Timestamp(secondsSince1970: Int64(number(0...4_000_000_000))) }

    mutating func word<Word: CaseIterable>() -> Word where Word.AllCases == [Word] {
        let words = Word.allCases
        return words[number(0...words.count - 1)]
    }

    mutating func text() -> String {
        let pieces = [
            "test-", "é", "e\u{301}", "\u{8}", "\u{C}", "\u{7F}", "\u{0}", "\u{1B}[31m", "\"", "\\", "/", "<&>",
        ]
        let more = [
            "\n", "\r\n", "\t", "\u{2028}", "\u{FEFF}", "\u{FFFF}", "\u{10FFFF}", "🐳", "ﬀ", " ", "a", "0", "\u{301}",
        ]
        return (0..<number(0...5)).map { _ in (pieces + more)[number(0...pieces.count + more.count - 1)] }.joined()
    }

    mutating func name() -> String { "n\(text())" }

    mutating func hex(_ digits: Int) -> String {
        let all = Array("0123456789abcdef")
        return String((0..<digits).map { _ in all[number(0...15)] })
    }

    mutating func optional<Value>(_ make: (inout RandomPlans) -> Value) -> Value? {
        flag() ? make(&self) : nil
    }

    mutating func list<Value>(_ make: (inout RandomPlans) -> Value) -> [Value] {
        (0..<number(0...3)).map { _ in make(&self) }
    }
}

extension [String] {
    /// Sorted, each once by its bytes.
    var unique: [String] { Set(map { Address(.volume, $0) }).sorted().map(\.name) }
}
