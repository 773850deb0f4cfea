import Domain
import Glibc

@main
enum Main {
    static func main() async {
        // Whoever reads our output may go away; an apply must not die of that.
        signal(SIGPIPE, SIG_IGN)
        let code = await Program(arguments: Array(CommandLine.arguments.dropFirst())).run()
        exit(code.rawValue)
    }
}
