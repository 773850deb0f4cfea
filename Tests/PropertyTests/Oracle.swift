import Domain

/// A second opinion on every class, written from the specification in another style: no index, no shared helper, every
/// question answered by looking at everything again.
struct Oracle {
    /// A class, and the rules that may be named as the reason.
    struct Opinion {
        let `class`: ResourceClass
        let reasons: Set<RuleName>
    }

    let host: ObservedHost
    let policy: Policy
    let memory: Memory
    let stack: DesiredStack?
    let things: [Thing]
    /// The direct reasons of each thing, by its text.
    private(set) var direct: [String: Set<RuleName>] = [:]

    init(_ world: World) {
        host = world.host
        policy = world.policy
        memory = world.memory
        stack = world.stack
        things = Thing.all(of: world.host)
        for thing in things { direct[thing.text] = reasonsOnItself(thing) }
    }

    func directReasons(_ thing: Thing) -> Set<RuleName> { direct[thing.text] ?? reasonsOnItself(thing) }

    func opinions() -> [String: Opinion] {
        var result: [String: Opinion] = [:]
        var hopeful: [Thing] = []
        for thing in things {
            if let opinion = protected(thing) ?? expected(thing) ?? hazardous(thing) {
                result[thing.text] = opinion
            } else {
                hopeful.append(thing)
            }
        }
        let leaving = whatCanLeave(hopeful)
        for thing in hopeful {
            let goes = leaving.contains(thing.text)
            result[thing.text] =
                goes
                ? Opinion(class: .extraSafeDelete, reasons: Set(allowing(thing)))
                : Opinion(class: .unknown, reasons: [.inUse])
        }
        for odd in host.incomplete {
            result["\(odd.address)"] = Opinion(class: .unknown, reasons: [.incompleteObservation])
        }
        return result
    }

    private func protected(_ thing: Thing) -> Opinion? {
        let direct = directReasons(thing)
        if !direct.isEmpty { return Opinion(class: .protected, reasons: direct) }
        if isOwn(thing) { return Opinion(class: .protected, reasons: [.ownContainer]) }
        if let container = thing.container, isDeclared(container) { return nil }
        let derived = derivedReasons(thing)
        if !derived.isEmpty { return Opinion(class: .protected, reasons: derived) }
        let remembered = isReleased(thing) ? [] : rememberedReasons(thing)
        return remembered.isEmpty ? nil : Opinion(class: .protected, reasons: remembered)
    }

    private func expected(_ thing: Thing) -> Opinion? {
        if let rule = allowed(thing) { return Opinion(class: .expected, reasons: [rule]) }
        return isUsedByExpected(thing) ? Opinion(class: .expected, reasons: [.usedByExpected]) : nil
    }

    private func hazardous(_ thing: Thing) -> Opinion? {
        var reasons = hazards(thing)
        if allowing(thing).isEmpty { reasons.insert(.noRule) }
        return reasons.isEmpty ? nil : Opinion(class: .unknown, reasons: reasons)
    }
}
