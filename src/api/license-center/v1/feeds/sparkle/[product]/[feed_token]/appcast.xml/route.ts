import type { MedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { sparkleFeed, sparkleInstalls } from "../../../../../../../../modules/releases/feeds/sparkle"
import { channelOf } from "../../../../../updates/question"
import { answerFeed } from "../../../../feed"

/** Sparkle 2: an appcast with what this license is offered; `?channel=beta` for testers. */
export const GET = (req: MedusaRequest, res: MedusaResponse) => {
  const channel = channelOf(req.query)
  return answerFeed(req, res, {
    format: "sparkle",
    // The app compares: it knows its own build number, which is no semver.
    asked: channel && { channel, current: null, platform: "darwin", installs: sparkleInstalls },
    render: sparkleFeed,
  })
}
