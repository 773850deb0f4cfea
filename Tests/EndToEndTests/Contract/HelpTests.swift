import Foundation
import TestSupport
import Testing
