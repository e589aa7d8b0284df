import { createReadStream } from "node:fs"
import { Readable } from "node:stream"
import type { FileThere } from "./compare-file"

/** Why it cannot go on, for whoever reads the build's log. This program runs without Medusa and its errors. */
export class ReleaseError extends Error {
  /** Of the store's answer, when it gave one. */
  status?: number
}

export type Release = {
  id: string
  version: string
  status: "draft" | "published" | "yanked"
  artifacts: (FileThere & { id: string; filename: string })[]
}

/** The part of a store's admin API that publishing needs, with a secret API key. */
export class AdminApi {
  private readonly base: string
  private readonly authorization: string

  constructor(url: string, apiKey: string) {
    this.base = url.replace(/\/+$/, "")
    this.authorization = `Basic ${Buffer.from(`${apiKey}:`).toString("base64")}`
  }

  /** A product's id, by its handle or id. */
  async productId(product: string): Promise<string> {
    if (product.startsWith("prod_")) {
      return product
    }
    const { products } = await this.ask<{ products: { id: string }[] }>(
      "GET",
      `/admin/products?fields=id&handle=${encodeURIComponent(product)}`
    )
    if (!products[0]) {
      throw new ReleaseError(`The store has no product with the handle "${product}".`)
    }
    return products[0].id
  }

  /**
   * The product's release of that version, if it has one.
   *
   * @param version canonical, without build metadata, as the store keeps it
   */
  async find(product_id: string, version: string): Promise<Release | null> {
    const query = new URLSearchParams({ product_id, q: version, limit: "200" })
    const { releases } = await this.ask<{ releases: Release[] }>("GET", `/admin/license-center/releases?${query}`)
    return releases.find((release) => release.version === version) ?? null
  }

  async save(id: string | null, fields: object): Promise<Release> {
    const path = `/admin/license-center/releases${id ? `/${id}` : ""}`
    return (await this.ask<{ release: Release }>("POST", path, JSON.stringify(fields))).release
  }

  async upload(id: string, file: string, claim: Record<string, string>): Promise<void> {
    const query = new URLSearchParams(claim)
    await this.ask("POST", `/admin/license-center/releases/${id}/artifacts/upload?${query}`, createReadStream(file))
  }

  async remove(id: string, artifact_id: string): Promise<void> {
    await this.ask("DELETE", `/admin/license-center/releases/${id}/artifacts/${artifact_id}`)
  }

  async publish(id: string): Promise<void> {
    await this.ask("POST", `/admin/license-center/releases/${id}/publish`)
  }

  private async ask<Body>(method: string, path: string, body?: string | Readable): Promise<Body> {
    const stream = body instanceof Readable
    let response: Response
    try {
      response = await fetch(this.base + path, {
        method,
        headers: {
          authorization: this.authorization,
          ...(body !== undefined && { "content-type": stream ? "application/octet-stream" : "application/json" }),
        },
        body: (stream ? Readable.toWeb(body) : body) as never,
        // A redirect would carry the API key to wherever it points.
        redirect: "error",
        ...(stream && { duplex: "half" }),
      } as RequestInit)
    } catch (error) {
      const { message, cause } = error as Error
      throw new ReleaseError(`${this.base} cannot be reached: ${(cause as Error)?.message ?? message}`, {
        cause: error,
      })
    }
    const text = await response.text()
    if (!response.ok) {
      const error = new ReleaseError(`${method} ${path.split("?")[0]} answered ${response.status}: ${messageOf(text)}`)
      error.status = response.status
      throw error
    }
    return JSON.parse(text) as Body
  }
}

function messageOf(text: string): string {
  try {
    return (JSON.parse(text) as { message?: string }).message ?? text.slice(0, 300)
  } catch {
    return text.slice(0, 300)
  }
}
