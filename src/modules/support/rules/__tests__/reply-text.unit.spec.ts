import fc from "fast-check"
import { seeded } from "../../../../lib/__tests__/seeded"
import { htmlToText } from "../html-text"
import { REPLY_MAX_BYTES, replyText } from "../reply-text"

const text = (lines: string | string[]) => replyText({ text: [lines].flat().join("\n"), html: null })
const html = (source: string) => replyText({ text: "", html: source })
const SAID = "Thanks, that works.\n\nBest, Jane"
const QUOTE = ["> Have you tried", "> to restart?", ">", "> -- ", "> Nimbus Support"]

describe("an answer", () => {
  it.each<[string, string[]]>([
    ["Gmail", ["On Tue, Nov 24, 2026 at 10:02 AM Nimbus Support <support@example.com> wrote:", "", ...QUOTE]],
    [
      "Gmail, wrapped",
      [
        "On Tue, Nov 24, 2026 at 10:02 AM Nimbus Support <",
        "support+lc.01hxz3m8@inbound.example.com>",
        "wrote:",
        "",
        ...QUOTE,
      ],
    ],
    [
      "Gmail in German",
      ["Am Di., 24. Nov. 2026 um 10:02 Uhr schrieb Nimbus Support <", "support@example.com>:", "", ...QUOTE],
    ],
    ["Apple Mail", ["On 24. Nov 2026, at 10:02, Nimbus Support <support@example.com> wrote:", "", ...QUOTE]],
    ["Apple Mail in German", ["Am 24.11.2026 um 10:02 schrieb Nimbus Support <support@example.com>:", "", ...QUOTE]],
    ["Thunderbird", ["On 11/24/26 10:02, Nimbus Support wrote:", ...QUOTE]],
    ["Thunderbird in German", ["Am 24.11.26 um 10:02 schrieb Nimbus Support:", ...QUOTE]],
    [
      "a mailer that does not quote",
      ["On Tue, 24 Nov 2026 10:02, Nimbus Support wrote:", "", "Have you tried to restart?"],
    ],
    ["an older mailer", ["Nimbus Support <support@example.com> schrieb am Di., 24. Nov. 2026, 10:02:", ...QUOTE]],
    ["Outlook", ["-----Original Message-----", "From: Nimbus Support", "Have you tried to restart?"]],
    ["Outlook in German", ["-----Ursprüngliche Nachricht-----", "Von: Nimbus Support", "Have you tried to restart?"]],
    [
      "Outlook, new",
      [
        "________________________________",
        "From: Nimbus Support <s@example.com>",
        "Sent: Tuesday",
        "To: Jane",
        "Subject: Re",
        "",
        "Have you?",
      ],
    ],
    [
      "Outlook, new, in German",
      ["Von: Nimbus Support <s@example.com>", "Gesendet: Dienstag", "An: Jane", "Betreff: AW", "", "Have you?"],
    ],
    ["Outlook on phones", ["*From:* Nimbus Support <s@example.com>", "*Date:* Tuesday", "*To:* Jane", "", "Have you?"]],
    ["a signature", ["-- ", "Jane Doe", "Example Ltd."]],
    ["a signature whose space was lost", ["--", "Jane Doe"]],
    ["quotes alone", QUOTE.slice(0, 2)],
  ])("by %s is without what it answers", (_mailer, rest) => {
    expect(text([SAID, "", ...rest])).toBe(SAID)
    expect(replyText({ text: [SAID, "", ...rest].join("\r\n"), html: "<p>other</p>" })).toBe(SAID)
  })

  it("below the quote or between is kept", () => {
    expect(
      text(["On 11/24/26 10:02, Nimbus Support wrote:", "> one?", "Yes.", "> two?", "", "No.", "-- ", "Jane"])
    ).toBe("Yes.\n\nNo.")
    expect(text(["Hi, see below.", "On 11/24/26 10:02, Support wrote:", "> one?", "Yes."])).toBe("Hi, see below.\nYes.")
  })

  it("keeps prose that looks like a mailer's", () => {
    for (const prose of [
      "On Monday my colleague wrote:\nit does not start",
      "From: is what the field says.\nAnd then nothing.",
      "Am Montag schrieb ich Ihnen:\nkeine Antwort",
      "a -- b\n---\nc",
      "if x > 5 then y\n5 > 4",
      "On " + "and on ".repeat(100) + "wrote:\nthe end",
    ]) {
      expect(text(prose)).toBe(prose)
    }
  })

  it("is never emptied when something was written", () => {
    expect(text(["-----Original Message-----", "From: a", "Forwarded without a word"])).toContain("without a word")
    expect(text(["-- ", "Only this"])).toContain("Only this")
    expect(text(["> only quoted by hand"])).toBe("> only quoted by hand")
    expect(text(["On Tue, Nov 24, 2026, Jane wrote:", "", "unquoted"])).toContain("unquoted")
    expect(html('<blockquote type="cite">all in one</blockquote>')).toContain("all in one")
  })

  it("is empty when there is nothing but the quote", () => {
    expect(text(["On 11/24/26 10:02, Nimbus Support wrote:", ...QUOTE])).toBe("")
    expect(text(" \r\n\u200b\t\n\0")).toBe("")
    expect(html("<style>p { color: red }</style><p>&nbsp;</p><img src=x>")).toBe("")
  })
})

