import type Stripe from "stripe"
import { readEvent } from "../read-event"
import { verifyEvent } from "../verify"
import { SECRET, aDisputeEvent, posted } from "./an-event"

const event: Stripe.Event = aDisputeEvent("created")
const { body, header } = posted(JSON.stringify(event))

describe("what Stripe posts is believed", () => {
  it("when it is signed with the secret, as text and as bytes", () => {
    expect(verifyEvent(body, header, [SECRET])).toEqual({ ok: true, event })
    expect(verifyEvent(Buffer.from(body), header, [SECRET])).toEqual({ ok: true, event })
  })

  it("when it is signed with any of several secrets", () => {
    expect(verifyEvent(body, header, ["whsec_new", SECRET]).ok).toBe(true)
    expect(verifyEvent(body, header, [SECRET, "whsec_new"]).ok).toBe(true)
  })

  it("and can be read then", () => {
    const verified = verifyEvent(body, header, [SECRET])
    expect(verified.ok && readEvent(verified.event)).toMatchObject({ kind: "dispute", dispute_id: "dp_1" })
  })

  it("for 5 minutes", () => {
    const before = posted(body, { at: Date.now() - 290_000 })
    expect(verifyEvent(body, before.header, [SECRET]).ok).toBe(true)
  })
})

describe("what is posted is refused", () => {
  const refusal = (...call: Parameters<typeof verifyEvent>) => verifyEvent(...call)

  it("when it is signed with another secret", () => {
    expect(refusal(body, header, ["whsec_other"])).toEqual({ ok: false, reason: "wrong_signature" })
    const forged = posted(body, { secret: "whsec_other" })
    expect(refusal(body, forged.header, [SECRET])).toEqual({ ok: false, reason: "wrong_signature" })
  })

  it("when it is old, whichever of the secrets it was signed with", () => {
    const old = posted(body, { at: Date.now() - 310_000 })
    expect(refusal(body, old.header, [SECRET])).toEqual({ ok: false, reason: "too_old" })
    expect(refusal(body, old.header, ["whsec_new", SECRET])).toEqual({ ok: false, reason: "too_old" })
  })

  it("when its time was changed without signing it anew", () => {
    const old = posted(body, { at: Date.now() - 310_000 })
    const renewed = old.header.replace(/t=\d+/, `t=${Math.floor(Date.now() / 1000)}`)
    expect(refusal(body, renewed, [SECRET])).toEqual({ ok: false, reason: "wrong_signature" })
  })

  it("when its body was changed, be it by a blank", () => {
    const reason = { ok: false, reason: "wrong_signature" }
    expect(refusal(body.replace("needs_response", "won"), header, [SECRET])).toEqual(reason)
    expect(refusal(`${body} `, header, [SECRET])).toEqual(reason)
  })

  it("when header or body is missing", () => {
    const reason = { ok: false, reason: "unsigned" }
    expect(refusal(body, undefined, [SECRET])).toEqual(reason)
    expect(refusal(body, "", [SECRET])).toEqual(reason)
    expect(refusal(body, [header, header], [SECRET])).toEqual(reason)
    expect(refusal(undefined, header, [SECRET])).toEqual(reason)
    expect(refusal("", header, [SECRET])).toEqual(reason)
  })

  it("when the header is not one of Stripe's", () => {
    for (const strange of ["nonsense", "t=,v1=", `t=${Date.now()}`, header.replace("v1=", "v0=")]) {
      expect(refusal(body, strange, [SECRET])).toEqual({ ok: false, reason: "wrong_signature" })
    }
  })

  it("when the store has no secret, and when that is empty: anybody could have signed with that", () => {
    const signedWithNothing = posted(body, { secret: "" })
    expect(refusal(body, signedWithNothing.header, [])).toEqual({ ok: false, reason: "no_secret" })
    expect(refusal(body, signedWithNothing.header, ["", "  "])).toEqual({ ok: false, reason: "no_secret" })
    expect(refusal(body, signedWithNothing.header, ["", SECRET])).toEqual({ ok: false, reason: "wrong_signature" })
  })

  it("when it is signed and still no event", () => {
    for (const strange of ["{", "null", "[]", '"text"']) {
      const { header: right } = posted(strange)
      expect(refusal(strange, right, [SECRET])).toEqual({ ok: false, reason: "malformed" })
    }
  })
})
