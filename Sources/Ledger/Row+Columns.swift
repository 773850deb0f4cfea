import Domain
import Foundation
import GRDB

/// A column that does not hold what the schema promises: someone wrote to the file by other means.
struct UnreadableColumn: Error, CustomStringConvertible {
    let column: Int

    var description: String { "column \(column) of a row has an unexpected type" }
}

/// Reads columns by position without trapping: the library's own conversions end the process on a wrong type.
extension Row {
    func optionalText(_ column: Int) -> String? {
        let value: DatabaseValue = self[column]
        return String.fromDatabaseValue(value)
    }

    func optionalInteger(_ column: Int) -> Int64? {
        let value: DatabaseValue = self[column]
        return Int64.fromDatabaseValue(value)
    }

    func text(_ column: Int) throws -> String {
        guard let text = optionalText(column) else { throw UnreadableColumn(column: column) }
        return text
    }

    func integer(_ column: Int) throws -> Int64 {
        guard let integer = optionalInteger(column) else { throw UnreadableColumn(column: column) }
        return integer
    }

    func int(_ column: Int) throws -> Int {
        guard let int = Int(exactly: try integer(column)) else { throw UnreadableColumn(column: column) }
        return int
    }

    func blob(_ column: Int) throws -> [UInt8] {
        let value: DatabaseValue = self[column]
        guard let data = Data.fromDatabaseValue(value) else { throw UnreadableColumn(column: column) }
        return Array(data)
    }

    func time(_ column: Int) throws -> Timestamp { Timestamp(secondsSince1970: try integer(column)) }

    func optionalTime(_ column: Int) -> Timestamp? {
        optionalInteger(column).map { Timestamp(secondsSince1970: $0) }
    }

    /// A value of one of our closed lists.
    func value<Value: RawRepresentable>(_ column: Int, as type: Value.Type) throws -> Value
    where Value.RawValue == String {
        guard let value = Value(rawValue: try text(column)) else { throw UnreadableColumn(column: column) }
        return value
    }
}

extension Database {
    /// Runs a statement that was prepared before, if it was.
    func run(_ sql: String, _ arguments: StatementArguments = []) throws {
        try cachedStatement(sql: sql).execute(arguments: arguments)
    }

    func rows(_ sql: String, _ arguments: StatementArguments = []) throws -> [Row] {
        try Row.fetchAll(cachedStatement(sql: sql), arguments: arguments)
    }

    func row(_ sql: String, _ arguments: StatementArguments = []) throws -> Row? {
        try Row.fetchOne(cachedStatement(sql: sql), arguments: arguments)
    }

    func rowCursor(_ sql: String, _ arguments: StatementArguments = []) throws -> RowCursor {
        try Row.fetchCursor(cachedStatement(sql: sql), arguments: arguments)
    }
}
