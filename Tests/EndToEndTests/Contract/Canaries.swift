import Foundation
import TestSupport

/// Random texts that stand where secrets stand on a real host; none may turn up in what the program writes.
struct Canaries {
    private(set) var byPlace: [String: String] = [:]

    /// A new canary for a place.
    mutating func plant(_ place: String) -> String {
        let canary = "canary" + UniqueName.make() + UniqueName.make()
        byPlace[place] = canary
        return canary
    }

    /// The places whose canary is in the text.
    func places(in text: String) -> [String] { places(in: Data(text.utf8)) }

    /// The places whose canary is in the bytes, plain or as hexadecimal digits.
    func places(in data: Data) -> [String] {
        byPlace.filter { Canaries.forms(of: $0.value).contains { data.range(of: Data($0.utf8)) != nil } }.keys.sorted()
    }

    private static func forms(of canary: String) -> [String] {
        let hex = canary.utf8.map { String($0, radix: 16) }.joined()
        return [canary, hex, canary.uppercased()]
    }
}

/// Every regular file below a folder.
enum FolderContents {
    static func files(below folder: String) throws -> [String: Data] {
        var files: [String: Data] = [:]
        let names = try FileManager.default.subpathsOfDirectory(atPath: folder)
        for name in names {
            let path = folder + "/" + name
            let type = try FileManager.default.attributesOfItem(atPath: path)[.type] as? FileAttributeType
            guard type == .typeRegular else { continue }
            files[name] = try Data(contentsOf: URL(fileURLWithPath: path))
        }
        return files
    }
}
