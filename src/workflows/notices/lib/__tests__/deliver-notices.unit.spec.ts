import { aMailLicense, teamLicenses } from "../../../../emails/__fixtures__/mail"
import type { KeyMail } from "../../../../modules/notices/rules/key-mails"
import { purposes } from "../../../../modules/notices/rules/purposes"
import { aNotice, aStore, CLAIMED, deliverable, firstMail } from "../__fixtures__/a-store"
import { deliverNotices } from "../deliver-notices"

describe("delivering notices", () => {
  it("sends the mail, marks it sent and names the licenses that were delivered", async () => {
    const { container, notices, sendMail, logger } = aStore({ due: [aNotice("n1")] })
    expect(await deliverNotices(container, {})).toEqual({
      sent: ["n1"],
      failed: [],
      canceled: [],
      delivered: [{ id: "lic_0", notice_id: "n1" }],
    })
    expect(sendMail).toHaveBeenCalledTimes(1)
    expect(sendMail.mock.calls[0]![0]).toMatchObject({
      to: "ada@example.com",
      channel: "email",
      template: "license_delivered",
      resource_type: "license_center_notice",
      resource_id: "n1",
      content: { subject: "Your license for Nimbus Notes", html: expect.any(String), text: expect.any(String) },
    })
    expect(notices.markSent).toHaveBeenCalledWith("n1", "<mail@server>")
    expect(logger.warn).not.toHaveBeenCalled()
  })

  it("hands the key to the mail and to nothing that is stored", async () => {
    const { container, sendMail } = aStore({ due: [aNotice("n1")] })
    const result = await deliverNotices(container, {})
    const { content, ...stored } = sendMail.mock.calls[0]![0]
    expect(content.text).toContain(aMailLicense().key)
    expect(JSON.stringify([stored, result])).not.toContain(aMailLicense().key)
  })

  it("uses a key of its own for every attempt, also after a retry began to count anew", async () => {
    const attempts = [
      aNotice("n1", { attempts: 1 }),
      aNotice("n1", { attempts: 2 }),
      aNotice("n1", { attempts: 1, claimed_until: new Date(CLAIMED.getTime() + 60_000) }),
    ]
    const { container, sendMail } = aStore({ due: attempts })
    await deliverNotices(container, {})
    const keys = sendMail.mock.calls.map(([mail]) => mail.idempotency_key)
    expect(new Set(keys).size).toBe(3)
  })

  it("leaves out a license that was revoked meanwhile, and drops a mail with none left", async () => {
    const [first, second, third] = teamLicenses()
    const licenses = [
      deliverable(first),
      deliverable(second, { status: "revoked" }),
      deliverable(third, { status: "suspended" }),
    ]
    const due = [
      aNotice("n1", { license_ids: ["lic_0", "lic_1", "lic_2"] }),
      aNotice("n2", { license_ids: ["lic_1"] }),
      aNotice("n3", { license_ids: ["lic_gone"] }),
    ]
    const { container, notices, sendMail } = aStore({ due, licenses })
    expect(await deliverNotices(container, {})).toEqual({
      sent: ["n1"],
      failed: [],
      canceled: ["n2", "n3"],
      delivered: [
        { id: "lic_0", notice_id: "n1" },
        { id: "lic_2", notice_id: "n1" },
      ],
    })
    expect(sendMail).toHaveBeenCalledTimes(1)
    expect(sendMail.mock.calls[0]![0].content.text).not.toContain(second!.key)
    expect(notices.cancel).toHaveBeenCalledWith(
      expect.objectContaining({ id: "n2" }),
      expect.stringContaining("revoked before it was sent")
    )
    expect(notices.handOver).toHaveBeenCalledTimes(1)
    expect(notices.handOver.mock.calls[0]![1]).toEqual({ to: "ada@example.com", license_ids: ["lic_0", "lic_2"] })
  })

  it("notes what a mail names before it leaves, and sends none that another sender has taken over", async () => {
    const { container, notices, sendMail } = aStore({ due: [aNotice("n1"), aNotice("n2")] })
    notices.handOver.mockImplementationOnce(async () => {
      expect(sendMail).not.toHaveBeenCalled()
      return false
    })
    expect(await deliverNotices(container, {})).toMatchObject({ sent: ["n2"], failed: [], canceled: [] })
    expect(sendMail).toHaveBeenCalledTimes(1)
  })

  describe("of a revocation", () => {
    const due = () => [aNotice("n1", { kind: "license_revoked", purpose_key: purposes.revocation("lic_0", CLAIMED) })]
    const licenses = [deliverable(undefined, { status: "revoked", status_reason: "refunded" })]

    it("tells nobody who never got the key", async () => {
      for (const mails of [[], [firstMail("pending")], [firstMail("canceled")], [firstMail("sent", ["lic_1"])]]) {
        const { container, notices, sendMail } = aStore({ due: due(), licenses, mails })
        expect(await deliverNotices(container, {})).toMatchObject({ sent: [], canceled: ["n1"] })
        expect(notices.cancel).toHaveBeenCalledWith(
          expect.objectContaining({ id: "n1" }),
          expect.stringContaining("never mailed")
        )
        expect(sendMail).not.toHaveBeenCalled()
      }
    })

    it("waits while the key may be under way, without counting the attempt", async () => {
      const { container, notices, sendMail } = aStore({ due: due(), licenses, mails: [firstMail("sending")] })
      expect(await deliverNotices(container, {})).toEqual({ sent: [], failed: [], canceled: [], delivered: [] })
      expect(notices.postpone).toHaveBeenCalledWith(expect.objectContaining({ id: "n1", attempts: 1 }))
      expect(sendMail).not.toHaveBeenCalled()
    })

    it("tells who may have got the key from a sender that died", async () => {
      const mails = [firstMail("canceled", ["lic_0"], { mailed_license_ids: ["lic_0"] })]
      const { container } = aStore({ due: due(), licenses, mails })
      expect(await deliverNotices(container, {})).toMatchObject({ sent: ["n1"] })
    })
  })

  describe("of a reinstatement", () => {
    const at = new Date("2026-11-24T11:30:00.000Z")
    const again = aNotice("n1", { purpose_key: purposes.reinstatement("lic_0", at) })
    const itself: KeyMail = { ...firstMail("sending"), id: "n1", purpose_key: again.purpose_key }
    const deliver = async (...mails: KeyMail[]) => {
      const store = aStore({ due: [again], mails: [...mails, itself] })
      return { ...store, result: await deliverNotices(store.container, {}) }
    }

    it("brings the key of a license that was revoked and reinstated once more while the mail waited", async () => {
      const between = firstMail("sent", ["lic_0"], { sent_at: new Date("2026-11-24T11:31:00.000Z") })
      const licenses = [deliverable(undefined, { reinstated_at: new Date("2026-11-24T11:40:00.000Z") })]
      const { container } = aStore({ due: [again], licenses, mails: [between, itself] })
      expect(await deliverNotices(container, {})).toMatchObject({ sent: ["n1"] })
    })

    it("brings the key when it was mailed before, left out or never mailed, and does not wait for itself", async () => {
      for (const first of [firstMail("sent"), firstMail("sent", ["lic_1"]), firstMail("canceled")]) {
        expect((await deliver(first)).result).toMatchObject({ sent: ["n1"], delivered: [{ id: "lic_0" }] })
      }
    })

    it("waits for the first mail, and leaves the key to it when it brings it", async () => {
      const { notices, sendMail } = await deliver(firstMail("sending"))
      expect(notices.postpone).toHaveBeenCalledTimes(1)
      expect(sendMail).not.toHaveBeenCalled()
      const since = firstMail("sent", ["lic_0"], { sent_at: new Date("2026-11-24T11:31:00.000Z") })
      for (const first of [firstMail("pending"), since]) {
        expect((await deliver(first)).result).toMatchObject({ sent: [], canceled: ["n1"] })
      }
    })
  })

  it("tells of a revocation without the key, and not when the license is valid again", async () => {
    const [first, second] = teamLicenses()
    const licenses = [deliverable(first, { status: "revoked", status_reason: "refunded" }), deliverable(second)]
    const due = [
      aNotice("n1", { kind: "license_revoked", license_ids: ["lic_0"], locale: "de" }),
      aNotice("n2", { kind: "license_revoked", license_ids: ["lic_1"] }),
    ]
    const { container, sendMail } = aStore({ due, licenses, mails: [firstMail("sent")] })
    expect(await deliverNotices(container, {})).toEqual({ sent: ["n1"], failed: [], canceled: ["n2"], delivered: [] })
    const { content } = sendMail.mock.calls[0]![0]
    expect(content.subject).toBe("Ihre Lizenz für Nimbus Notes ist beendet")
    expect(content.html + content.text).not.toContain(first!.key)
  })

  it("writes in the license's language when the notice names none", async () => {
    const { container, sendMail } = aStore({
      due: [aNotice("n1")],
      licenses: [deliverable(undefined, { locale: "de-DE" })],
    })
    await deliverNotices(container, {})
    expect(sendMail.mock.calls[0]![0].content.subject).toBe("Ihre Lizenz für Nimbus Notes")
  })

  it("keeps a mail that the server refuses, says why once, and goes on", async () => {
    const { container, notices, sendMail, logger } = aStore({ due: [aNotice("n1", { attempts: 4 }), aNotice("n2")] })
    sendMail.mockRejectedValueOnce(new Error("Failed to send notification with id noti_1:\nconnect ECONNREFUSED"))
    expect(await deliverNotices(container, {})).toMatchObject({ sent: ["n2"], failed: ["n1"] })
    expect(notices.markFailed).toHaveBeenCalledWith(
      "n1",
      "connect ECONNREFUSED",
      expect.objectContaining({ attempts: 4, mailed_license_ids: null })
    )
    expect(logger.warn).toHaveBeenCalledTimes(1)
    expect(logger.warn.mock.calls[0]![0]).toContain("1 mail(s) could not be sent")
    expect(logger.warn.mock.calls[0]![0]).toContain("ECONNREFUSED")
  })

  it("says what to configure when there is no email provider", async () => {
    const { container, notices, sendMail } = aStore({ due: [aNotice("n1")] })
    sendMail.mockRejectedValueOnce(
      new Error("Could not find a notification provider for channel: email for notification id noti_1")
    )
    await deliverNotices(container, {})
    expect(notices.markFailed).toHaveBeenCalledWith("n1", expect.stringContaining("Set SMTP_URL"), expect.anything())
  })

  it("stops after three refusals in a row, and leaves the rest their attempts", async () => {
    const { container, sendMail, logger, queue } = aStore({ due: ["a", "b", "c", "d", "e"].map((id) => aNotice(id)) })
    sendMail.mockRejectedValue(new Error("down"))
    expect(await deliverNotices(container, {})).toMatchObject({ sent: [], failed: ["a", "b", "c"] })
    expect(queue.map(({ id }) => id)).toEqual(["d", "e"])
    expect(logger.warn).toHaveBeenCalledTimes(1)
  })

  it("does not count a mail as refused that left before the database failed", async () => {
    const { container, notices } = aStore({ due: [aNotice("n1")] })
    notices.markSent.mockRejectedValueOnce(new Error("connection lost"))
    await expect(deliverNotices(container, {})).rejects.toThrow("connection lost")
    expect(notices.markFailed).not.toHaveBeenCalled()
  })

  it("keeps a mail of a kind that only a newer version knows", async () => {
    const { container, notices, sendMail } = aStore({ due: [aNotice("n1", { kind: "birthday_wishes" })] })
    expect(await deliverNotices(container, {})).toMatchObject({ failed: ["n1"] })
    expect(notices.markFailed).toHaveBeenCalledWith(
      "n1",
      expect.stringContaining('"birthday_wishes"'),
      expect.anything()
    )
    expect(sendMail).not.toHaveBeenCalled()
  })

  it("takes only the ids and the number asked for, one at a time", async () => {
    const { container, notices } = aStore({ due: ["a", "b", "c"].map((id) => aNotice(id)) })
    expect((await deliverNotices(container, { ids: ["c", "a"] })).sent.sort()).toEqual(["a", "c"])
    expect(notices.claimDue.mock.calls.every(([{ limit }]) => limit === 1)).toBe(true)
    const other = aStore({ due: ["a", "b", "c"].map((id) => aNotice(id)) })
    expect((await deliverNotices(other.container, { limit: 2 })).sent).toEqual(["a", "b"])
  })
})
