/// A fenced code block whose fence is longer than any run of backticks inside it.
enum MarkdownFence {
    static func lines(_ content: [String], language: String) -> [String] {
        let longest = content.flatMap { $0.split { $0 != "`" } }.map(\.count).max() ?? 0
        let fence = String(repeating: "`", count: max(3, longest + 1))
        return [fence + language] + content + [fence]
    }
}
