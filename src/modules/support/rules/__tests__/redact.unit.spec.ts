import fc from "fast-check"
import { seeded } from "../../../../lib/__tests__/seeded"
import { generateKey } from "../../../../lib/license-key"
import { addCounts, isRedacted, nothingRedacted, redact, redactFilename } from "../redact"
import { cardIssuers, hasValidCheckDigit } from "../redact-cards"

const CARD = "[card number hidden]"
const SECRET = "[secret hidden]"
const counts = (cards: number, license_keys = 0, secrets = 0) => ({ cards, license_keys, secrets })

/** `digits` with a valid check digit at its end. */
const withCheckDigit = (digits: string) =>
  [..."0123456789"].map((digit) => digits + digit).find((number) => hasValidCheckDigit(number))!

/** A number of any issuer and any of its lengths. */
const card = fc.constantFrom(...cardIssuers).chain(({ first, lengths }) =>
  fc
    .tuple(
      fc.stringMatching(first).map((text) => text.slice(0, 6)),
      fc.constantFrom(...lengths),
      fc.stringMatching(/^\d{20}$/)
    )
    .filter(([start]) => /^\d+$/.test(start))
    .map(([start, length, rest]) => withCheckDigit((start + rest).slice(0, length - 1)))
)
const separator = fc.constantFrom(" ", "-", ".", "\u00a0", "–", " - ", "\t", "\u2009", "\u200b", "_", "")
const groupsOf = (digits: string) =>
  digits.length === 15 ? [digits.slice(0, 4), digits.slice(4, 10), digits.slice(10)] : digits.match(/.{1,4}/g)!
const inScript = fc.constantFrom(0x30, 0x0660, 0x06f0, 0x0966, 0xff10, 0x1d7ce)
const written = card.chain((digits) =>
  fc.tuple(fc.array(separator, { minLength: 5, maxLength: 5 }), inScript).map(([between, zero]) => ({
    digits,
    text: groupsOf(digits)
      .map((group, at) => (at ? between[at % 5]! : "") + group)
      .join("")
      .replace(/\d/g, (digit) => String.fromCodePoint(zero + Number(digit))),
  }))
)

/** Every digit of a text, of all scripts used here, in ASCII. */
const digitsIn = (text: string) =>
  text
    .normalize("NFKC")
    .replace(/[٠-٩۰-۹०-९]/g, (digit) =>
      String(
        (digit.codePointAt(0)! % 16) % 10 === 0
          ? 0
          : ((digit.codePointAt(0)! & 15) + 10 - (digit.codePointAt(0)! >= 0x966 ? 6 : 0)) % 10
      )
    )

const around = fc.constantFrom("", "my card is ", "Karte: ", "(", "\n> ", "No.", "„", "card")
const after = fc.constantFrom("", " thanks", ".", ", 12/27", ")", "\nbye", "“", "exp")