describe("an answer in HTML", () => {
  it.each([
    [
      "Gmail",
      `<div dir="ltr">Thanks, that works.<br><br>Best, Jane</div><br><div class="gmail_quote"><div dir="ltr" class="gmail_attr">On Tue, Nov 24, 2026 at 10:02 AM Support &lt;<a href="mailto:s@example.com">s@example.com</a>&gt; wrote:<br></div><blockquote class="gmail_quote" style="margin:0"><div>Have you?</div></blockquote></div>`,
    ],
    [
      "Outlook",
      `<html><head><style>p{}</style></head><body><p>Thanks, that works.</p><p>Best, Jane</p><hr><div id="divRplyFwdMsg"><b>Von:</b> Support &lt;s@example.com&gt;<br><b>Gesendet:</b> Dienstag<br><b>An:</b> Jane<br><b>Betreff:</b> AW</div><div>Have you?</div></body></html>`,
    ],
    [
      "Apple Mail",
      `<body>Thanks, that works.<div><br></div><div>Best, Jane<br><div><br><blockquote type="cite"><div>On 24. Nov 2026, at 10:02, Support &lt;s@example.com&gt; wrote:</div><div>Have you?</div></blockquote></div></div></body>`,
    ],
    [
      "Thunderbird",
      `<p>Thanks, that works.</p><p>Best, Jane</p><div class="moz-cite-prefix">Am 24.11.26 um 10:02 schrieb Support:<br></div><blockquote type="cite" cite="mid:x">Have you?</blockquote>`,
    ],
  ])("by %s is without what it answers", (_mailer, source) => {
    expect(html(source)).toBe(SAID)
  })

  it("becomes text", () => {
    expect(htmlToText("<P>Gr&uuml;&szlig;e &amp; 1 < 2 &#x1F600;&#0;&unknown;</P><ul><li>a<li>b</ul><!-- c -->d")).toBe(
      "Grüße & 1 < 2 😀&unknown;\n\na\nb\nd"
    )
    expect(htmlToText("<script>x</SCRIPT >a<script>never closed <p>b")).toBe("a")
    expect(htmlToText("&lt;script&gt;alert(1)&lt;/script&gt;")).toBe("<script>alert(1)</script>")
  })
})

describe("whatever is sent", () => {
  const lines = fc.array(
    fc.constantFrom(
      "word",
      "",
      "> quoted",
      "-- ",
      "On 1.1.2026 10:00 X wrote:",
      "From: a",
      "To: b",
      "Date: c",
      "-----Original Message-----"
    ),
    { maxLength: 12 }
  )
  it("an answer says only what was sent, and something when something was", () => {
    fc.assert(
      fc.property(lines, (sent) => {
        const said = text(sent)
        const original = [...sent, ""]
        expect(said.split("\n").every((line) => original.some((one) => one.trim() === line.trim()))).toBe(true)
        expect(said !== "" || !sent.includes("word")).toBe(true)
      }),
      seeded("answers")
    )
  })

  it("takes linear time and stays within its limit", () => {
    const size = 64 * 1024
    const fill = (part: string, length = size) => part.repeat(Math.ceil(length / part.length)).slice(0, length)
    const texts = [
      ...[
        "a",
        " ",
        "\n",
        "-",
        "_",
        "> ",
        "On ",
        "On a\n",
        "On 1 wrote",
        "Am x schrieb y\n",
        "From: a\n",
        "From:\nTo:\n",
        " \n",
      ],
      ...["wrote:\n", "😀", "-- \n", "\u200b", "On x <\n", "--\r", "a wrote ", "\t\n "],
    ].map((part) => () => text(fill(part)))
    const pages = [
      ...[
        "<",
        "<!--",
        "<p",
        "<p>",
        "<script>",
        "<style",
        '<a "',
        "&",
        "&#",
        "&amp",
        "<blockquote>",
        '<blockquote class="quote">a',
      ],
      ...["</", "<!", "<a>b", "</blockquote>", "  ", "&#x41;", "<İ"],
    ].map((part) => () => html(fill(part)))
    for (const run of [...texts, ...pages]) {
      const start = performance.now()
      expect(Buffer.byteLength(run())).toBeLessThanOrEqual(REPLY_MAX_BYTES)
      expect(performance.now() - start).toBeLessThan(250)
    }
    expect(Buffer.byteLength(text(`a${fill("😀", 100_000)}`))).toBe(REPLY_MAX_BYTES - 3)
  })
})
