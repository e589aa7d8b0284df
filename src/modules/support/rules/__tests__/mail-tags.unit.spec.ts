import { randomBytes } from "node:crypto"
import fc from "fast-check"
import { seeded } from "../../../../lib/__tests__/seeded"
import { Vault } from "../../../../lib/secret"
import {
  claimedTickets,
  MAILBOX_LOCAL_MAX,
  messageIdOf,
  readTags,
  replyAddressOf,
  tagOf,
  tagVerifier,
} from "../mail-tags"

const PURPOSE = "ticket-mail"
const TICKET = "lctkt_01HXZ3M8Q9T0V7W2B4C6D8E0FG"
const OTHER_TICKET = "lctkt_01HXZ3M8Q9T0V7W2B4C6D8E0FH"
const MESSAGE = "lcmsg_01HXZ3M8Q9T0V7W2B4C6D8E0FJ"
const PERSON = "lcpar_01HXZ3M8Q9T0V7W2B4C6D8E0FK"
const OTHER_PERSON = "lcpar_01HXZ3M8Q9T0V7W2B4C6D8E0FM"

const secrets = { old: randomBytes(32), current: randomBytes(32), foreign: randomBytes(32) }
const vault = new Vault(secrets.current)
const signer = (of: Vault) => (text: string) => of.hash(PURPOSE, text)
const verifier = (of: Vault) => tagVerifier((text) => of.hashes(PURPOSE, text))

const aMessageId = (of = vault, host = "shop.example.com") =>
  messageIdOf({ ticket_id: TICKET, message_id: MESSAGE, participant_id: PERSON, host }, signer(of))
const aReplyAddress = (of = vault, participant_id = PERSON, mailbox = "support@inbound.example.com") =>
  replyAddressOf({ ticket_id: TICKET, participant_id, mailbox }, signer(of))

const people = (ticket_id: string) => (ticket_id === TICKET ? [OTHER_PERSON, PERSON] : [])
const read = (
  headers: { to?: string[]; in_reply_to?: string | null; references?: string[] },
  of = vault,
  participants = people
) => readTags({ to: [], in_reply_to: null, references: [], ...headers }, verifier(of), participants)
const OURS = { ticket_id: TICKET, participant_id: PERSON }

describe("a mail that leaves", () => {
  it("has a Message-ID that brings its answer back", () => {
    expect(aMessageId()).toMatch(/^<lc(\.[0-9a-z]{26}){3}\.[0-9a-z]{16}@shop\.example\.com>$/)
    expect(read({ in_reply_to: aMessageId() })).toEqual(OURS)
  })

  it("has a Reply-To that fits into an address, in lower case, for the longest mailbox that is allowed", () => {
    const longest = `${"m".repeat(MAILBOX_LOCAL_MAX)}@inbound.example.com`
    const address = aReplyAddress(vault, PERSON, longest)
    expect(address.indexOf("@")).toBe(64)
    expect(address).toBe(address.toLowerCase())
    expect(read({ to: [address] })).toEqual(OURS)
    expect(read({ to: [aReplyAddress()] })).toEqual(OURS)
  })

  it("is not written with a mailbox or an id that a tag does not fit", () => {
    for (const mailbox of [
      `${"m".repeat(MAILBOX_LOCAL_MAX + 1)}@x.example`,
      "ü".repeat(9) + "@x.example",
      "a@",
      "@b",
      "",
    ]) {
      expect(() => aReplyAddress(vault, PERSON, mailbox)).toThrow("inbound mailbox")
    }
    for (const id of ["lcpar_1", TICKET, PERSON.toLowerCase(), `${PERSON} `, "lcpar_ILOU000000000000000000000"]) {
      expect(() => aReplyAddress(vault, id)).toThrow("not the id")
    }
  })
})

