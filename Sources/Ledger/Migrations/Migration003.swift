/// Version 3: what later steps did to an object, found without going through all steps.
enum Migration003 {
    static let sql = ["CREATE INDEX steps_by_object ON steps(object_id, run_id);"]
}
