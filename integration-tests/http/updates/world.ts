import { createHash } from "node:crypto"
import type { App } from "../../setup/app"
import type { License } from "../../setup/orders"

export const RELEASES = "/admin/license-center/releases"
export const V1 = "/license-center/v1"

/** A file as an author's build makes it; its content is its name. */
export const aBuild = (filename: string) => {
  const content = Buffer.from(`This is ${filename}. `.repeat(1000))
  const hash = (kind: string) => createHash(kind).update(content).digest("hex")
  return { filename, content, size: content.length, sha512: hash("sha512"), sha256: hash("sha256") }
}

/** What the tests of updates do over and over. */
export class Updates {
  constructor(private readonly app: App) {}

  get admin() {
    return this.app.store.admin
  }

  async draft(version: string, fields: object = {}): Promise<{ id: string; version: string }> {
    const { release } = await this.admin.post(RELEASES, { product_id: this.app.store.product.id, version, ...fields })
    return release
  }

  /** A published release with a file elsewhere. */
  async release(version: string, fields: object = {}, file: object = {}) {
    const { id } = await this.draft(version, fields)
    const build = aBuild("Nimbus-Setup.exe")
    const { artifact } = await this.admin.post(`${RELEASES}/${id}/artifacts`, {
      platform: "windows",
      arch: "x64",
      kind: "installer",
      filename: build.filename,
      url: `https://files.example/${version}/${build.filename}`,
      size: build.size,
      sha512: build.sha512,
      ...file,
    })
    const { release } = await this.admin.post(`${RELEASES}/${id}/publish`)
    return { ...release, artifact } as { id: string; version: string; artifact: { id: string } }
  }

  /** As if it had been published so many days ago. */
  async age(release_id: string, days: number): Promise<void> {
    await this.sql("UPDATE license_center_release SET published_at = now() - make_interval(days => ?) WHERE id = ?", [
      days,
      release_id,
    ])
    await this.sql("UPDATE license_center_release_catalogue SET revision = gen_random_uuid()::text", [])
  }

  /** A sold license, its key, and a device that holds its seat. */
  async aDevice(fingerprint = "a device") {
    const { orders, store } = this.app
    const order = await orders.aPaidOrder()
    const [license] = await orders.licenses(order)
    const key = await orders.reveal(license!)
    const body = { key, product: store.product.handle, fingerprint, version: "1.0.0" }
    const verdict = await store.anyone.post(`${V1}/activate`, body)
    return {
      license: license as License,
      key,
      lease: verdict.lease as string,
      feed_token: verdict.activation.feed_token as string,
      activation_id: verdict.activation.id as string,
    }
  }

  /** The license's updates ended so many days ago. */
  async lapse(license: License, days: number): Promise<void> {
    await this.sql(
      "UPDATE license_center_term SET updates_until = now() - make_interval(days => ?) WHERE license_id = ?",
      [days, license.id]
    )
  }

  ask(query: string, authorization?: string, product = this.app.store.product.handle) {
    const test = this.app.store.anyone.ask("get", `${V1}/updates/${product}?${query}`)
    return authorization ? test.set("authorization", authorization) : test
  }

  async sql(text: string, values: unknown[]): Promise<Record<string, unknown>[]> {
    const { rows } = await this.app.container.resolve("__pg_connection__").raw(text, values as never)
    return rows
  }
}
