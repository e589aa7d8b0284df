import fc from "fast-check"
import { seeded } from "../../../../lib/__tests__/seeded"
import { safeFilename } from "../safe-filename"

describe("a safe name", () => {
  it.each([
    ["../../etc/passwd", "passwd"],
    ["C:\\Users\\me\\log.txt", "log.txt"],
    ["a\0b\r\nc.txt", "ab c.txt"],
    ["gpj\u202Etxt.exe", "gpjtxt.exe"],
    ["con.txt", "_con.txt"],
    ["COM1", "_COM1"],
    ["lpt¹.log", "_lpt¹.log"],
    ["nul .txt", "_nul .txt"],
    ["console.txt", "console.txt"],
    [".htaccess", "htaccess"],
    ["a.txt. .", "a.txt"],
    ['a<b>:"|?*.txt', "a_b______.txt"],
    ["a／b.txt", "a_b.txt"],
    ["  many   spaces\u00a0here .txt", "many spaces here .txt"],
    ["a\t\0\tb \u202E c.txt", "a b c.txt"],
    ["Bildschirmfoto 2026-05-12 um 14.30.png", "Bildschirmfoto 2026-05-12 um 14.30.png"],
    ["Lo\u0308sung.pdf", "Lösung.pdf"],
    ["\ud800.txt", "txt"],
    ["", "file"],
    ["...", "file"],
    ["///", "file"],
    ["\u202E", "file"],
    ["日本語.png", "日本語.png"],
  ])("of %j is %j", (filename, expected) => {
    expect(safeFilename(filename)).toBe(expected)
  })

  it("keeps its extension when it is shortened, and no half characters", () => {
    const name = safeFilename(`${"😀".repeat(200)}.tar.gz`)
    expect(name).toMatch(/^(?:😀)+\.gz$/u)
    expect(safeFilename("a".repeat(500) + ".png")).toMatch(/^a+\.png$/)
    expect(safeFilename(`con.${"a".repeat(116)}`).length).toBeLessThanOrEqual(120)
  })

  it("is safe whatever the name was, and safe again means the same", () => {
    const piece = fc.oneof(
      fc.string({ unit: "binary", maxLength: 60 }),
      fc.constantFrom(
        "con",
        "nul",
        ".",
        " ",
        "/",
        "\\",
        ":",
        "\u202E",
        "\uFEFF",
        "a".repeat(130),
        "é",
        "e\u0301",
        "😀",
        ".txt",
        "\ud83d",
        "\0"
      )
    )
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 8 }), (pieces) => {
        const name = safeFilename(pieces.join(""))
        expect(name).not.toMatch(/[\p{Cc}\p{Cf}\p{Surrogate}<>:"/\\|?*\u2028\u2029]|^[. ]|[. ]$/u)
        expect(name).not.toMatch(/^(?:con|prn|aux|nul|com\d|lpt\d) *(?:\.|$)/i)
        expect(name.length).toBeGreaterThan(0)
        expect(name.length).toBeLessThanOrEqual(120)
        expect(Buffer.byteLength(name)).toBeLessThanOrEqual(200)
        expect(safeFilename(name)).toBe(name)
      }),
      seeded("safe names", 2000)
    )
  })
})
