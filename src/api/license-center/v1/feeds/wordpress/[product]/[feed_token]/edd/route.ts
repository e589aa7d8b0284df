import type { MedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { eddFeed, wordpressInstalls } from "../../../../../../../../modules/releases/feeds/wordpress"
import { answerFeed } from "../../../../feed"
import { versionOf } from "../version-of"

/**
 * EDD Software Licensing's `get_version`, for plugins that shops ship already. Its client posts a form with the license
 * key; a key in the query, as old versions of it send, counts for nothing.
 */
export const POST = (req: MedusaRequest, res: MedusaResponse) => {
  const form = (req.body ?? {}) as Record<string, unknown>
  const key = typeof form.license === "string" && form.license.length <= 4096 ? form.license.trim() : ""
  return answerFeed(req, res, {
    format: "wordpress",
    asked: {
      channel: form.beta === "1" || form.beta === "true" ? "beta" : "stable",
      current: null,
      installs: wordpressInstalls,
    },
    current: versionOf(form.version),
    render: eddFeed,
    ...(req.params.feed_token === "-" && key && { credential: { kind: "key", key } as const }),
  })
}

export const GET = (req: MedusaRequest, res: MedusaResponse) =>
  answerFeed(req, res, {
    format: "wordpress",
    asked: { channel: "stable", current: null, installs: wordpressInstalls },
    current: versionOf(req.query.version),
    render: eddFeed,
  })
