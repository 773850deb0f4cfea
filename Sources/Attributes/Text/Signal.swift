import Domain

/// The signals of Linux, by one name each: `15`, `TERM` and `SIGTERM` are the same.
enum Signal {
    static func canonical(_ text: String) -> String {
        let upper = text.uppercased()
        let name = upper.text(after: "SIG") ?? upper
        guard let number = Int(name) ?? number(named: name) else { return text }
        return self.name(of: number) ?? text
    }

    static func isKnown(_ text: String) -> Bool {
        let upper = text.uppercased()
        let name = upper.text(after: "SIG") ?? upper
        return (Int(name) ?? number(named: name)).flatMap(self.name) != nil
    }

    private static let names = [
        "HUP", "INT", "QUIT", "ILL", "TRAP", "ABRT", "BUS", "FPE", "KILL", "USR1", "SEGV", "USR2", "PIPE", "ALRM",
        "TERM",
        "STKFLT", "CHLD", "CONT", "STOP", "TSTP", "TTIN", "TTOU", "URG", "XCPU", "XFSZ", "VTALRM", "PROF", "WINCH",
        "IO",
        "PWR", "SYS",
    ]

    private static let aliases = ["IOT": 6, "CLD": 17, "POLL": 29, "UNUSED": 31, "RTMIN": 34, "RTMAX": 64]

    private static func number(named name: String) -> Int? {
        if let index = names.firstIndex(of: name) { return index + 1 }
        if let number = aliases[name] { return number }
        if let offset = name.text(after: "RTMIN+").flatMap(Int.init) { return 34 + offset }
        return name.text(after: "RTMAX-").flatMap(Int.init).map { 64 - $0 }
    }

    private static func name(of number: Int) -> String? {
        switch number {
        case 1...names.count: "SIG\(names[number - 1])"
        case 34: "SIGRTMIN"
        case 35...64: "SIGRTMIN+\(number - 34)"
        default: nil
        }
    }
}
