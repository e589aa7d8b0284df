import { publishProblems, signatureKind } from "../artifact"

const first = (algorithm = "ED", length = 72) =>
  Buffer.concat([Buffer.from(algorithm), Buffer.alloc(length, 1)]).toString("base64")
const LINES = [
  "untrusted comment: signature from minisign secret key",
  first(),
  "trusted comment: timestamp:1767225600\tfile:Nimbus.app.tar.gz",
  Buffer.alloc(64, 2).toString("base64"),
]
/** A signature with one line replaced, or gone. */
const withLine = (at: number, line?: string) =>
  LINES.flatMap((known, i) => (i === at ? (line ?? []) : known)).join("\n")
const base64 = (text: string) => Buffer.from(text).toString("base64")

describe("the kind of a signature", () => {
  it.each([
    ["as minisign writes it", LINES.join("\n")],
    ["with an end of line at its end", `${LINES.join("\n")}\n`],
    ["with the ends of line of Windows", LINES.join("\r\n")],
    ["of a file that was not hashed first", withLine(1, first("Ed"))],
  ])("is minisign: %s, plain and as Tauri has it", (_, text) => {
    expect([signatureKind(text), signatureKind(base64(text))]).toEqual(["minisign", "minisign"])
  })

  it("is Ed25519: 64 bytes as base64", () => {
    expect(signatureKind(`${Buffer.alloc(64, 3).toString("base64")}\n`)).toBe("ed25519")
    expect(signatureKind(Buffer.alloc(64, 3).toString("base64").replaceAll("=", ""))).toBeNull()
    expect(signatureKind(Buffer.alloc(63, 3).toString("base64"))).toBeNull()
  })

  it.each([
    ["the trusted comment and its signature", LINES.slice(0, 2).join("\n")],
    ["the signature of the comment", withLine(3)],
    ["the trusted comment", withLine(2)],
    ["the untrusted comment", withLine(0)],
    ["words that say which comment is trusted", withLine(2, "timestamp:1")],
    ["a byte of the signature", withLine(1, first("ED", 71))],
    ["a byte of the signature of the comment", withLine(3, Buffer.alloc(63).toString("base64"))],
    ["a known algorithm", withLine(1, first("EX"))],
    ["its padding", withLine(1, first().replaceAll("=", ""))],
  ])("is none without %s: every device would refuse it", (_, text) => {
    expect([signatureKind(text), signatureKind(base64(text))]).toEqual([null, null])
  })
})

describe("what keeps a release from being published", () => {
  it("is that it has no file, or that a bundle for Tauri alone has no signature that Tauri reads", () => {
    const problems = (filename: string, signature_kind: "minisign" | "ed25519" | null) =>
      publishProblems({ artifacts: [{ filename, signature_kind }] })
    expect(publishProblems({ artifacts: [] })).toEqual(["It has no file yet."])
    expect(problems("Nimbus.app.tar.gz", null)).toEqual([expect.stringContaining("Nimbus.app.tar.gz has no minisign")])
    expect(problems("Nimbus.nsis.zip", "ed25519")).toHaveLength(1)
    expect(problems("Nimbus.app.tar.gz", "minisign")).toEqual([])
    // Another updater may read these, and whether it wants a signature is in the app.
    expect([...problems("Nimbus-mac.zip", null), ...problems("Nimbus-Setup.exe", null)]).toEqual([])
  })
})
