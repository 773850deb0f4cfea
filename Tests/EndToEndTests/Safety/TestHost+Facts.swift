import Foundation
import TestSupport

/// What must not change, read by docker's own client and from the volumes' folders.
extension TestHost {
    /// One text for each address; images stand once for each tag, and by ID when they have none.
    func facts() async throws -> [String: String] {
        let all = try await containerFacts() + imageFacts() + volumeFacts() + networkFacts()
        return Dictionary(uniqueKeysWithValues: all)
    }

    private func containerFacts() async throws -> [(String, String)] {
        let format =
            "{{.Name}}\t{{.Id}} {{.Image}} {{.Config.Image}} {{.State.Status}} {{.State.StartedAt}} {{.RestartCount}} "
            + "{{range $name, $network := .NetworkSettings.Networks}}{{$name}}={{$network.NetworkID}} {{end}}"
        let script = "docker ps -aq --no-trunc | xargs -r docker inspect --format '\(format)'"
        var facts: [(String, String)] = []
        for (name, fact) in pairs(try await engine.shell(script)) {
            let changes = try await engine.docker("diff", String(name.dropFirst()))
            let sorted = changes.split(separator: "\n").sorted().joined(separator: " ")
            facts.append(("container" + name, fact + sorted))
        }
        return facts
    }

    private func imageFacts() async throws -> [(String, String)] {
        let format = "{{.Repository}}:{{.Tag}}\t{{.ID}}"
        return pairs(try await engine.docker("images", "-a", "--no-trunc", "--format", format)).map { name, id in
            ("image/" + (name == "<none>:<none>" ? id : name), id)
        }
    }

    private func volumeFacts() async throws -> [(String, String)] {
        let format = "{{.Name}}\t{{.Mountpoint}}"
        return try pairs(try await engine.docker("volume", "ls", "--format", format)).map { name, folder in
            ("volume/" + name, try content(of: folder))
        }
    }

    private func networkFacts() async throws -> [(String, String)] {
        pairs(try await engine.docker("network", "ls", "--no-trunc", "--format", "{{.Name}}\t{{.ID}}")).map {
            ("network/" + $0, $1)
        }
    }

    private func content(of folder: String) throws -> String {
        let names = try FileManager.default.subpathsOfDirectory(atPath: folder).sorted()
        return try names.map { name in
            let data = try Data(contentsOf: URL(fileURLWithPath: folder + "/" + name))
            return "\(name)=\(data.base64EncodedString())"
        }.joined(separator: " ")
    }

    private func pairs(_ lines: String) -> [(String, String)] {
        lines.split(separator: "\n").map { line in
            let parts = line.split(separator: "\t", maxSplits: 1).map(String.init)
            return (parts[0], parts.count > 1 ? parts[1] : "")
        }
    }
}
