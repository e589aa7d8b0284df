import fc from "fast-check"
import { seeded } from "../../../../lib/__tests__/seeded"
import { cleanBody, judgeIntake, LONGEST_SUBJECT, normalizeEmail, quietSubject, titleFrom } from "../intake"

/** Everything that a careless or a clever sender puts between words. */
const AWKWARD = [
  "a",
  " ",
  "\n",
  "\r",
  "\t",
  "\0",
  "\u0007",
  "\u0085",
  "\u2028",
  "\u202e",
  "\u200b",
  "\u200d",
  "\ufeff",
  "\ud83d",
  "👩‍👩‍👧",
  "é",
  "\u0301",
]
const awkwardText = fc.string({ unit: fc.constantFrom(...AWKWARD), maxLength: 400 })

describe("a request to open a ticket", () => {
  const NOW = new Date("2026-11-24T12:00:00Z")
  const judge = (seconds: number | null, honeypot = "") =>
    judgeIntake({
      honeypot,
      now: NOW,
      form_opened_at: seconds === null ? null : new Date(NOW.getTime() - seconds * 1000),
    })

  it("takes a person 3 seconds to a day", () => {
    expect(judge(2.999)).toBe("too_fast")
    expect(judge(3)).toBeNull()
    expect(judge(86_400)).toBeNull()
    expect(judge(86_400.001)).toBe("stale_form")
    expect(judge(-60)).toBe("too_fast")
    expect(judge(NaN)).toBe("stale_form")
  })

  it("has no time from a storefront of its own", () => {
    expect(judge(null)).toBeNull()
  })

  it("fills in what people do not see only when a script does", () => {
    expect(judge(60, "https://example.com")).toBe("honeypot")
    expect(judge(null, " ")).toBe("honeypot")
    expect(judge(1, "x")).toBe("honeypot")
  })
})

describe("the title of a ticket", () => {
  it("is the subject on one line", () => {
    expect(titleFrom("  My key\r\n does\tnot\0work \u2028 here ", "body")).toBe("My key does not work here")
  })

  it("loses what turns the direction or does not show, and keeps what joins", () => {
    expect(quietSubject("in\u202evoice\u2066fdp.exe\u2069\u200b\ufeff")).toBe("invoicefdp.exe")
    expect(quietSubject("👩‍👩‍👧 می‌خواهم")).toBe("👩‍👩‍👧 می‌خواهم")
  })

  it("is the first line that says something when there is no subject", () => {
    expect(titleFrom("", "\n \n\u200d\nIt crashes.\nOften.")).toBe("It crashes.")
    expect(titleFrom("\u2800 \u3164", "Hi")).toBe("Hi")
  })

  it("is never empty", () => {
    expect(titleFrom(" \u200d\u202e", "\r\n\0")).toBe("(no subject)")
    expect(quietSubject(" \u200d")).toBe("")
  })

  it("is at most 150 long, and cut between characters", () => {
    expect(titleFrom("x".repeat(150), "")).toBe("x".repeat(150))
    expect(titleFrom("x".repeat(151), "")).toBe(`${"x".repeat(149)}…`)
    expect(titleFrom(`${"x".repeat(145)}👩‍👩‍👧yyy`, "")).toBe(`${"x".repeat(145)}…`)
    expect(titleFrom(`a${"\u0301".repeat(500)}`, "")).toHaveLength(150)
  })

  it("is a title whatever was typed, and stays it", () => {
    fc.assert(
      fc.property(awkwardText, awkwardText, (subject, body) => {
        const title = titleFrom(subject, body)
        expect(title.length).toBeGreaterThan(0)
        expect(title.length).toBeLessThanOrEqual(LONGEST_SUBJECT)
        expect(title).not.toMatch(/[\p{Cc}\p{Cs}\u2028\u2029\u202e\u200b]/u)
        expect(titleFrom(title, "")).toBe(title)
      }),
      seeded("titles")
    )
  })
})

