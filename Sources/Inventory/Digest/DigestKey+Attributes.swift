import Attributes
import Domain

extension DigestKey {
    /// Reads the Engine's answers, and seals with this key what may be a secret.
    var attributeReader: AttributeReader {
        AttributeReader { bytes in digest(of: bytes) }
    }
}