describe("a tag", () => {
  it.each<[string, (id: string) => string]>([
    ["in capitals", (id) => id.toUpperCase()],
    ["without its brackets", (id) => id.slice(1, -1)],
    ["in quotes", (id) => id.replace(/<(.*)@/, '<"$1"@')],
    ["between others", (id) => `<a@b.example>\r\n\t${id} <c@d.example>`],
    ["on another host", (id) => id.replace("shop.example.com", "relay.example.net")],
  ])("is read in a Message-ID %s", (_how, spell) => {
    expect(read({ in_reply_to: spell(aMessageId()) })).toEqual(OURS)
    expect(read({ references: ["<first@x.example>", spell(aMessageId())] })).toEqual(OURS)
  })

  it.each<[string, (address: string) => string]>([
    ["in capitals", (address) => address.toUpperCase()],
    ["with a name", (address) => `"Shop, Support" <${address}>`],
    ["in quotes", (address) => address.replace(/(.*)@/, '"$1"@')],
    ["after another recipient", (address) => `boss@example.com, ${address}`],
  ])("is read in an address %s", (_how, spell) => {
    expect(read({ to: ["other@example.com", spell(aReplyAddress())] })).toEqual(OURS)
  })

  it("is looked for in the recipients, then in what is answered, the latest first", () => {
    const other = messageIdOf(
      { ticket_id: OTHER_TICKET, message_id: MESSAGE, participant_id: OTHER_PERSON, host: "x.example" },
      signer(vault)
    )
    const THEIRS = { ticket_id: OTHER_TICKET, participant_id: OTHER_PERSON }
    expect(read({ to: [aReplyAddress()], in_reply_to: other })).toEqual(OURS)
    expect(read({ in_reply_to: other, references: [aMessageId()] })).toEqual(THEIRS)
    expect(read({ references: [aMessageId(), other] })).toEqual(THEIRS)
  })

  it("of an address needs the participants of the ticket that it claims", () => {
    expect(claimedTickets({ to: ["x@example.com", aReplyAddress(), aReplyAddress().toUpperCase()] })).toEqual([TICKET])
    expect(read({ to: [aReplyAddress()] }, vault, () => [])).toBeNull()
    expect(read({ to: [aReplyAddress()] }, vault, () => [OTHER_PERSON])).toBeNull()
  })

  it("stays good while the secret is rotated, and no longer", () => {
    const before = new Vault(secrets.old)
    const rotating = new Vault(secrets.current, secrets.old)
    expect(read({ in_reply_to: aMessageId(before), to: [] }, rotating)).toEqual(OURS)
    expect(read({ to: [aReplyAddress(before)] }, rotating)).toEqual(OURS)
    expect(read({ to: [aReplyAddress(rotating)] }, rotating)).toEqual(OURS)
    expect(read({ to: [aReplyAddress(before)], in_reply_to: aMessageId(before) }, vault)).toBeNull()
  })
})

describe("a forged tag", () => {
  const swap = (text: string, from: string, to: string) =>
    text.replace(from.slice(6).toLowerCase(), to.slice(6).toLowerCase())
  const tag = (text: string) => /\.([0-9a-z]{16})@/.exec(text)![1]!

  it.each<[string, () => Parameters<typeof read>[0]]>([
    ["made under another secret", () => ({ in_reply_to: aMessageId(new Vault(secrets.foreign)) })],
    ["made under another secret, in an address", () => ({ to: [aReplyAddress(new Vault(secrets.foreign))] })],
    ["moved to another ticket", () => ({ in_reply_to: swap(aMessageId(), TICKET, OTHER_TICKET) })],
    ["moved to another participant", () => ({ in_reply_to: swap(aMessageId(), PERSON, OTHER_PERSON) })],
    ["moved to another ticket, in an address", () => ({ to: [swap(aReplyAddress(), TICKET, OTHER_TICKET)] })],
    [
      "of a Message-ID, in an address",
      () => ({ to: [aReplyAddress().replace(tag(aReplyAddress()), tag(aMessageId()))] }),
    ],
    [
      "of an address, in a Message-ID",
      () => ({ in_reply_to: aMessageId().replace(tag(aMessageId()), tag(aReplyAddress())) }),
    ],
    ["cut short", () => ({ in_reply_to: aMessageId().replace(/.@/, "@"), to: [aReplyAddress().replace(/.@/, "@")] })],
    ["made longer", () => ({ in_reply_to: aMessageId().replace("@", "0@"), to: [aReplyAddress().replace("@", "0@")] })],
    ["left out", () => ({ in_reply_to: aMessageId().replace(/\.[^.]{16}@/, "@") })],
    ["of other letters", () => ({ in_reply_to: aMessageId().replace(/.@/, "u@") })],
    ["behind another word", () => ({ in_reply_to: aMessageId().replace("<lc.", "<xlc.") })],
    ["with a NUL", () => ({ in_reply_to: aMessageId().replace("@", "\0@") })],
  ])("%s is ignored", (_how, headers) => {
    expect(read(headers())).toBeNull()
    expect(read({ ...headers(), references: [aMessageId()] })).toEqual(OURS)
  })

  it("is whatever differs in one character", () => {
    const original = aMessageId()
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: original.indexOf("@") - 1 }),
        fc.constantFrom(..."0123456789abcdefghjkmnpqrstvwxyz.@"),
        (at, char) => {
          const changed = original.slice(0, at) + char + original.slice(at + 1)
          expect(read({ in_reply_to: changed })).toEqual(changed === original ? OURS : null)
        }
      ),
      seeded("damaged tags")
    )
  })

  it("costs a bounded number of signatures", () => {
    let verified = 0
    const forged = aMessageId(new Vault(secrets.foreign))
    const address = aReplyAddress(new Vault(secrets.foreign))
    readTags(
      { to: Array(5000).fill(address), in_reply_to: forged.repeat(500), references: Array(5000).fill(forged) },
      () => (verified++, false),
      people
    )
    expect(verified).toBeLessThanOrEqual(100)
  })
})

it("a tag has 80 bits of its signature", () => {
  expect(tagOf("ff".repeat(32))).toBe("z".repeat(16))
  expect(tagOf(`${"00".repeat(9)}01${"ff".repeat(22)}`)).toBe(`${"0".repeat(15)}1`)
  expect(() => tagOf("abc")).toThrow("80 bits")
})