describe("a card number", () => {
  it("cannot be read any more, whoever issued it and however it is written", () => {
    fc.assert(
      fc.property(written, around, after, ({ digits, text }, before, behind) => {
        const { text: out, counts: found } = redact(before + text + behind)
        expect(found.cards).toBe(1)
        const left = digitsIn(out).replace(/\D/g, "")
        for (let at = 0; at + 7 <= digits.length; at++) {
          expect(left).not.toContain(digits.slice(at, at + 7))
        }
        expect(out).toContain(CARD)
      }),
      seeded("hidden cards", 500)
    )
  })

  it.each([
    ["4111 1111 1111 1111", CARD],
    ["4111-1111-1111-1111.", `${CARD}.`],
    ["card4111111111111111exp", `card${CARD}exp`],
    ["3782 822463 10005", CARD],
    ["41 11-11 1111.1111 11", CARD],
    ["4 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1", CARD],
    ["4️⃣1️⃣1️⃣1️⃣ 1️⃣1️⃣1️⃣1️⃣ 1️⃣1️⃣1️⃣1️⃣ 1️⃣1️⃣1️⃣1️⃣", CARD],
    ["4111 1111 1111 1111 5555 5555 5555 4444", `${CARD} ${CARD}`],
    ["order 1001 4111 1111 1111 1111", `order 1001 ${CARD}`],
    ["+4111111111111111", `+${CARD}`],
  ])("is hidden in %j", (text, expected) => {
    expect(redact(text).text).toBe(expected)
  })

  it.each([
    ["one digit wrong", "4111 1111 1111 1112"],
    ["a phone number", "+49 151 2345 6789 0 or +4915123456789 or 0049 1512 3456789"],
    ["13 digits after a word for phones", "WhatsApp: 4915123456785, Tel. 4222222222222"],
    ["timestamps", "1700000000000 1700000000000000 20260512143000 2026-05-12 14:30:00.123"],
    ["a longer number", "41111111111111111234567"],
    ["a fraction", "0.4111111111111111 and 12.5555555555554444"],
    ["an order of Amazon and one of Google Play", "302-1234567-1234567 GPA.3372-1234-5678-12345"],
    [
      "IBANs whose groups are those of a card",
      "DE61 5105 0015 0134 0005 00, DE89370400440532013000, GB33BUKB20201555555555",
    ],
    ["tracking numbers", "1Z999AA10123456784 00340434161094042557 9400 1000 0000 0000 0000 00"],
    ["addresses of computers", "45.33.32.156 45.33.49.119 and 52.14.11.11 55.41.0.1"],
    ["a UUID", "550e8400-e29b-41d4-a716-446655440000"],
    ["lines of their own", "4111\n1111\n1111\n1111"],
    ["a table", "4012 33 120 55 6011 204 18 3 77 5121 90 81 200 3011 44 7"],
    ["an IMEI", "356938035643809"],
  ])("is not %s", (_, text) => {
    expect(redact(text)).toEqual({ text, counts: nothingRedacted })
  })

  it("takes its code and PIN along, wherever they stand", () => {
    expect(redact("4111111111111111 exp 12/27 cvc 123")).toEqual({
      text: `${CARD} exp 12/27 cvc ${SECRET}`,
      counts: counts(1, 0, 1),
    })
    expect(redact("CVV: 1234, my card 378282246310005").text).toBe(`CVV: ${SECRET}, my card ${CARD}`)
    expect(redact("4111111111111111|12|27|123").text).toBe(`${CARD}|12|27|${SECRET}`)
    expect(redact(`> ${CARD}\nPrüfziffer ist 123, PIN: 9876`).text).toBe(
      `> ${CARD}\nPrüfziffer ist ${SECRET}, PIN: ${SECRET}`
    )
  })

  it("leaves such a code alone when there is no card", () => {
    const text = "The form asks for a CVC 123 or a PIN: 1234"
    expect(redact(text)).toEqual({ text, counts: nothingRedacted })
  })
})

const SPELLINGS: ((groups: string[]) => string)[] = [
  (groups) => groups.join("-"),
  (groups) => groups.join(" "),
  (groups) => groups.join(" – "),
  (groups) => groups.join("\n"),
  (groups) => groups[0] + "-" + groups.slice(1).join(""),
  (groups) => groups.join(""),
  (groups) => groups.join("\u00a0‑ "),
  (groups) => [...groups.join("")].join(" "),
  (groups) => [...groups.join("")].join("-"),
  (groups) => groups.join("\u200b-"),
  // A line that was wrapped in the middle of a group
  (groups) => groups.join("-").replace(/^(.{15})/, "$1\r\n"),
]
const confused = (key: string) =>
  key.replace(/-.*/, (body) => body.replace(/0/g, "O").replace(/1/g, (_, at: number) => (at % 2 ? "I" : "l")))

