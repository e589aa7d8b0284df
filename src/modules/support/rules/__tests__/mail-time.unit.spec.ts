import { NOW, postmarkPost, sendgridPost, SENDGRID_KEY } from "../../inbound/__fixtures__/posts"
import { readPostmark } from "../../inbound/postmark"
import { readSendgrid } from "../../inbound/sendgrid"
import { judgeInbound, replyText, type InboundMail } from "../inbound"
import { cleanBody, quietSubject } from "../intake"
import { claimedTickets, readTags } from "../mail-tags"
import { redactLine } from "../redact-line"

const PIECES = [
  ...' |\t|\n|\r|<|>|< >|"|,|(|()|;|:|=|@|a@|a@b.c,|\\|&|&#|&amp|<p|<p>|<!--|<style>|<blockquote>|</|> |On |Am |wrote:|\u200b'.split(
    "|"
  ),
  ...[
    "\nFrom: ",
    "\nOn a\n",
    "On wrote schrieb ",
    " wrote on ",
    "_ ",
    "-- \n",
    "--\n--",
    "\n\n \n",
    "no;",
    "auto ",
    "MAILER-DAEMON",
    "bounce+",
  ],
  ...[
    "lc.",
    "+lc.",
    "lc.0123456789",
    "<lc.01@",
    "pass ",
    "envelope-from=",
    'Pass envelope-from="<',
    "d=",
    "[",
    "multipart/",
  ],
]

const aMail = (mail: Partial<InboundMail>): InboundMail => ({
  provider: "postmark",
  message_id: "<1@example.com>",
  from: { address: "jane@example.com", name: "Jane" },
  to: [],
  subject: "Question",
  text: "",
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
const NOBODY = { tag: null, participant: null, ticket: null, own_addresses: ["help@shop.example"], seen_before: false }
const NAMES = [
  "Return-Path",
  "Auto-Submitted",
  "X-Autoreply",
  "Content-Type",
  "Precedence",
  "Received-SPF",
  "X-Spam-Tests",
]

/** A mail that says nothing but one thing, in every place that is read, as long as anybody may post it. */
function readings(piece: string): Record<string, () => unknown> {
  const fill = (size: number) => piece.repeat(Math.ceil(size / piece.length)).slice(0, size)
  const [line, long] = [fill(16 * 1024), fill(2 * 1024 * 1024)]
  const record = Object.fromEntries(NAMES.map((name) => [name.toLowerCase(), long]))
  const [address, name] = [line.slice(0, 320), line]
  const more = [...NAMES, "From", "From", "References"].map((name): [string, string] => [name, long])
  return {
    text: () => replyText({ text: long, html: null }),
    html: () => replyText({ text: "", html: long }),
    headers: () => judgeInbound(aMail({ headers: record, text: "Hello" }), NOBODY),
    from: () => judgeInbound(aMail({ from: { address, name }, text: "Hello" }), NOBODY),
    tags: () => {
      const mail = { to: Array(100).fill(line), in_reply_to: long, references: [long, line, line] }
      claimedTickets(mail)
      return readTags(
        mail,
        () => false,
        () => []
      )
    },
    subject: () => [quietSubject(long.slice(0, 65_536)), redactLine(long), cleanBody(long)],
    postmark: () => readPostmark(postmarkPost({ more }), { user: "hook", password: "s3cret" }),
    sendgrid: () =>
      readSendgrid(
        sendgridPost({
          fields: { headers: `From: a@b.c\r\n${long}`, from: line, to: line, cc: line, dkim: long, SPF: long },
        }),
        { public_key: SENDGRID_KEY },
        NOW
      ),
  }
}

describe("reading a mail", () => {
  it.each(PIECES)("takes no time when it is full of %j", (piece) => {
    const slow = Object.entries(readings(piece))
      .map(([place, read]): [string, number] => [place, fastest(read)])
      .filter(([, ms]) => ms > MOST)
    expect(slow).toEqual([])
  })

  it("takes no time for 500 return paths of blanks", () => {
    const paths = Array(500)
      .fill(" ".repeat(399) + "x")
      .join("\n")
    expect(fastest(() => judgeInbound(aMail({ headers: { "return-path": paths } }), NOBODY))).toBeLessThan(100)
  })
})

/** ms; most take less than 20 on an idle computer. */
const MOST = 800

/** ms of this process alone, because other programs run beside the tests; the better of two when it was slow. */
function fastest(run: () => void): number {
  let best = Infinity
  for (let i = 0; i < 2 && best > MOST; i++) {
    const started = process.cpuUsage()
    run()
    const { user, system } = process.cpuUsage(started)
    best = Math.min(best, (user + system) / 1000)
  }
  return best
}
