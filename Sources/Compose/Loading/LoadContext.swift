/// What every stage of loading may look at: names and folders, the variables, and the only way to a file.
struct LoadContext: Sendable {
    let projectName: String
    /// The project directory, absolute.
    let directory: String
    let profiles: [String]
    /// What `${NAME}` and a bare `NAME` in `environment` stand for: the process, then the env files.
    let variables: [String: String]
    /// The bytes of an absolute path; `nil` where there is no readable file. What it reads counts as read by the load.
    let read: @Sendable (_ path: String) -> [UInt8]?
}
