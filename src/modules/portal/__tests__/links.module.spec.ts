import { aLink, DAY, HOUR, OPTIONS, withPortal } from "./with-portal"

withPortal(({ service, sql, otherProcess, mail, visit }) => {
  it("keeps tokens and sessions as hashes only", async () => {
    const { link, session } = await visit()
    for (const table of ["portal_link", "portal_session"]) {
      const { rows } = await sql(`SELECT * FROM license_center_${table}`)
      expect(rows).toHaveLength(1)
      expect(JSON.stringify(rows)).not.toContain(link.token.slice(4, 20))
      expect(JSON.stringify(rows)).not.toContain(session.slice(4, 20))
    }
  })

  it("opens nothing before its mail is written", async () => {
    const id = await service.links.create(aLink(), new Date())
    const { rows } = await sql("SELECT token_hash FROM license_center_portal_link WHERE id = ?", [id])
    expect(rows).toEqual([{ token_hash: null }])
  })

  it("writes the same mail again after a crash, with the same token and end", async () => {
    const id = await service.links.create(aLink({ locale: "de" }), new Date())
    const first = await service.links.readMail(id, new Date())
    expect(await otherProcess().links.readMail(id, new Date(Date.now() + DAY))).toEqual(first)
    expect(first).toMatchObject({ id, kind: "portal", to: "ada@example.com", locale: "de", subject_id: null })
    expect(first!.expires_at.getTime()).toBeGreaterThan(Date.now() + 6 * DAY)
  })

  it("says whom a session belongs to, with what its link was made for", async () => {
    const { session, visitor } = await visit({ kind: "rebind", subject_id: "lcrbr_1" })
    expect(visitor).toMatchObject({ email: "ada@example.com", kind: "rebind", subject_id: "lcrbr_1" })
    expect(await otherProcess().sessions.visitor(session, new Date())).toEqual(visitor)
  })

  it.each([
    ["cut", (token: string) => token.slice(0, -1)],
    ["padded", (token: string) => `${token}A`],
    ["followed by a blank", (token: string) => `${token} `],
    ["followed by NUL", (token: string) => `${token}\0`],
    ["in other case", (token: string) => token.toUpperCase()],
    ["called a session", (token: string) => token.replace("lcp_", "lcv_")],
    ["a ticket's by its name", (token: string) => token.replace("lcp_", "lct_")],
    ["with another end", (token: string) => token.slice(0, -2) + (token.endsWith("AA") ? "BB" : "AA")],
    ["empty", () => ""],
  ])("does not open by a token that is %s", async (_how, change) => {
    const { token } = await mail()
    expect(await service.sessions.exchange(change(token), new Date())).toEqual({ ok: false, reason: "unknown" })
  })

  it("is good for a week, as often as wanted, and its sessions for two hours", async () => {
    const { token } = await mail()
    const at = (ms: number) => new Date(Date.now() + ms)
    const again = await service.sessions.exchange(token, at(6 * DAY))
    expect(again).toMatchObject({ ok: true })
    if (again.ok) {
      expect(await service.sessions.visitor(again.session, at(6 * DAY + 1.9 * HOUR))).not.toBeNull()
      expect(await service.sessions.visitor(again.session, at(6 * DAY + 2.1 * HOUR))).toBeNull()
    }
    const last = await service.sessions.exchange(token, at(7 * DAY - HOUR))
    expect(last.ok && last.expires_at.getTime()).toBeLessThan(Date.now() + 7 * DAY)
    expect(await service.sessions.exchange(token, at(7 * DAY + 1000))).toEqual({ ok: false, reason: "expired" })
  })

  it("ends with its sessions when it is revoked, and its mail with it", async () => {
    const { link, session } = await visit()
    expect(await service.links.revoke({ id: link.id }, new Date())).toBe(1)
    expect(await service.links.revoke({ id: link.id }, new Date())).toBe(0)
    expect(await service.sessions.exchange(link.token, new Date())).toEqual({ ok: false, reason: "revoked" })
    expect(await service.sessions.visitor(session, new Date())).toBeNull()
    expect(await service.links.readMail(link.id, new Date())).toBeNull()
  })

  it("leaves no session behind that began while it was revoked", async () => {
    const { id, token } = await mail()
    const [, ...exchanged] = await Promise.all([
      otherProcess().links.revoke({ id }, new Date()),
      ...[1, 2, 3, 4, 5, 6].map(() => otherProcess().sessions.exchange(token, new Date())),
    ])
    const visitors = exchanged.map((one) => (one.ok ? service.sessions.visitor(one.session, new Date()) : null))
    expect(new Set(await Promise.all(visitors))).toEqual(new Set([null]))
  })

  it("gives everyone who exchanges it at once a session of their own, of which one can be left", async () => {
    const { token } = await mail()
    const exchanged = await Promise.all([1, 2, 3, 4].map(() => otherProcess().sessions.exchange(token, new Date())))
    const [first, ...others] = exchanged.map((one) => {
      expect(one.ok).toBe(true)
      return one.ok ? one : null!
    })
    await service.sessions.end(first!.visitor.session_id)
    expect(await service.sessions.visitor(first!.session, new Date())).toBeNull()
    for (const { session } of others) {
      expect(await service.sessions.visitor(session, new Date())).not.toBeNull()
    }
  })

  it("goes on under a new secret while the old one is still given", async () => {
    const { link, session } = await visit()
    const secret = Buffer.alloc(32, 8).toString("base64")
    const rotated = otherProcess({ secret, previous_secret: OPTIONS.secret })
    expect(await rotated.sessions.exchange(link.token, new Date())).toMatchObject({ ok: true })
    expect(await rotated.sessions.visitor(session, new Date())).toMatchObject({ email: "ada@example.com" })
  })

  describe("asked for", () => {
    const asked = { email: "ada@example.com", locale: null }
    const settle = async () => {
      const owed = await service.links.owed(10, ["portal"])
      await service.links.markNoticed(owed.map(({ id }) => id))
      await sql("UPDATE license_center_portal_link SET created_at = created_at - interval '2 minutes'")
      return owed
    }

    it("is owed once for many requests at once", async () => {
      const ids = await Promise.all([1, 2, 3, 4].map(() => otherProcess().links.request(asked, new Date())))
      expect(ids.filter((id) => id !== null)).toHaveLength(1)
      expect(await service.links.owed(10, ["rebind"])).toEqual([])
      expect(await service.links.owed(10, ["portal"])).toMatchObject([{ kind: "portal", to: "ada@example.com" }])
    })

    it("is owed three times an hour to one address, whatever others ask for", async () => {
      for (let press = 0; press < 3; press++) {
        expect(await service.links.request(asked, new Date())).not.toBeNull()
        expect(await settle()).toHaveLength(1)
      }
      await mail({ email: "eve@example.com" })
      expect(await service.links.request(asked, new Date())).toBeNull()
      await sql("UPDATE license_center_portal_link SET created_at = created_at - interval '1 hour'")
      expect(await service.links.request(asked, new Date())).not.toBeNull()
    })
  })
})
