import type { MedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { tauriFeed, tauriInstalls } from "../../../../../../../../../../modules/releases/feeds/tauri"
import { readArch, readPlatform } from "../../../../../../../../../../modules/releases/rules/platforms"
import { readVersion } from "../../../../../../../../../../modules/releases/rules/resolve-update"
import { channelOf } from "../../../../../../../updates/question"
import { answerFeed } from "../../../../../../feed"

/** Tauri v2: `…/{{target}}/{{arch}}/{{current_version}}`, `?channel=beta` for testers. */
export const GET = (req: MedusaRequest, res: MedusaResponse) => {
  const { target, arch, version } = req.params
  const read = {
    platform: readPlatform(target!),
    arch: readArch(arch!),
    current: readVersion(version!),
    channel: channelOf(req.query),
  }
  const { platform, arch: processor, current, channel } = read
  return answerFeed(req, res, {
    format: "tauri",
    asked:
      platform && processor && current && channel
        ? { platform, arch: processor, current, channel, installs: tauriInstalls }
        : null,
    render: tauriFeed,
  })
}
