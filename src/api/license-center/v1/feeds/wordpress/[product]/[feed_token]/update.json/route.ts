import type { MedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { pluginUpdateCheckerFeed, wordpressInstalls } from "../../../../../../../../modules/releases/feeds/wordpress"
import { channelOf } from "../../../../../updates/question"
import { answerFeed } from "../../../../feed"
import { versionOf } from "../version-of"

/** WordPress' plugin-update-checker; it sends `installed_version`. */
export const GET = (req: MedusaRequest, res: MedusaResponse) => {
  const channel = channelOf(req.query)
  return answerFeed(req, res, {
    format: "wordpress",
    asked: channel && { channel, current: null, installs: wordpressInstalls },
    current: versionOf(req.query.installed_version),
    render: pluginUpdateCheckerFeed,
  })
}
