import Domain
import PlanFile
import Testing

struct ReceiptCodecTests {
    @Test func `a receipt says which plan ran, what each step came to, and how the host is after it`() {
        let receipt = Receipt(
            runID: "20261123T124746Z-1a2b3c4d",
            planDigest: "sha256:01",
            fileHash: "sha256:02",
            engine: EngineIdentity(id: "5a1c", name: "staging-1"),
            startedAt: PlanSamples.moment,
            endedAt: PlanSamples.moment.adding(seconds: 2),
            outcome: .unhealthy,
            exitCode: .appliedUnhealthy,
            steps: [step],
            health: [health],
            checkpoint: nil
        )
        #expect(String(decoding: ReceiptCodec.write(receipt), as: UTF8.self) == expected)
    }

    private var step: StepRecord {
        StepRecord(
            place: StepRecord.Place(action: 0, step: 1),
            address: Address(.container, "test-web"),
            step: .stopContainer(id: "c1", graceSeconds: nil, removesItself: true),
            outcome: .already,
            detail: "",
            at: PlanSamples.moment
        )
    }

    private var health: HealthResult {
        HealthResult(name: "odoo", kind: "http", isHealthy: false, expected: "200", observed: "503", milliseconds: 12)
    }

    private let expected = """
        {
          "checkpoint": null,
          "ended_at": "2026-11-23T12:47:48Z",
          "engine": {
            "id": "5a1c",
            "name": "staging-1"
          },
          "exit_code": 7,
          "file_hash": "sha256:02",
          "format": "reconcile.receipt/1",
          "health": [
            {
              "expected": "200",
              "kind": "http",
              "ms": 12,
              "name": "odoo",
              "observed": "503",
              "ok": false
            }
          ],
          "outcome": "unhealthy",
          "plan_digest": "sha256:01",
          "run_id": "20261123T124746Z-1a2b3c4d",
          "started_at": "2026-11-23T12:47:46Z",
          "steps": [
            {
              "address": "container/test-web",
              "at": "2026-11-23T12:47:46Z",
              "detail": "",
              "outcome": "already",
              "seq": 1,
              "step": {
                "grace_seconds": null,
                "op": "container.stop",
                "removes_itself": true,
                "target": "c1"
              },
              "step_seq": 2
            }
          ]
        }

        """
}
