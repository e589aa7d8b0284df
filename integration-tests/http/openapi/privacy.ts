import type { Tools } from "./answers"

/** What operators do for persons who ask what is held of them, or to be forgotten. */
export function privacyAnswers({ world, admin }: Tools): void {
  it("answers operators as the file says: persons", async () => {
    const license = await world().desk.anActivation("mac-1")
    const email = "personal.data@example.com"
    const held = await admin("post", "/customers/export", {}, { email })
    expect(held.body.licenses.map(({ id }: { id: string }) => id)).toEqual([license.id])
    expect(held.text).not.toContain(license.key)
    expect(await admin("post", "/customers/export", {}, { email: "nobody" })).toMatchObject({ status: 400 })
    const reason = "asked for by a test"
    const erased = await admin("post", "/customers/erase", {}, { email, confirm: email, reason })
    expect(erased.body.erased).toMatchObject({ licenses: 1 })
    const other = await admin("post", "/customers/erase", {}, { email, confirm: "other@example.com", reason })
    expect(other.status).toBe(400)
  })
}
