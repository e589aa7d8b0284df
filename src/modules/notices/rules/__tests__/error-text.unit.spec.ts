import { errorText } from "../error-text"

describe("what is kept of an error", () => {
  it("drops the wrapper of the notification module and line breaks", () => {
    expect(
      errorText(new Error("Failed to send notification with id noti_01:\nconnect ECONNREFUSED\n 127.0.0.1:1"))
    ).toBe("connect ECONNREFUSED 127.0.0.1:1")
  })

  it("hides a license key that the server quoted", () => {
    expect(errorText(new Error("550 spam: NIMBUS-ABCDE-FGHJK-MNPQR-STVWX-YZ123 refused"))).toBe(
      "550 spam: [license key] refused"
    )
    expect(errorText("nimbus-abcde-fghjk-mnpqr-stvwx-yz123")).toBe("[license key]")
  })

  it("hides a private link, and what an answer is recognized by", () => {
    const ulid = "01kbcdefghjkmnpqrstvwxyz01"
    expect(errorText(`554 refused https://store.example/license-center/t#lct_${"aB3-_x".repeat(7)} here`)).toBe(
      "554 refused https://store.example/license-center/t#[private link] here"
    )
    expect(errorText(`550 <lc.${ulid}.${ulid}.${ulid}.0123456789abcdef@store.example> seen before`)).toBe(
      "550 <[mail tag]@store.example> seen before"
    )
    expect(errorText(`550 help+lc.${ulid}.0123456789abcdef@in.example is unknown`)).toBe(
      "550 help+[mail tag]@in.example is unknown"
    )
  })

  it("hides the password of a mail server", () => {
    expect(errorText(new Error("bad url smtps://user:pa55@mail.example:465"))).toBe(
      "bad url smtps://***@mail.example:465"
    )
  })

  it("keeps at most 500 characters", () => {
    expect(errorText(new Error("x".repeat(2000)))).toHaveLength(500)
  })
})
