/// Where drift is announced. A webhook's URL is a secret: it prints as `<redacted>`.
package struct NotificationsSection: Sendable, Hashable {
    package enum Target: Sendable, Hashable, CustomStringConvertible, CustomDebugStringConvertible {
        case url(String)
        case environmentVariable(String)

        package var description: String {
            switch self {
            case .url: "<redacted>"
            case .environmentVariable(let name): name
            }
        }

        package var debugDescription: String { description }
    }

    package let mattermost: Target?
    package let slack: Target?
    package let webhook: Target?
}
