import { request } from "node:http"
import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import { ContainerRegistrationKeys } from "@medusajs/framework/utils"
import { unserialize } from "php-serialize"
import type { App } from "../../setup/app"
import { Updates, V1 } from "./world"

/** What nobody should ask, and what is answered: a code by our own endpoints, "nothing" by feeds. */
export function oddQuestions(app: App): void {
  const updates = new Updates(app)
  const get = (path: string) => app.store.anyone.ask("get", path).buffer(true)
  const feed = (format: string, product = app.store.product.handle, token = "-") =>
    `${V1}/feeds/${format}/${product}/${token}`
  const edd = (body: string, type = "application/x-www-form-urlencoded") =>
    app.store.anyone
      .ask("post", `${feed("wordpress")}/edd`)
      .set("content-type", type)
      .send(body)

  it.each(["%00", "a%00b", "%zz", "%ff", "%ed%a0%80"])("refuses %s in a path with a code", async (odd) => {
    for (const path of [
      `${V1}/updates/${odd}`,
      `${V1}/downloads/${odd}`,
      `${V1}/files/${odd}/a.exe`,
      `${V1}/feeds/electron/x/-/files/${odd}/x`,
      `${V1}/feeds/tauri/x/-/files/lcart_1/${odd}`,
    ]) {
      const { status, body } = await get(path)
      expect([path, status, body.code]).toEqual([path, 400, "INVALID_REQUEST"])
    }
  })

  it.each(["%00", "%zz", "%ff"])("says nothing in the feed's own words to %s in its path", async (odd) => {
    const error = jest.spyOn(app.container.resolve("logger"), "error")
    for (const path of [
      `${feed("electron", odd)}/latest.yml`,
      `${feed("electron", "x", odd)}/latest.yml`,
      `${feed("electron")}/${odd}`,
    ]) {
      expect((await get(path).expect(200)).text).toContain("version: 0.0.0")
    }
    await get(`${feed("tauri", odd)}/darwin/aarch64/1.0.0`).expect(204)
    await get(`${feed("tauri")}/darwin/aarch64/${odd}`).expect(204)
    const appcast = await get(`${feed("sparkle", odd)}/appcast.xml`).expect(200)
    expect(appcast.text).toMatch(/<rss (?:(?!<item>).)*$/s)
    const puc = await get(`${feed("wordpress", odd)}/update.json?installed_version=1.2.3`).expect(200)
    expect(puc.body).toMatchObject({ version: "1.2.3", download_url: "" })
    for (const method of ["get", "post"] as const) {
      const { body } = await app.store.anyone.ask(method, `${feed("wordpress", odd)}/edd`).expect(200)
      expect(body).toMatchObject({ new_version: "0.0.0", package: "", sections: expect.any(String) })
    }
    expect(error).not.toHaveBeenCalled()
    error.mockRestore()
  })

  it("takes an empty channel as none", async () => {
    const { feed_token } = await updates.aDevice()
    await updates.release("1.1.0", {}, { platform: "any", arch: "any", filename: "formsmith.zip" })
    const path = `${feed("wordpress", app.store.product.handle, feed_token)}/update.json?channel=`
    expect((await get(path).expect(200)).body.version).toBe("1.1.0")
  })

  it("answers whatever form an EDD client posts, and reads of it what can be read", async () => {
    const { key } = await updates.aDevice("a.example")
    await updates.release("1.1.0", {}, { platform: "any", arch: "any", filename: "formsmith.zip" })
    const form = `edd_action=get_version&license=${key}&version=1.0.0&url=https%3A%2F%2Fa.example`
    const many = Array.from({ length: 2000 }, (_, index) => `field_${index}=${index}`).join("&")
    const read: [string, string?][] = [
      [form],
      [form, "application/x-www-form-urlencoded; charset=koi8-r"],
      [form, "text/plain"],
      [`${form}&${many}`],
      [`${form}&stats=${"x".repeat(200_000)}`],
      [`${form}&a=%zz&b[c`],
      [`license=typo&${form}`],
      [JSON.stringify({ license: key, version: "1.0.0", url: "https://a.example" }), "application/json"],
    ]
    for (const [body, type] of read) {
      const answer = await edd(body, type)
      expect([answer.status, answer.body.new_version, answer.body.package]).toEqual([
        200,
        "1.1.0",
        expect.stringMatching(/formsmith\.zip$/),
      ])
    }
    const nothing: [string, string?][] = [
      ["{", "application/json"],
      ["null", "application/json"],
      ["[1]", "application/json"],
      ["", "multipart/form-data"],
      [`${"x".repeat(200_000)}&${form}`],
      ["license[a]=1&license[b]=2&version[]=3&url=%00"],
      [`license=${key.slice(0, 9)}%00&url=%00`],
    ]
    for (const [body, type] of nothing) {
      const answer = await edd(body, type).expect(200)
      expect(answer.body).toMatchObject({ package: "" })
      expect(unserialize(answer.body.sections)).toMatchObject({ changelog: expect.any(String) })
    }
  })

  it("goes on when an EDD client hangs up in the middle of its form", async () => {
    const outgoing = request(`${app.url}${feed("wordpress")}/edd`, {
      method: "POST",
      headers: { "content-type": "application/x-www-form-urlencoded", "content-length": 1000 },
    })
    outgoing.on("error", () => undefined)
    outgoing.write("license=")
    await new Promise((resolve) => setTimeout(resolve, 100))
    outgoing.destroy()
    await edd("version=1.0.0").expect(200)
  })

  it("answers an EDD client's site with three queries at most, and writes its token once", async () => {
    const { key } = await updates.aDevice("a.example")
    await updates.release("1.1.0", {}, { platform: "any", arch: "any", filename: "formsmith.zip" })
    const { client } = app.container.resolve(ContainerRegistrationKeys.PG_CONNECTION) as unknown as Knex
    const form = `license=${key}&version=1.0.0&url=https://a.example`
    const first = (await edd(form)).body.package
    const queries = jest.spyOn(client, "acquireConnection")
    expect((await edd(form)).body.package).toBe(first)
    expect(queries.mock.calls.length).toBeLessThanOrEqual(3)
    queries.mockRestore()
    // As it is for a site that was activated before there were tokens, or under another secret.
    await updates.sql("UPDATE license_center_activation SET feed_token_hash = NULL", [])
    expect((await edd(form)).body.package).toBe(first)
    await get(new URL(first).pathname).expect(302)
    // A key of another product opens nothing, and names no address of its site.
    const other = await app.store.anyone
      .ask("post", `${feed("wordpress", "another")}/edd`)
      .type("form")
      .send(form)
    expect(other.body).toMatchObject({ package: "" })
  })
}
