import type { MedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { ContainerRegistrationKeys } from "@medusajs/framework/utils"
import { LICENSING_MODULE } from "../../../../modules/licensing"
import type LicensingModuleService from "../../../../modules/licensing/service"
import type { UpdateCredential } from "../../../../modules/licensing/services/update-rights"
import type { FeedAnswer, FeedInput } from "../../../../modules/releases/feeds/types"
import type { CatalogueArtifact } from "../../../../modules/releases/types"
import { admit, limiterOf } from "../limits"
import { pathCredential } from "../updates/credential"
import { decide, type Asked } from "../updates/decide"

export type FeedRequest = {
  format: "electron" | "tauri" | "sparkle" | "wordpress"
  /** What is asked, or null when the path says nothing that this updater would ask. */
  asked: Asked | null
  /** The version that the asker says it runs, for formats whose "nothing" needs one. */
  current?: string | null
  render: (input: FeedInput) => FeedAnswer
  /** Who asks, where it is not the path or a header that says so. */
  credential?: UpdateCredential
}

/**
 * Answers a shipped updater in its own format. Whatever is wrong, it gets that format's quiet answer: an error status
 * would be shown to people, or silence the updater for hours, and nothing about it could be mended on their computer.
 */
export async function answerFeed(req: MedusaRequest, res: MedusaResponse, feed: FeedRequest): Promise<void> {
  const product = req.params.product!
  sendFeed(res, feed.render((await ask(req, product, feed)) ?? quiet(product, feed.current ?? null)))
}

export function sendFeed(res: MedusaResponse, { status, type, body }: FeedAnswer): void {
  res.status(status)
  res.setHeader("Cache-Control", "no-store")
  res.setHeader("X-Content-Type-Options", "nosniff")
  if (body === null) {
    res.end()
    return
  }
  res.setHeader("Content-Type", type)
  res.end(body)
}

/** @returns null when the question cannot be answered now, or is none */
async function ask(req: MedusaRequest, product: string, feed: FeedRequest): Promise<FeedInput | null> {
  const licensing = req.scope.resolve<LicensingModuleService>(LICENSING_MODULE)
  const limiter = limiterOf(licensing)
  try {
    if (!feed.asked || (await admit(limiter, req)) !== null) {
      return null
    }
    const credential = feed.credential ?? pathCredential(req)
    const { rights, decision, files, now } = await decide(req, product, credential, feed.asked)
    if (!rights.license && credential.kind !== "none") {
      await limiter?.count("miss", req.ip ?? "")
    }
    // What goes into the addresses of files. Null: the asker could not download from them.
    const link_token = credential.kind === "site" ? rights.site_token : (req.params.feed_token ?? "-")
    return {
      decision,
      product: rights.product ?? { handle: product, title: product },
      current: feed.current ?? null,
      updates_until: rights.license?.updates_until ?? null,
      files,
      url_of: link_token === null ? () => "" : urlOf(licensing.options.store_url, feed.format, product, link_token),
      home: licensing.options.help_url,
      now,
    }
  } catch (error) {
    req.scope
      .resolve(ContainerRegistrationKeys.LOGGER)
      .error(`License Center: the ${feed.format} feed could not be answered: ${(error as Error).message}`)
    return null
  }
}

/** What every format says "nothing" to. */
export function quiet(product: string, current: string | null): FeedInput {
  return {
    decision: { status: "up_to_date", offer: null, newest: null, covered: null },
    product: { handle: product, title: product },
    current,
    updates_until: null,
    files: [],
    url_of: () => "",
    home: null,
    now: new Date(),
  }
}

/** Below the feed, so that the token goes along: updaters keep their headers for other addresses of the same host only. */
const urlOf =
  (store_url: string, format: string, product: string, token: string) =>
  ({ id, filename }: CatalogueArtifact): string =>
    [store_url, "license-center/v1/feeds", format, product, token, "files", id, filename]
      .map((part, index) => (index < 2 ? part : encodeURIComponent(part)))
      .join("/")
