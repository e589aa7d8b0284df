import { TICKET_TOKEN } from "../../../../emails/__fixtures__/ticket"
import { purposes } from "../../../../modules/notices/rules/purposes"
import { aNotice, aStore } from "../__fixtures__/a-store"
import { deliverNotices } from "../deliver-notices"

describe("delivering a notice about a ticket", () => {
  const ulid = "01KBCDEFGHJKMNPQRSTVWXYZ01"
  const tag = `lc.${ulid}.0123456789abcdef`
  const link = {
    to: "grace@example.com",
    locale: null,
    token: TICKET_TOKEN,
    ticket: { id: "lctkt_1", number: 1001, subject: "It does not start", status: "open" },
    message: { id: "lcmsg_1", body: "Please update.", attachments: [] },
    closes_at: null,
    expires_at: new Date("2027-02-22T12:00:00.000Z"),
    proven: true,
    message_ids: [`<first.${tag}@s.eu>`],
    message_id: `<${tag}@s.eu>`,
    reply_to: `help+${tag}@in.eu`,
  }
  const due = () =>
    [1, 2].map((attempts) =>
      aNotice("n1", {
        kind: "ticket_reply",
        purpose_key: purposes.ticketLink("lclnk_1"),
        license_ids: [],
        order_id: null,
        data: { link_id: "lclnk_1" },
        attempts,
      })
    )

  it("sends it to the link's address, with the same Message-ID at each attempt, and asks for no license", async () => {
    const { container, licensing, sendMail, notices } = aStore({ due: due(), link })
    expect(await deliverNotices(container, {})).toEqual({
      sent: ["n1", "n1"],
      failed: [],
      canceled: [],
      delivered: [],
    })
    expect(sendMail.mock.calls[0]![0].to).toBe("grace@example.com")
    expect(sendMail.mock.calls.map(([{ content }]) => content)).toEqual([
      expect.objectContaining({ headers: expect.objectContaining({ message_id: `<${tag}@s.eu>` }) }),
      expect.objectContaining({ headers: expect.objectContaining({ message_id: `<${tag}@s.eu>` }) }),
    ])
    expect(notices.handOver.mock.calls[0]![1]).toEqual({ to: "grace@example.com", license_ids: [] })
    expect(licensing.listLicensesForDelivery).not.toHaveBeenCalled()
  })

  it("hands link, words and tags to the mail and to nothing that is stored", async () => {
    const { container, sendMail } = aStore({ due: due(), link })
    const result = await deliverNotices(container, {})
    const { content, ...stored } = sendMail.mock.calls[0]![0]
    expect(content.text).toContain(TICKET_TOKEN)
    for (const secret of [TICKET_TOKEN, tag, "Please update", "does not start"]) {
      expect(JSON.stringify([stored, result])).not.toContain(secret)
    }
  })

  it("drops it when the link was revoked meanwhile", async () => {
    const { container, notices, sendMail } = aStore({ due: due().slice(1), link: null })
    expect(await deliverNotices(container, {})).toMatchObject({ sent: [], canceled: ["n1"] })
    expect(notices.cancel.mock.calls).toEqual([
      [expect.objectContaining({ id: "n1" }), expect.stringContaining("revoked or its ticket is gone")],
    ])
    expect(sendMail).not.toHaveBeenCalled()
  })
})
