import type { MedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { eddFeed, wordpressInstalls } from "../../../../../../../../modules/releases/feeds/wordpress"
import type LicensingModuleService from "../../../../../../../../modules/licensing/service"
import { answerFeed, type Asker } from "../../../../feed"
import { versionOf } from "../version-of"

/**
 * EDD Software Licensing's `get_version`, for plugins that shops ship already. Its client posts a form with the license
 * key and the site's address; a key in the query, as old versions of it send, counts for nothing.
 */
export const POST = (req: MedusaRequest, res: MedusaResponse) => {
  const form = (req.body ?? {}) as Record<string, unknown>
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
    ...(req.params.feed_token === "-" &&
      key && { identify: (licensing) => identify(licensing, key, fieldOf(form.url)) }),
  })
}

/**
 * WordPress downloads without a header, so the address itself has to be enough: the site's feed token, once it is
 * activated. Before that, WordPress says of an update without an address that it is not available automatically.
 */
async function identify(licensing: LicensingModuleService, key: string, site: string): Promise<Asker> {
  const token = await licensing.feedTokenOfSite(key, site)
  return { credential: { kind: "key", key }, link_token: token }
}

const fieldOf = (value: unknown): string => (typeof value === "string" && value.length <= 4096 ? value.trim() : "")

export const GET = (req: MedusaRequest, res: MedusaResponse) =>
  answerFeed(req, res, {
    format: "wordpress",
    asked: { channel: "stable", current: null, installs: wordpressInstalls },
    current: versionOf(req.query.version),
    render: eddFeed,
  })
