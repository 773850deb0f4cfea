import Domain
import JSON

/// The answer of a create call: the ID of the new object and the Engine's warnings.
struct CreateAnswer {
    let id: String?
    let warnings: [String]

    /// An answer that cannot be read gives neither; observing then decides.
    init(_ body: [UInt8]) {
        let json: JSON
        do throws(JSONFault) { json = try JSON.parse(body) } catch { json = .null }
        id = json["Id"]?.string
        let single = json["Warning"]?.string.map { [$0] }
        warnings = (json["Warnings"]?.array?.compactMap(\.string) ?? single ?? []).filter { !$0.isEmpty }
    }
}

/// The answer of `POST /images/create`: one JSON value per line. An error comes last.
enum PullAnswer {
    static func fault(in body: [UInt8]) -> String? {
        let lines = body.split { $0 == UInt8(ascii: "\n") || $0 == UInt8(ascii: "\r") }
        return lines.reversed().lazy.compactMap(fault).first
    }

    private static func fault(inLine line: ArraySlice<UInt8>) -> String? {
        do throws(JSONFault) {
            let json = try JSON.parse(Array(line))
            return json["errorDetail"]?["message"]?.string ?? json["error"]?.string
        } catch {
            return nil
        }
    }
}
