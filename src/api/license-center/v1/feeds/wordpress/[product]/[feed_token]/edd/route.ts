import type { MedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { eddFeed, wordpressInstalls } from "../../../../../../../../modules/releases/feeds/wordpress"
import { readForm } from "../../../../../read-form"
import { answerFeed } from "../../../../feed"
import { versionOf } from "../version-of"

/**
 * EDD Software Licensing's `get_version`, for plugins that shops ship already. Its client posts a form with the license
 * key and the site's address; a key in the query, as old versions of it send, counts for nothing.
 *
 * WordPress downloads without a header, so the address of a file itself has to be enough: the site's feed token, once it
 * is activated. Before that, WordPress says of an update without an address that it is not available automatically.
 */
export const POST = async (req: MedusaRequest, res: MedusaResponse) => {
  const form = await readForm(req)
  const key = fieldOf(form.license)
  return answerFeed(req, res, {
    format: "wordpress",
    asked: {
      channel: form.beta === "1" || form.beta === "true" ? "beta" : "stable",
      current: null,
      installs: wordpressInstalls,
    },
    current: versionOf(form.version),
    render: eddFeed,
    ...(req.params.feed_token === "-" && key && { credential: { kind: "site", key, site: fieldOf(form.url) } }),
  })
}

const fieldOf = (value: unknown): string => (typeof value === "string" && value.length <= 4096 ? value.trim() : "")

export const GET = (req: MedusaRequest, res: MedusaResponse) =>
  answerFeed(req, res, {
    format: "wordpress",
    asked: { channel: "stable", current: null, installs: wordpressInstalls },
    current: versionOf(req.query.version),
    render: eddFeed,
  })
