import { TICKET_KINDS } from "../../modules/notices/rules/kinds"
import { replyProps, TICKET_TOKEN, TICKET_URL, ticketProps, usualTicketMails } from "../__fixtures__/ticket"
import { LANGUAGES } from "../i18n"
import { renderTicketMail } from "../render-notice"
import type { TicketProps, TicketReplyProps } from "../types"

const reply = (more: Partial<TicketReplyProps> = {}, locale = "en") =>
  renderTicketMail("ticket_reply", locale, replyProps(more))

/** The addresses that can be clicked. */
const hrefs = (html: string) =>
  [...html.matchAll(/href="([^"]*)"/g)].map(([, href]) => href!.replaceAll("&amp;", "&")).filter((href) => href !== "")

const asText = (html: string) =>
  html
    .replace(/<head>.*<\/head>/s, "")
    .replace(/<[^>]+>/g, "")
    .replaceAll("&lt;", "<")
    .replaceAll("&gt;", ">")
    .replaceAll("&quot;", '"')
    .replaceAll("&amp;", "&")

describe("every mail about a ticket", () => {
  const cases = TICKET_KINDS.flatMap((kind) => LANGUAGES.map((language) => [kind, language] as const))

  it.each(cases)("%s in %s is complete in both versions, and opens the ticket", async (kind, language) => {
    const { subject, html, text } = await renderTicketMail(kind, language, usualTicketMails()[kind])
    for (const version of [subject, html, text]) {
      expect(version).not.toMatch(/undefined|\[object|NaN|Invalid Date|\{\{|\}\}|>null<|ticket_?\w*\.\w/)
      expect(version).toContain("1001")
    }
    expect(html).toContain(`lang="${language}"`)
    expect(hrefs(html)).toContain(TICKET_URL)
    expect(text).toContain(TICKET_URL)
    expect(text).toContain(language === "de" ? "22. Februar 2027" : "February 22, 2027")
    expect(text).toContain("Nimbus Software")
    expect(subject).not.toContain(TICKET_TOKEN)
    // Nothing is fetched: a picture would tell the sender when and where the mail was read.
    expect(html).not.toMatch(/<img|src=|url\(/)
  })

  it.each(cases)("%s in %s asks to answer the mail only when answers reach the ticket", async (kind, language) => {
    const [takes, doesNot] = await Promise.all(
      [true, false].map((takes_answers) => renderTicketMail(kind, language, usualTicketMails({ takes_answers })[kind]))
    )
    const byMail = { en: "reply to this mail, or", de: "direkt auf diese E-Mail" }[language]
    const notByMail = { en: "Please do not reply to this mail", de: "antworten Sie nicht auf diese E-Mail" }[language]
    expect(takes!.text).toContain(byMail)
    expect(takes!.text).not.toContain(notByMail)
    expect(doesNot!.text).toContain(notByMail)
    expect(doesNot!.text).not.toContain(byMail)
  })

  it.each(TICKET_KINDS)("%s says that the link is private, and why the mail came", async (kind) => {
    const { text } = await renderTicketMail(kind, "en", usualTicketMails()[kind])
    expect(text).toContain("it opens this request and nothing else")
    const reasons = {
      ticket_opened: "because a request was opened with this address at Nimbus Software",
      ticket_added: "because Nimbus Software has added this address to a request",
    }
    expect(text).toContain({ ...reasons }[kind as string] ?? "because this address takes part in a request")
    for (const other of Object.entries(reasons).filter(([other]) => other !== kind)) {
      expect(text).not.toContain(other[1])
    }
  })
})

describe("ticket_opened", () => {
  it("names the request by its number only, and tells whoever did not write what to do", async () => {
    const { subject, text } = await renderTicketMail("ticket_opened", "en", ticketProps())
    expect(subject).toBe("We received your request #1001")
    expect(text).toContain("Did you not write to us?")
    expect(text).toContain("You can ignore this mail")
    expect(text).toContain("https://store.example.com/help")
  })
})

describe("ticket_reply", () => {
  it("is found under the ticket's subject by who has proven the address, and by its number by others", async () => {
    expect((await reply()).subject).toBe("Re: The app does not start [#1001]")
    expect((await reply({ subject: "AW: Re: Start" })).subject).toBe("Re: Re: Start [#1001]")
    const unproven = await reply({ subject: null })
    expect(unproven.subject).toBe("[#1001] An answer to your request")
    expect(unproven.html).not.toContain("does not start")
    expect((await reply({ subject: null }, "de")).subject).toBe("[#1001] Eine Antwort auf Ihre Anfrage")
  })

  it.each([
    [
      "en",
      "NIMBUS SOFTWARE WROTE TO YOU",
      "request #1001, which Nimbus Software opened for you",
      "wrote to this address",
    ],
    [
      "de",
      "NIMBUS SOFTWARE HAT IHNEN GESCHRIEBEN",
      "Anfrage Nr. 1001, die Nimbus Software",
      "an diese Adresse geschrieben",
    ],
  ])("is in %s no answer when the store wrote first", async (language, ...sentences) => {
    const { subject, html, text } = await reply({ subject: "After our call", first: true }, language)
    expect(subject).toBe("After our call [#1001]")
    for (const sentence of sentences) {
      expect(text).toContain(sentence)
    }
    expect(html + text).not.toMatch(/answer to your request|Antwort auf|takes part|beteiligt/)
  })

  it("takes a subject for no header and no instruction to the translator", async () => {
    const { subject } = await reply({ subject: "$t(ticket.open) {{number}}\r\nBcc: eve@example.com" })
    expect(subject).toBe("Re: $t(ticket.open) {{number}} Bcc: eve@example.com [#1001]")
  })

  it("shows what looks like HTML as the text it is", async () => {
    const body = `<script>alert("x")</script> & <b>bold</b> &amp; {{number}}`
    const { html, text } = await reply({ body, filenames: ["<i>a</i>.zip"] })
    expect(html).not.toMatch(/<script|<b>|<i>/)
    expect(html).toContain("&lt;script&gt;")
    expect(text).toContain(body)
    expect(text).toContain("<i>a</i>.zip")
  })

  it("keeps paragraphs, line breaks and indentation in both versions", async () => {
    const body = "First\n  indented  twice\n\n\nSecond paragraph"
    const { html, text } = await reply({ body })
    expect(html).toContain(">First<br/>  indented  twice</p>")
    expect(html).toContain(">Second paragraph</p>")
    expect(text).toContain("First\n  indented  twice\n\nSecond paragraph")
  })

  it.each([
    ["See https://a.example/b?c=1&d=2#e.", ["https://a.example/b?c=1&d=2#e"]],
    ["(https://a.example/x_(y)) and HTTP://b.example!", ["https://a.example/x_(y)", "HTTP://b.example"]],
    ["<https://a.example>, https://b.example/…", ["https://a.example", "https://b.example/…"]],
    ["javascript:alert(1) data:text/html,x ftp://a.example //a.example www.a.example", []],
    ["https:// https://[ http://", []],
    [`https://a.example/${"x".repeat(2_100)}`, []],
    ['https://a.example/"onmouseover="x', ["https://a.example/"]],
  ])("makes links of web addresses only: %j", async (body, expected) => {
    const { html, text } = await reply({ body })
    expect(text).toContain(`${body}\n\nOpen the conversation`)
    expect(hrefs(html).filter((href) => href !== TICKET_URL)).toEqual(expected)
    expect(asText(html)).toContain(body)
  })

  it("finds the end of hostile addresses in no time", async () => {
    const start = Date.now()
    await reply({ body: Array.from({ length: 30 }, () => `https://a.example/${")".repeat(1_900)}`).join(" ") })
    expect(Date.now() - start).toBeLessThan(2_000)
  })

  it("names files, which stay with the store, each as often as it came", async () => {
    const { text } = await reply({ filenames: ["fix.zip", "fix.zip"] })
    expect(text).toContain("2 files came with this message. Open the conversation to download them:")
    expect(text.split("* fix.zip")).toHaveLength(3)
    expect((await reply()).text).not.toMatch(/files? came/)
  })

  it("begins in the list of an inbox as the answer begins", async () => {
    const preview = (html: string) => /data-skip-in-text="true"[^>]*>([^<]*)/.exec(html)?.[1]
    expect(preview((await reply({ body: "Hello,\n\nyes." })).html)).toBe("Hello, yes.")
    const long = preview((await reply({ body: "word ".repeat(500) })).html)!
    expect(long.length).toBeLessThan(150)
    expect(long).toMatch(/word …$/)
  })
})

describe("ticket_closing", () => {
  it.each([
    ["en", "It will be closed on December 1, 2026, unless you answer before."],
    ["de", "Sie wird am 1. Dezember 2026 geschlossen, wenn Sie nicht vorher antworten."],
  ])("says in %s when the ticket closes", async (language, sentence) => {
    const { subject, text } = await renderTicketMail("ticket_closing", language, usualTicketMails().ticket_closing)
    expect(subject).toContain("[#1001]")
    expect(text).toContain(sentence)
  })
})

describe("ticket_added", () => {
  const added = (more: Partial<TicketProps> = {}, locale = "en") =>
    renderTicketMail("ticket_added", locale, ticketProps(more))

  it.each([
    ["en", "Nimbus Software has added you to request #1001", "the whole conversation", "answer in your own name"],
    [
      "de",
      "Nimbus Software hat Sie zur Anfrage Nr. 1001 hinzugefügt",
      "die ganze Unterhaltung",
      "eigenen Namen antworten",
    ],
  ])("says in %s who added whom to what, and what the link opens", async (language, title, ...sentences) => {
    const { subject, text } = await added({}, language)
    expect(subject).toBe(title)
    for (const sentence of sentences) {
      expect(text).toContain(sentence)
    }
  })

  it("says who reads what is written there", async () => {
    const { text } = await added()
    expect(text).toContain("read by Nimbus Software, by the person who asked, and by everybody else who was added")
  })

  it("claims no request and no wish of its reader, who has asked for nothing", async () => {
    const { subject, text } = await added()
    expect(subject + text).not.toMatch(/your (new )?(request|link)|did you not|thank you/i)
    const german = await added({}, "de")
    expect(german.subject + german.text).not.toMatch(/Ihre Anfrage|Ihr (neuer )?Link|angefordert|Vielen Dank/)
  })

  it("names whom to write to when it is a mistake, where the store has an address for that", async () => {
    const { html, text } = await added()
    expect(text).toContain("you can ignore this mail")
    expect(text).toContain("take your address out again, write to help@example.com.")
    expect(hrefs(html)).toContain("mailto:help@example.com")
    const without = await added({ store: { ...ticketProps().store, support_email: null } })
    expect(without.text).toContain("you can ignore this mail")
    expect(without.text).not.toContain("write to")
  })
})
