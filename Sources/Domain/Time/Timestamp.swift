/// A moment in UTC with a resolution of one second, as every record and every plan writes it (RFC 3339, `…Z`).
package struct Timestamp: Sendable, Hashable, Comparable, CustomStringConvertible {
    package let secondsSince1970: Int64

    package init(secondsSince1970: Int64) { self.secondsSince1970 = secondsSince1970 }

    package static func < (lhs: Timestamp, rhs: Timestamp) -> Bool { lhs.secondsSince1970 < rhs.secondsSince1970 }

    package func adding(days: Int) -> Timestamp { adding(seconds: Int64(days) * 86_400) }

    /// Times of files may lie anywhere: a sum that cannot be said is the last moment that can.
    package func adding(seconds: Int64) -> Timestamp {
        let (sum, overflow) = secondsSince1970.addingReportingOverflow(seconds)
        guard overflow else { return Timestamp(secondsSince1970: sum) }
        return Timestamp(secondsSince1970: seconds < 0 ? .min : .max)
    }

    /// The last second of the UTC day that holds this moment.
    package var endOfDay: Timestamp {
        Timestamp(secondsSince1970: CivilTime.floorDivide(secondsSince1970, 86_400) * 86_400 + 86_399)
    }

    /// `2026-11-23T12:47:46Z`.
    package var description: String {
        let civil = CivilTime(secondsSince1970: secondsSince1970)
        return "\(civil.date)T\(CivilTime.padded(civil.hour)):\(CivilTime.padded(civil.minute)):"
            + "\(CivilTime.padded(civil.second))Z"
    }

    /// `20261123T124746Z`: sorts as text and is safe in file names.
    package var compact: String {
        String(description.filter { $0 != "-" && $0 != ":" })
    }

    /// `2026-11-23`.
    package var day: String { CivilTime(secondsSince1970: secondsSince1970).date }
}
