import Foundation

/// A file that takes a program's output, however much, without a reader beside it.
struct ScratchFile {
    let url: URL
    let handle: FileHandle

    init(in folder: URL) throws {
        url = folder.appendingPathComponent("reconcile-test-\(UniqueName.make())")
        try Data().write(to: url)
        handle = try FileHandle(forWritingTo: url)
    }

    /// Whether the text has come so far.
    func holds(_ text: String) throws -> Bool {
        String(decoding: try Data(contentsOf: url), as: UTF8.self).contains(text)
    }

    func take() throws -> String {
        try handle.close()
        let text = String(decoding: try Data(contentsOf: url), as: UTF8.self)
        try FileManager.default.removeItem(at: url)
        return text
    }
}
