import type { MedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { electronFeed } from "../../../../modules/releases/feeds/electron"
import { sparkleFeed } from "../../../../modules/releases/feeds/sparkle"
import { tauriFeed } from "../../../../modules/releases/feeds/tauri"
import type { FeedAnswer, FeedInput } from "../../../../modules/releases/feeds/types"
import { eddFeed, pluginUpdateCheckerFeed } from "../../../../modules/releases/feeds/wordpress"
import { quiet, sendFeed } from "./feed"
import { versionOf } from "./wordpress/[product]/[feed_token]/version-of"

type Render = (input: FeedInput) => FeedAnswer

const FEED = /^\/license-center\/v1\/feeds\/(electron|tauri|sparkle|wordpress)\/[^/]*\/[^/]*\/(?!files\/)(.*)$/i

const RENDER: Record<string, (rest: string) => Render> = {
  electron: () => electronFeed,
  tauri: () => tauriFeed,
  sparkle: () => sparkleFeed,
  wordpress: (rest) => (/^edd\/?$/i.test(rest) ? eddFeed : pluginUpdateCheckerFeed),
}

/**
 * Answers an address that no route reads, as it cannot be decoded, with the "nothing" of the feed that it belongs to.
 *
 * @returns false when it is none of a feed (its files are none): nothing was answered
 */
export function answerQuietly(req: MedusaRequest, res: MedusaResponse): boolean {
  const [, format, rest] = FEED.exec(req.path) ?? []
  if (format === undefined || rest === undefined) {
    return false
  }
  const render = RENDER[format.toLowerCase()]!(rest)
  sendFeed(res, render(quiet("unknown", versionOf(req.query.version ?? req.query.installed_version))))
  return true
}
