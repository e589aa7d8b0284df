import type { InboundMail } from "../../../../modules/support/rules/inbound-mail"
import { mailWords } from "../mail-words"

const CARD = "4111 1111 1111 1111"
const PNG = Buffer.concat([Buffer.from("\x89PNG\r\n\x1a\n\0\0\0\rIHDR", "latin1"), Buffer.alloc(30, 1)])

const aFile = (filename: string, content: Buffer | string = "a log") => ({
  filename,
  content: Buffer.from(content as string),
  mime_type: "application/octet-stream",
})
const aMail = (mail: Partial<InboundMail> = {}): InboundMail => ({
  provider: "postmark",
  message_id: "<1@example.com>",
  from: { address: "jane@example.com", name: "Jane Doe" },
  to: ["help@inbound.shop.example"],
  subject: "Question",
  text: "It does not start.",
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

describe("what is kept of a mail", () => {
  it("is what its sender wrote, not what is quoted", () => {
    const text = "Still the same.\n\nOn Tue, 24 Nov 2026 at 12:00, Support <help@shop.example> wrote:\n> Restart it."
    expect(mailWords(aMail({ text }))).toEqual({
      subject: "Question",
      body: "Still the same.",
      name: "Jane Doe",
      files: [],
      refused: [],
      hidden: { cards: 0, license_keys: 0, secrets: 0 },
      hidden_in_title: { cards: 0, license_keys: 0, secrets: 0 },
    })
  })

  it("has no card number anywhere", () => {
    const words = mailWords(
      aMail({
        subject: `Card ${CARD}`,
        text: `My card is ${CARD}`,
        from: { address: "jane@example.com", name: `Jane ${CARD}` },
        attachments: [aFile(`${CARD}.txt`), aFile(`${CARD}.exe`)],
      })
    )
    const { files, ...rest } = words
    expect(JSON.stringify([rest, files.map(({ filename }) => filename)])).not.toMatch(/4111|1111/)
    expect(words.hidden.cards).toBe(3)
    expect(words.hidden_in_title.cards).toBe(2)
  })

  it("hides a card number that the end of a subject would cut", () => {
    const subject = `${"x".repeat(140)} ${CARD}`
    expect(mailWords(aMail({ subject })).subject).not.toMatch(/\d/)
  })

  it("is one line of its subject, also of one with line breaks and marks of direction", () => {
    expect(mailWords(aMail({ subject: "one\r\nBcc: x@y.z\u202e two" })).subject).toBe("one Bcc: x@y.z two")
  })

  it("says so when there is a file alone", () => {
    const words = mailWords(aMail({ text: "", attachments: [aFile("screen.png", PNG)] }))
    expect(words.body).toBe("[no text]")
    expect(words.files).toEqual([{ filename: "screen.png", mime_type: "image/png", content: PNG }])
  })

  it("names every file that is not taken, and why", () => {
    const words = mailWords(
      aMail({
        attachments: [
          aFile("setup.exe"),
          aFile("page.txt", "<script>alert(1)</script>"),
          aFile("screen.png", "no picture"),
          aFile("empty.log", ""),
          aFile("../../etc/long.log", Buffer.alloc(10 * 1024 * 1024 + 1, 97)),
        ],
      })
    )
    expect(words.files).toEqual([])
    expect(words.refused.map(({ filename, reason }) => [filename, reason])).toEqual([
      ["setup.exe", "type_not_allowed"],
      ["page.txt", "active_content"],
      ["screen.png", "content_mismatch"],
      ["empty.log", "empty"],
      ["long.log", "too_large"],
    ])
    expect(words.body).toBe(
      [
        "It does not start.",
        "",
        "[not attached: setup.exe (this type is not allowed)]",
        "[not attached: page.txt (something in it could run)]",
        "[not attached: screen.png (its content is not what its name says)]",
        "[not attached: empty.log (it is empty)]",
        "[not attached: long.log (it is larger than 10 MB)]",
      ].join("\n")
    )
  })

  it("is five files at most, and those that are refused take no place", () => {
    const names = ["a.exe", "1.log", "2.log", "3.log", "4.log", "5.log", "6.log"]
    const words = mailWords(aMail({ attachments: names.map((name) => aFile(name)) }))
    expect(words.files.map(({ filename }) => filename)).toEqual(["1.log", "2.log", "3.log", "4.log", "5.log"])
    expect(words.refused).toEqual([
      { filename: "a.exe", reason: "type_not_allowed" },
      { filename: "6.log", reason: "too_many" },
    ])
  })

  it("names twenty files of a thousand", () => {
    const words = mailWords(aMail({ attachments: Array.from({ length: 1000 }, () => aFile("a.exe")) }))
    expect(words.refused).toHaveLength(20)
    expect(words.body.split("\n").at(-1)).toBe("[not attached: 980 more]")
  })
})