describe("the text of a message", () => {
  it("ends its lines with LF, and has nothing after them", () => {
    expect(cleanBody("one  \r\ntwo\t\rthree\u2028four \n")).toBe("one\ntwo\nthree\nfour")
  })

  it("loses control characters but tabs, and halves of characters", () => {
    expect(cleanBody("a\0b\u0007c\u001b[31m\td\u009f\ud83de😀")).toBe("abc[31m\tde😀")
  })

  it("keeps indentation and two blank lines", () => {
    expect(cleanBody("log:\n  at x\n\n\n    at y")).toBe("log:\n  at x\n\n\n    at y")
    expect(cleanBody(`a${"\n".repeat(4)}b${"\n \t".repeat(25)}\nc`)).toBe("a\n\n\nb\n\n\nc")
  })

  it("is null when there is nothing to read", () => {
    for (const text of ["", " \n\t\r\n", "\0", "\u200b\u200d\ufeff", "\u2800", "\u3164"]) {
      expect(cleanBody(text)).toBeNull()
    }
    expect(cleanBody("👍")).toBe("👍")
    expect(cleanBody("?")).toBe("?")
  })

  it("stays as it is once it is clean", () => {
    fc.assert(
      fc.property(awkwardText, (text) => {
        const clean = cleanBody(text)
        if (clean !== null) {
          expect(cleanBody(clean)).toBe(clean)
          expect(clean).not.toMatch(/(?![\n\t])\p{Cc}|\p{Cs}|\s\n\n\n\n|[ \t]\n/u)
        }
      }),
      seeded("clean messages")
    )
  })

  it("is cleaned in no time, however long it is", () => {
    const started = performance.now()
    for (const part of [" ", "\n", "\r", " \n", "\t x", "\u0301"]) {
      cleanBody(`${part.repeat(200_000)}x`)
      titleFrom(part.repeat(200_000), `${part.repeat(200_000)}x`)
    }
    expect(performance.now() - started).toBeLessThan(5000)
  })
})

describe("an email address", () => {
  it("is sent to as typed, and compared in lower case", () => {
    expect(normalizeEmail("  Ada.Lovelace+shop@Example.COM ")).toEqual({
      address: "Ada.Lovelace+shop@example.com",
      key: "ada.lovelace+shop@example.com",
    })
    expect(normalizeEmail("o'neil@mail.example.co.uk")?.key).toBe("o'neil@mail.example.co.uk")
  })

  it("has one form of its domain", () => {
    expect(normalizeEmail("ada@BÜCHER.example")?.address).toBe("ada@xn--bcher-kva.example")
    expect(normalizeEmail("ada@xn--bcher-kva.example")?.address).toBe("ada@xn--bcher-kva.example")
    expect(normalizeEmail("ada@例え。テスト")?.key).toBe("ada@xn--r8jz45g.xn--zckzah")
  })

  it("is nobody else's by letters that look or fold alike", () => {
    for (const local of ["\u212aelvin", "mar\u0131a", "аda", "ﬁn", "ａda", "ada\u200b"]) {
      expect(normalizeEmail(`${local}@example.com`)).toBeNull()
    }
    expect(normalizeEmail("a.da@example.com")?.key).not.toBe(normalizeEmail("ada@example.com")?.key)
  })

  it.each([
    "",
    "ada",
    "@example.com",
    "ada@",
    "ada@@example.com",
    "a@b@example.com",
    "ada@localhost",
    "ada@example.com.",
    "ada@.example.com",
    "ada@exa mple.com",
    "ada@-example.com",
    "ada@example-.com",
    "ada@127.0.0.1",
    "ada@[127.0.0.1]",
    "ada@0x7f.1",
    "ada@ex%61mple.com",
    "ada@example.com/x",
    "ada@example.com:25",
    "ada@exa_mple.com",
    ".ada@example.com",
    "ada.@example.com",
    "a..da@example.com",
    "a da@example.com",
    '"ada"@example.com',
    "ada(x)@example.com",
    "Ada <ada@example.com>",
    "ada@example.com,eve@example.com",
    "ada@example.com\n",
    "ada@example.com\r\nBcc: eve@example.com",
    "ada\n@example.com",
    "ada\0@example.com",
    "ada@example.com\0",
  ])("is none: %j", (text) => {
    expect(normalizeEmail(text)).toBeNull()
  })

  it("is at most 254 long, its local part 64", () => {
    const domain = (length: number) => `${"d".repeat(60)}.`.repeat(4).slice(0, length - 4) + ".com"
    expect(normalizeEmail(`${"a".repeat(64)}@${domain(189)}`)?.address).toHaveLength(254)
    expect(normalizeEmail(`${"a".repeat(64)}@${domain(190)}`)).toBeNull()
    expect(normalizeEmail(`${"a".repeat(65)}@example.com`)).toBeNull()
    expect(normalizeEmail(`${" ".repeat(100_000)}a@example.com`)).toBeNull()
  })

  it("is one line of ASCII that reads as itself, whatever was typed", () => {
    const typed = fc.tuple(fc.string({ unit: "binary", maxLength: 12 }), fc.domain(), fc.emailAddress())
    fc.assert(
      fc.property(typed, ([any, domain, email]) => {
        for (const text of [any, `${any}@${domain}`, `${any}@${any}.com`, `${email}${any}`, email.toUpperCase()]) {
          const found = normalizeEmail(text)
          if (found) {
            expect(found.address).toMatch(/^[\x21-\x7e]+$/)
            expect(normalizeEmail(found.address)).toEqual(found)
            expect(normalizeEmail(found.key)?.key).toBe(found.key)
          }
        }
      }),
      seeded("email addresses")
    )
  })
})
