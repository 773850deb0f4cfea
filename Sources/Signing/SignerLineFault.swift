/// What is wrong with one line of a signers file, and in which column.
struct SignerLineFault: Error {
    let column: Int
    let summary: String
    let fix: String

    init(_ column: Int, _ summary: String, fix: String) {
        self.column = column
        self.summary = summary
        self.fix = fix
    }
}
