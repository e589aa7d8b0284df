import { writeJson } from "./files.mjs"

/**
 * What a script needs to use the running demo, in the shape this project's docs promise.
 * @typedef {{ url: string, admin: { url: string, email: string, password: string }, publishable_key: string,
 *   mailbox: string, database_url: string, region_id: string,
 *   products: { id: string, handle: string, title: string,
 *     variants: { id: string, title: string, plan_code: string | null }[] }[] }} DemoFile
 */

/**
 * Builds the content of `.demo/demo.json`.
 * @param {object} parts
 * @param {{ url: string, mailbox: string, database_url: string }} parts.places
 * @param {{ email: string, password: string }} parts.admin
 * @param {Awaited<ReturnType<typeof import("./seed.mjs").seed>>} parts.catalogue
 * @returns {DemoFile}
 */
export function describeDemo({ places, admin, catalogue }) {
  return {
    url: places.url,
    admin: { url: `${places.url}/app`, email: admin.email, password: admin.password },
    publishable_key: catalogue.publishable_key,
    mailbox: places.mailbox,
    database_url: places.database_url,
    region_id: catalogue.region_id,
    products: catalogue.products.map(({ id, handle, title, variants }) => ({
      id,
      handle,
      title,
      variants: variants.map((variant) => ({
        id: variant.id,
        title: variant.title,
        plan_code: variant.plan_code ?? null,
      })),
    })),
  }
}

/** Writes it, readable by its owner only: it holds the admin's password. */
export const writeDemoFile = (file, demo) => writeJson(file, demo, { mode: 0o600 })
