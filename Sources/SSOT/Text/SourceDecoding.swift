import Domain
import YAML

/// Turns a file's bytes into text that is safe to parse and to quote, or says why not.
enum SourceDecoding {
    static func decode(
        _ bytes: [UInt8],
        file: String,
        fixedCode: DiagnosticCode? = nil
    ) -> Result<SourceText, Diagnostic> {
        switch YAMLBytes.text(of: bytes, file: file) {
        case .success(let text): .success(SourceText(file: file, text: text))
        case .failure(let refusal):
            .failure(
                Diagnostic(
                    fixedCode ?? code(refusal.kind),
                    .error,
                    refusal.summary,
                    fix: refusal.fix,
                    position: refusal.position
                )
            )
        }
    }

    private static func code(_ kind: YAMLBytes.Refusal.Kind) -> DiagnosticCode {
        switch kind {
        case .size: .ssotUnreadable
        case .encoding: .ssotEncoding
        }
    }
}
