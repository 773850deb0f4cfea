/// One way to change a verdict: what to do, and the YAML to write where there is some.
struct Advice: Hashable {
    let prose: String
    let yaml: [String]

    init(_ prose: String, yaml: [String] = []) {
        self.prose = prose
        self.yaml = yaml
    }
}
