import request from "supertest"
import { ask, PREFIXES, type Prefix, type SoldLicense } from "../software/desk"
import type { Tools } from "./answers"

const ASK = "rebind-requests"

/** What a device without a seat asks, and what operators answer when no move is left. */
export function moveAnswers({ world, judge, admin }: Tools): void {
  const send = async (prefix: Prefix, body: object, address: string) => {
    const { desk } = world()
    const response = await request(desk.url)
      .post(`${prefix}/${ASK}`)
      .set({ ...desk.headers(prefix), "x-forwarded-for": address })
      .send(body)
    judge("post", `${prefix}/${ASK}`, response)
    return response
  }

  /** A request that its license's owner has handed to the store. */
  const anEscalated = async (): Promise<SoldLicense & { request_id: string }> => {
    const { desk } = world()
    const license = await desk.anActivation("mac-1", { seats: 1, rebind_limit: 0 })
    await send(PREFIXES[0], { ...ask(license), fingerprint: "mac-2", name: "New Mac" }, "198.51.100.30")
    const [{ id } = { id: "" }] = await desk.licensing.listLicenseRebindRequests({ license_id: license.id })
    const { activation_id: from_activation_id } = license
    await desk.licensing.rebindRequests.escalate({ id, from_activation_id, reason: "It broke" })
    return { ...license, request_id: id }
  }

  it.each(PREFIXES)("answers a device that asks for a seat as the file says, under %s", async (prefix) => {
    const { desk, anyone } = world()
    const license = await desk.anActivation("mac-1", { seats: 1 })
    const address = `198.51.100.${PREFIXES.indexOf(prefix) + 20}`
    const body = { ...ask(license), fingerprint: "mac-2" }
    expect((await send(prefix, body, address)).status).toBe(202)
    expect((await send(prefix, { key: 1 }, address)).status).toBe(400)
    const away = jest.spyOn(desk.licensing.rebindRequests, "ask").mockRejectedValueOnce(new Error("away"))
    expect((await send(prefix, body, address)).status).toBe(503)
    away.mockRestore()
    await Promise.all(Array.from({ length: 30 }, () => send(prefix, { ...body, key: "typo" }, address)))
    expect((await send(prefix, body, address)).status).toBe(429)
    if (prefix === "/store/license-center") {
      judge("post", `${prefix}/${ASK}`, await anyone.ask("post", `${prefix}/${ASK}`, body))
    }
  })

  it("answers operators as the file says: moves beyond the quota", async () => {
    const [one, two] = [await anEscalated(), await anEscalated()]
    const list = await admin("get", "/rebind-requests", {}, undefined, "?status=escalated&order=created_at&limit=5")
    expect(list.body.rebind_requests.map(({ id }: { id: string }) => id)).toEqual([one.request_id, two.request_id])
    const approved = await admin("post", "/rebind-requests/{id}/approve", { id: one.request_id })
    expect(approved.body.rebind_request).toMatchObject({ status: "done", reason: "It broke" })
    const reason = { reason: "Not again" }
    const declined = await admin("post", "/rebind-requests/{id}/decline", { id: two.request_id }, reason)
    expect(declined.body.rebind_request).toMatchObject({ status: "declined", decision_reason: "Not again" })
    expect((await admin("post", "/rebind-requests/{id}/approve", { id: two.request_id })).status).toBe(400)
  })
}