describe("a license key", () => {
  const key = fc.stringMatching(/^[A-Z0-9]{2,8}$/).map(generateKey)

  it("cannot be read any more, however it is spelled, but tells which it was", () => {
    fc.assert(
      fc.property(
        key,
        fc.constantFrom(...SPELLINGS),
        fc.boolean(),
        fc.boolean(),
        fc.constantFrom("", "My key: ", "Hallo, mein Schlüssel «", "lizenz=", "(", "please look at "),
        fc.constantFrom("", ".", ", thanks", "»", ")", " does not work!"),
        (key, spell, lower, confuse, before, behind) => {
          const spelled = spell((confuse ? confused(key) : key).split("-"))
          const { text, counts: found } = redact(before + (lower ? spelled.toLowerCase() : spelled) + behind)
          expect(found.license_keys).toBe(1)
          // With odd breaks there are more places where it may end, and one in 1,024 of them fits by chance.
          const isOdd = /^.[- ]|\r\n/.test(spelled)
          expect(isOdd || text.includes(`[license key hidden …${key.slice(-5)}]`)).toBe(true)
          const left = text.replace(/\[license key hidden …[^\]]*\]/g, "").toUpperCase()
          const data = key.split("-").slice(1).join("")
          for (let at = 0; at + 7 <= 23; at++) {
            expect(left.replace(/[^A-Z0-9]/g, "")).not.toContain(data.slice(at, at + 7))
          }
        }
      ),
      seeded("hidden keys", 1000)
    )
  })

  it("is found in 19 of 20 even when it is broken anywhere", () => {
    let found = 0
    const random = fc.sample(fc.array(fc.nat({ max: 4 }), { minLength: 33, maxLength: 33 }), { numRuns: 1000, seed: 7 })
    for (const breaks of random) {
      const symbols = [...generateKey("NIMBUS").replace(/-/g, "")]
      found += redact(symbols.map((symbol, at) => (breaks[at] === 0 ? ` ${symbol}` : symbol)).join("")).counts
        .license_keys
    }
    expect(found).toBeGreaterThan(950)
  })

  it("is hidden whole, when a part of it and a word before are one by chance", () => {
    const spelledOut = [..."39YV7-7N3N6-MG6MX-5JPZW-A5AZH-0W73Q".replaceAll("-", "")].join(" ")
    expect(redact(`please look at ${spelledOut}`).text).toMatch(/^[a-z ]*\[license key hidden ….{5}\]$/)
    const text = "please look at 1V0P9-EKYCR-SKF3E-7J6HH-G3Q62-EEWXG"
    expect(redact(text).text).toBe("please look at [license key hidden …EEWXG]")
  })

  it("is hidden in a list of a thousand", () => {
    const list = Array.from({ length: 1000 }, () => generateKey("NIMBUS").replaceAll("-", " "))
    expect(redact(list.join("\n")).counts.license_keys).toBeGreaterThan(990)
    expect(redact(list.join("\n")).text).not.toContain("NIMBUS")
  })

  it("is only what has valid check symbols", () => {
    const made = generateKey("NIMBUS")
    // A typo is let through by one in 1,024: try until one is not.
    const typo = [..."23456789"]
      .map((last) => made.slice(0, -1) + last)
      .find((text) => text !== made && !isRedacted(redact(text).counts))!
    expect(redact(`key ${typo}`).text).toBe(`key ${typo}`)
  })

  it("is none of what else is long", () => {
    const text = [
      "550e8400-e29b-41d4-a716-446655440000",
      "d41d8cd98f00b204e9800998ecf8427e",
      "2fd4e1c67a2d28fced849ee1bb76e7391b93eb12",
      "order_01ARZ3NDEKTSV4RRFFQ69G5FAV",
      "please send me the new key today or write when it can be here again",
    ].join("\n")
    expect(redact(text)).toEqual({ text, counts: nothingRedacted })
  })
})

const base64url = (length: number) => "aB3_-xY9zQ".repeat(Math.ceil(length / 10)).slice(0, length)
const PEM = `-----BEGIN RSA PRIVATE KEY-----\n${"MIIEowIBAAKCAQEA7bq\n".repeat(4)}-----END RSA PRIVATE KEY-----`

describe("a secret", () => {
  it.each([
    ["sk_live_51HabcdefGHIJKL", SECRET],
    ["key=sk_test_4242424242424242.", `key=${SECRET}.`],
    ["rk_live_0123456789abcdef", SECRET],
    ["whsec_0123456789abcdefABCDEF", SECRET],
    [`sk_${"0a".repeat(32)}`, SECRET],
    [`ghp_${"a1B2".repeat(9)}`, SECRET],
    [`gho_${"a1B2".repeat(9)}`, SECRET],
    [`github_pat_${"a1B2_".repeat(16)}`, SECRET],
    ["id AKIAIOSFODNN7EXAMPLE, ok", `id ${SECRET}, ok`],
    ["aws_secret_access_key = wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY", `aws_secret_access_key = ${SECRET}`],
    ['"SecretAccessKey": "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY1"', `"SecretAccessKey": "${SECRET}"`],
    ["xoxb-123456789012-abcdefghij", SECRET],
    [`AIza${base64url(35)}`, SECRET],
    ["see eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxIn0.dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1g.", `see ${SECRET}.`],
    [`before\n${PEM}\nafter`, `before\n${SECRET}\nafter`],
    ["-----BEGIN PRIVATE KEY-----\nMIIEow\nAbCd==\nand then it was cut off.", `${SECRET}\nand then it was cut off.`],
    ["Authorization: Bearer abc.def-123", `Authorization: Bearer ${SECRET}`],
    ["authorization: Basic dXNlcjpwYXNz", `authorization: Basic ${SECRET}`],
    [
      `https://shop.example/license-center/t#lct_${base64url(43)} please`,
      `https://shop.example/license-center/t#${SECRET} please`,
    ],
    [
      `https://shop.example/license-center/portal#lcp_${base64url(43)}`,
      `https://shop.example/license-center/portal#${SECRET}`,
    ],
    [
      `https://shop.example/license-center/renew#lcr_0123abcd.${base64url(60)}`,
      `https://shop.example/license-center/renew#${SECRET}`,
    ],
    [`token=lcu_0123abcd%2E${base64url(60)}`, `token=${SECRET}`],
    [`lcw_${base64url(43)}`, SECRET],
    [`Bearer lcv_${base64url(43)}`, `Bearer ${SECRET}`],
    [`/feeds/electron/x/lcf_${base64url(43)}/latest.yml`, `/feeds/electron/x/${SECRET}/latest.yml`],
    ["password: hunter2, user: bob", `password: ${SECRET}, user: bob`],
    ["passwort=geheim", `passwort=${SECRET}`],
    ['{"password":"my secret","a":1}', `{"password":"${SECRET}","a":1}`],
    ["Datenbankpasswort: Sommer", `Datenbankpasswort: ${SECRET}`],
    ["my password is hunter2", `my password is ${SECRET}`],
    ["ｐａｓｓｗｏｒｄ：ｈｕｎｔｅｒ２", `ｐａｓｓｗｏｒｄ：${SECRET}`],
    ["postgres://app:s3cr3t@db.example/x", `postgres://app:${SECRET}@db.example/x`],
    ["?api_key=abcdef0123456789", `?api_key=${SECRET}`],
  ])("is hidden in %j", (text, expected) => {
    expect(redact(text).text).toBe(expected)
    expect(redact(text).counts).toEqual(counts(0, 0, 1))
  })

  it.each([
    ["a publishable key", `pk_live_51HabcdefGHIJKL, x-publishable-api-key: pk_${"0a".repeat(32)}`],
    ["a question about passwords", "Password: how do I reset it? Mein Passwort: wie ändere ich es?"],
    ["a word about passwords", "my password is wrong, the passwords: they all fail. Forgot password:"],
    ["stars", "password: ********"],
    ["words that end like a prefix", "task_test_12345678 desk_live_chat1234 disk_0123456789abcdef01234567"],
    ["a public key", "-----BEGIN PUBLIC KEY-----\nMIIB\n-----END PUBLIC KEY-----"],
    ["a header without its value", "Authorization: failed, the bearer of bad news"],
    ["an address with a port", "http://localhost:9000/admin and a@b.example"],
  ])("is not %s", (_, text) => {
    expect(redact(text)).toEqual({ text, counts: nothingRedacted })
  })
})

