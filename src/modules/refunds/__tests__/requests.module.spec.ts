import { assess } from "../rules/assessment"
import { aPurchase } from "../rules/__tests__/a-purchase"
import type { Decision } from "../services/requests"
import { withRefunds } from "./with-refunds"

const UNITS = [{ line_item_id: "ordli_1", unit_index: 0 }]
const operator = { type: "operator" as const, id: "user_1" }

const untouched = async () => false

const asked = (fields: { order_id?: string } = {}) => ({
  order_id: "order_1",
  assessment_id: "lcass_1",
  email: "ada@example.com",
  units: UNITS,
  amount: 49,
  currency_code: "eur",
  reason: "bought by mistake",
  ...fields,
})

const decided = (fields: Partial<Decision> = {}): Decision => ({
  units: UNITS,
  amount: 49,
  currency_code: "eur",
  assessment_id: "lcass_2",
  overridden: false,
  note: null,
  actor: operator,
  ...fields,
})

withRefunds(({ service }) => {
  describe("requests for a refund", () => {
    it("are one at a time for an order, however many are asked for at once", async () => {
      const opened = await Promise.all(Array.from({ length: 8 }, () => service.requests.open(asked())))
      expect(opened.filter(({ created }) => created)).toHaveLength(1)
      expect(new Set(opened.map(({ request }) => request.id)).size).toBe(1)
      const [requests, count] = await service.requests.list({ order_id: "order_1" }, { limit: 10, offset: 0 })
      expect(count).toBe(1)
      expect(requests).toMatchObject([{ status: "open", units: UNITS, amount: 49, reason: "bought by mistake" }])
    })

    it("are possible again once the one before was decided", async () => {
      const first = (await service.requests.open(asked())).request
      await service.requests.decline(first.id, "the time is over", operator, untouched)
      expect(await service.requests.open(asked())).toMatchObject({ created: true })
      expect((await service.requests.list({ status: "declined" }, { limit: 10, offset: 0 }))[0]).toMatchObject([
        { id: first.id, decision_reason: "the time is over", decided_by: "user_1" },
      ])
    })

    it("keep their first decision", async () => {
      const { request } = await service.requests.open(asked())
      const [one, other] = await Promise.all([
        service.requests.approve(request.id, decided({ amount: 49 })),
        service.requests.approve(request.id, decided({ amount: 20 })),
      ])
      expect(one.amount).toBe(other.amount)
      const { request: declined } = await service.requests.open(asked({ order_id: "order_2" }))
      await service.requests.decline(declined.id, "no", operator, untouched)
      expect(await service.requests.decline(declined.id, "again", operator, untouched)).toMatchObject({
        decision_reason: "no",
      })
      await expect(service.requests.approve(declined.id, decided())).rejects.toMatchObject({
        message: "This request was decided already: it is declined",
      })
    })

    it("can be declined after they were approved, until something was done of it", async () => {
      const { request } = await service.requests.openApproved({ ...asked(), ...decided() })
      await expect(service.requests.decline(request.id, "no", operator, async () => true)).rejects.toMatchObject({
        message: "What was approved is done in part already: approve it again to finish it",
      })
      expect(await service.requests.decline(request.id, "paid by hand", operator, untouched)).toMatchObject({
        status: "declined",
        decision_reason: "paid by hand",
      })
      expect(await service.requests.open(asked())).toMatchObject({ created: true })
    })

    it("are paid back by one of those who try at the same time", async () => {
      const { request } = await service.requests.openApproved({ ...asked(), ...decided({ overridden: true }) })
      let paid = 0
      const pay = async () => {
        paid++
      }
      const settled = await Promise.all([1, 2, 3].map(() => service.requests.settle(request.id, pay)))
      expect(settled.map(({ status }) => status)).toEqual(["refunded", "refunded", "refunded"])
      expect(paid).toBe(1)
    })

    it("stay approved when paying back fails, say why, and can be tried again", async () => {
      const { request } = await service.requests.openApproved({ ...asked(), ...decided() })
      const refuse = () => Promise.reject(new Error("the provider is away"))
      await expect(service.requests.settle(request.id, refuse)).rejects.toThrow("the provider is away")
      expect(await service.requests.retrieve(request.id)).toMatchObject({
        status: "approved",
        last_error: "the provider is away",
      })
      await service.requests.settle(request.id, async () => undefined)
      expect(await service.requests.retrieve(request.id)).toMatchObject({ status: "refunded", last_error: null })
    })

    it("are not paid back before they are approved", async () => {
      const { request } = await service.requests.open(asked())
      await expect(service.requests.settle(request.id, async () => undefined)).rejects.toMatchObject({
        message: "This request is open, and not approved",
      })
    })

    it("owe their answer until it was handed over", async () => {
      const { request } = await service.requests.open(asked())
      expect(await service.requests.owedAnswers(10)).toEqual([])
      await service.requests.decline(request.id, "no", operator, untouched)
      expect(await service.requests.owedAnswers(10)).toEqual([request.id])
      await service.requests.noteAnswered(request.id)
      expect(await service.requests.owedAnswers(10)).toEqual([])
    })
  })

  describe("an assessment", () => {
    it("is kept with what it saw", async () => {
      const made = assess(aPurchase(), service.refunds)
      const id = await service.assessments.store("order_1", made, "operator")
      expect(await service.retrieveRefundAssessment(id)).toMatchObject({
        order_id: "order_1",
        verdict: "approve_unused",
        facts: made.facts,
        options: { window_days: 14 },
        rules_version: made.rules_version,
        asked_by: "operator",
      })
    })
  })
})
