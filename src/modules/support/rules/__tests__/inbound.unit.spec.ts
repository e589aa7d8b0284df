import fc from "fast-check"
import { seeded } from "../../../../lib/__tests__/seeded"
import { isAutoResponder, judgeInbound, type InboundMail } from "../inbound"

const TAG = { ticket_id: "lctkt_1", participant_id: "lcpar_1" }

type Known = Parameters<typeof judgeInbound>[1]
const aMail = (mail: Partial<InboundMail> = {}): InboundMail => ({
  provider: "postmark",
  message_id: "<1@example.com>",
  from: { address: "jane@example.com", name: "Jane" },
  to: ["support@shop.example"],
  subject: "Re: Question",
  text: "Thanks!",
  html: null,
  in_reply_to: null,
  references: [],
  headers: {},
  attachments: [],
  spf_pass: true,
  dkim_pass: true,
  spam: false,
  ...mail,
})
const known = (facts: Partial<Known> = {}): Known => ({
  tag: TAG,
  participant: { id: "lcpar_1", email: "jane@example.com" },
  ticket: { id: "lctkt_1", status: "open" },
  own_addresses: ["support@shop.example"],
  seen_before: false,
  ...facts,
})
const from = (address: string) => ({ from: { address, name: null } })
const ticket = (status: string) => ({ ticket: { id: "lctkt_1", status } })
const THREAD = { action: "thread", ticket_id: "lctkt_1", participant_id: "lcpar_1" }

describe("an answer", () => {
  it.each<[string, Partial<InboundMail>, Partial<Known>]>([
    ["of the participant", {}, {}],
    ["written in other case", from("JANE@Example.COM"), {}],
    [
      "of an international domain",
      from("jane@bücher.example"),
      { participant: { id: "lcpar_1", email: "jane@xn--bcher-kva.example" } },
    ],
    ["confirmed by SPF alone", { dkim_pass: false }, {}],
    ["confirmed by DKIM alone", { spf_pass: false }, {}],
    ["of a provider that checks nothing", { spf_pass: null, dkim_pass: null }, {}],
    // However long ago: what that leads to is said where messages are written.
    ["to a closed ticket", {}, ticket("closed")],
    ["to a resolved ticket", {}, ticket("resolved")],
    ["to a held ticket", {}, ticket("held")],
    [
      "with a file alone",
      { text: "", attachments: [{ filename: "a.png", content: Buffer.from("x"), mime_type: "image/png" }] },
      {},
    ],
    ["that says how it is out of office", { subject: "Out of office: automatic reply", text: "I am" }, {}],
  ])("%s is threaded", (_what, mail, facts) => {
    expect(judgeInbound(aMail(mail), known(facts))).toEqual(THREAD)
  })

  it("goes where its ticket was merged into", () => {
    expect(judgeInbound(aMail(), known({ ticket: { id: "lctkt_2", status: "open" } }))).toEqual({
      ...THREAD,
      ticket_id: "lctkt_2",
    })
  })

  it.each<[string, Partial<InboundMail>, Partial<Known>, string, string | null]>([
    ["no tag", {}, { tag: null }, "no_tag", null],
    ["no tag, though the caller knows a ticket", {}, { tag: null, ...ticket("open") }, "no_tag", null],
    ["no ticket any more", {}, { ticket: null }, "no_tag", null],
    ["a participant who was removed", {}, { participant: null }, "unknown_sender", "lctkt_1"],
    [
      "the participant of another tag",
      {},
      { participant: { id: "lcpar_2", email: "jane@example.com" } },
      "unknown_sender",
      "lctkt_1",
    ],
    ["another sender", from("eve@evil.example"), {}, "sender_mismatch", "lctkt_1"],
    [
      "another sender with her name",
      { from: { address: "eve@evil.example", name: "jane@example.com" } },
      {},
      "sender_mismatch",
      "lctkt_1",
    ],
    ["a longer domain", from("jane@example.com.evil.example"), {}, "sender_mismatch", "lctkt_1"],
    ["a plus address", from("jane+x@example.com"), {}, "sender_mismatch", "lctkt_1"],
    ["a forged From", { spf_pass: false, dkim_pass: false }, {}, "unauthenticated", "lctkt_1"],
    ["a From that the only check denies", { spf_pass: null, dkim_pass: false }, {}, "unauthenticated", "lctkt_1"],
    ["spam", { spam: true }, {}, "spam", "lctkt_1"],
    ["a spam ticket", {}, ticket("spam"), "spam", "lctkt_1"],
    ["a question in its subject alone", { subject: "Where is my key?", text: "" }, { tag: null }, "no_tag", null],
  ])("with %s is held", (_what, mail, facts, reason, ticket_id) => {
    expect(judgeInbound(aMail(mail), known(facts))).toEqual({ action: "hold", reason, ticket_id })
  })

  it.each<[string, Partial<InboundMail>, Partial<Known>, string]>([
    ["that came before", {}, { seen_before: true }, "duplicate"],
    ["of ourselves", from("Support@Shop.example"), {}, "own_mail"],
    ["of our own reply address", from("support+lc.x@shop.example"), {}, "own_mail"],
    ["of a mailer", from("MAILER-DAEMON@example.com"), {}, "bounce"],
    ["without a return path", { headers: { "return-path": "<>" } }, {}, "bounce"],
    ["of a program", { headers: { "auto-submitted": "auto-replied" } }, {}, "auto_responder"],
    ["of a newsletter", { headers: { "list-unsubscribe": "<x>" } }, { tag: null }, "auto_responder"],
    ["of two senders", from(""), {}, "no_address"],
    [
      "of a kelvin sign, which is no k",
      from("\u212aim@example.com"),
      { participant: { id: "lcpar_1", email: "kim@example.com" } },
      "no_address",
    ],
    ["that says nothing", { text: " \n" }, {}, "empty"],
    ["that only quotes", { text: "On 1.1.2026 10:00, Support wrote:\n> Hello" }, {}, "empty"],
    ["without anything", { text: "", subject: " " }, { tag: null }, "empty"],
  ])("%s is dropped", (_what, mail, facts, reason) => {
    expect(judgeInbound(aMail(mail), known(facts))).toEqual({ action: "drop", reason })
  })

  it("is threaded only with a tag, its participant as sender and a vouched domain", () => {
    const addresses = fc.constantFrom(
      "jane@example.com",
      "JANE@example.com",
      "eve@evil.example",
      "",
      "support@shop.example"
    )
    const check = fc.constantFrom(true, false, null)
    fc.assert(
      fc.property(
        fc.record({ address: addresses, spf_pass: check, dkim_pass: check, spam: fc.boolean(), text: fc.string() }),
        fc.record({
          tag: fc.constantFrom(TAG, null),
          participant: fc.constantFrom(known().participant, { id: "lcpar_2", email: "eve@evil.example" }, null),
          ticket: fc.constantFrom(known().ticket, null),
          seen_before: fc.boolean(),
        }),
        ({ address, ...mail }, facts) => {
          if (judgeInbound(aMail({ ...mail, ...from(address) }), known(facts)).action === "thread") {
            expect(facts).toEqual({
              tag: TAG,
              participant: known().participant,
              ticket: known().ticket,
              seen_before: false,
            })
            expect(address.toLowerCase()).toBe("jane@example.com")
            expect([true, null]).toContain(mail.spf_pass || mail.dkim_pass)
            expect(mail.spam).toBe(false)
          }
        }
      ),
      seeded("verdicts on mails", 2000)
    )
  })
})