const piece = fc.oneof(
  written.map(({ text }) => text),
  fc.stringMatching(/^[A-Z]{2,8}$/).map(generateKey),
  fc.constantFrom(
    ..."password: |password=|\"|'|token: |Bearer |cvc 123|pin |://a:|@|eyJ|eyJhbGciOi.e30.x|sk_live_|abcdefgh12345|\n|\t| |, |".split(
      "|"
    ),
    ..."4111|1111 |-1111|12/27 |0|1|٤|４|𝟒|\ud83d|\udc00|\0|\uE000|[secret hidden]|[card number hidden]|hidden]|…|DE02 |+|.".split(
      "|"
    ),
    "-----BEGIN PRIVATE KEY-----",
    "-----END PRIVATE KEY-----",
    "card-number-hidden",
    "license-key-hidden-X7K2Q"
  ),
  fc.string({ unit: "binary", maxLength: 12 }),
  fc.stringMatching(/^[0-9A-Z -]{0,40}$/)
)
const anything = fc.array(piece, { maxLength: 14 }).map((pieces) => pieces.join(""))

describe("redacting", () => {
  it("again changes and counts nothing, whatever the text", () => {
    for (const once of [redact, redactFilename]) {
      fc.assert(
        fc.property(anything, (text) => {
          const first = once(text)
          expect(once(first.text)).toEqual({ text: first.text, counts: nothingRedacted })
        }),
        seeded(`${once.name} twice`, 1000)
      )
    }
  })

  it("gives back what it did not touch, and counts what it did", () => {
    fc.assert(
      fc.property(anything, (text) => {
        const result = redact(text)
        expect(isRedacted(result.counts)).toBe(result.text !== text)
        expect(result.text.length).toBeLessThanOrEqual(text.length * 4 + 40)
      }),
      seeded("untouched or counted", 500)
    )
  })

  it("leaves prose as it is", () => {
    const prose =
      "Hello, since version 2.1.0 (build 26100, Windows 11 24H2) activation fails with error 0x80070005. I bought it on " +
      "12 May 2026, order #1042, for 49.00 EUR. My phone is +49 30 1234567. Könnten Sie bitte nachsehen? Vielen Dank! " +
      "Здравствуйте, ключ не работает. お世話になっております。"
    expect(redact(prose)).toEqual({ text: prose, counts: nothingRedacted })
  })

  it("adds up counts", () => {
    expect(addCounts(counts(1, 2, 3), counts(10, 20, 30))).toEqual(counts(11, 22, 33))
    expect(isRedacted(nothingRedacted)).toBe(false)
  })
})
