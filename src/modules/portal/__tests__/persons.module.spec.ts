import { withPortal } from "./with-portal"

const EMAIL = "ada@example.com"
const TOMBSTONE = "erased-0123456789abcdef@erased.invalid"

withPortal(({ service, sql, mail, visit }) => {
  const prove = (customer_id: string, email = EMAIL) => service.proofs.record(customer_id, email, new Date())
  const held = async () => (await sql("SELECT * FROM license_center_portal_proof")).rows

  it("gives out the links of an address and which accounts proved it, and of no other", async () => {
    const { id } = await mail()
    await mail({ email: "bo@example.com" })
    await prove("cus_ada")
    await prove("cus_bo", "bo@example.com")
    expect(await service.persons.read(EMAIL)).toEqual({
      portal_links: [expect.objectContaining({ id, kind: "portal" })],
      address_proofs: [
        { id: expect.stringMatching(/^lcprf_/), customer_id: "cus_ada", email: EMAIL, proved_at: expect.any(Date) },
      ],
    })
    expect(await service.proofs.of("cus_bo")).toMatchObject([{ email: "bo@example.com" }])
  })

  it("forgets a person as often as an account proves the address again", async () => {
    await prove("cus_bo", "bo@example.com")
    for (let time = 0; time < 3; time++) {
      const { session } = await visit()
      await prove("cus_ada")
      await prove("cus_other")
      expect(await service.persons.erase(EMAIL, TOMBSTONE)).toBe(1)
      expect(await service.sessions.visitor(session, new Date())).toBeNull()
      expect(await service.proofs.has("cus_ada", EMAIL)).toBe(false)
    }
    expect(await held()).toMatchObject([{ customer_id: "cus_bo", email: "bo@example.com" }])
    expect(await service.persons.read(TOMBSTONE)).toMatchObject({ address_proofs: [] })
  })

  it("forgets what was proved while it was forgotten: the call of before the end finds it", async () => {
    await prove("cus_ada")
    await service.persons.erase(EMAIL, TOMBSTONE)
    await prove("cus_ada")
    expect(await service.persons.erase(EMAIL, TOMBSTONE)).toBe(0)
    expect(await held()).toEqual([])
  })
})