describe("an auto-responder", () => {
  it.each<[string, Record<string, string>]>([
    ["Gmail's vacation responder", { "auto-submitted": "auto-replied", precedence: "bulk", "x-autoreply": "yes" }],
    [
      "Exchange, out of office",
      {
        "x-auto-response-suppress": "All",
        "auto-submitted": "auto-generated",
        "x-ms-exchange-inbox-rules-loop": "jane@example.com",
      },
    ],
    ["Outlook's rule", { "content-class": "urn:content-classes:message; IPM.Note.Rules.OofTemplate.Microsoft" }],
    ["sieve's vacation", { "Auto-Submitted": "auto-replied (vacation)" }],
    ["vacation(1)", { Precedence: "bulk" }],
    ["cPanel", { "X-Autorespond": "Re: Question", Precedence: "auto_reply" }],
    ["a ticket system", { "X-Auto-Response-Suppress": "DR, OOF, AutoReply", "auto-submitted": "auto-generated" }],
    ["a mailing list", { "list-id": "<dev.example.com>" }],
    ["a machine that hides behind a person", { "auto-submitted": "no\nauto-replied" }],
    ["Mailman", { precedence: "list" }],
    ["a read receipt", { "content-type": "multipart/report; report-type=disposition-notification" }],
    ["qmail", { "delivered-to": "Autoresponder" }],
  ])("is %s", (_who, headers) => {
    expect(isAutoResponder(aMail({ headers }))).toBe(true)
  })

  it.each<[string, Record<string, string>]>([
    ["nobody in particular", {}],
    ["somebody who says so", { "auto-submitted": "no", "x-autoreply": "no" }],
    ["somebody urgent", { precedence: "first-class", importance: "high" }],
    ["somebody with a return path", { "return-path": "<jane@example.com>" }],
    [
      "somebody in Outlook",
      { "x-ms-has-attach": "yes", "content-class": "urn:content-classes:message", "x-auto-response-suppress": "None" },
    ],
    ["somebody with an alternative", { "content-type": "multipart/alternative; boundary=report" }],
  ])("is not %s", (_who, headers) => {
    expect(isAutoResponder(aMail({ headers, subject: "Automatische Antwort: Out of office" }))).toBe(false)
  })
})
