import { setTimeout as after } from "node:timers/promises"
import type { MedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { ContainerRegistrationKeys, Modules } from "@medusajs/framework/utils"
import { LicenseEvents } from "../../../../lib/events"
import { LICENSING_MODULE } from "../../../../modules/licensing"
import type LicensingModuleService from "../../../../modules/licensing/service"
import type { Asked, AskRebindInput } from "../../../../modules/licensing/services/rebind-requests"
import { safeText } from "../../../../workflows/moves/lib/safe-text"
import { allowAnyOrigin, countCall, refuseLimited, refuseRequest, refuseUnavailable, send } from "../answer"
import { limiterOf } from "../limits"
import { readJson } from "../read-json"
import { parseRequest } from "../requests"

/** Every answer takes at least so long, which is longer than writing a request down: its time tells as little as its bytes. */
const AT_LEAST_MS = 150

/**
 * A device asks the owner of a license for a seat. Whoever has the key may ask, and learns nothing: the answer is the same
 * whether there is such a license, whether it has free seats, and whether its owner is mailed.
 */
export const POST = async (req: MedusaRequest, res: MedusaResponse) => {
  const licensing = req.scope.resolve<LicensingModuleService>(LICENSING_MODULE)
  const { help_url } = licensing.options
  const limiter = limiterOf(licensing)
  const parsed = parseRequest("rebind-requests", await readJson(req))
  const wait = limiter && (await countCall(limiter, req, parsed.ok ? parsed.input.key : null))
  if (wait !== null) {
    allowAnyOrigin(req, res)
    refuseLimited(res, wait, help_url)
    return
  }
  if (!parsed.ok) {
    refuseRequest(req, res, parsed.errors)
    return
  }
  allowAnyOrigin(req, res)
  let asked: Asked
  try {
    asked = await steadily(licensing, parsed.input, () => limiter?.count("miss", req.ip ?? ""))
  } catch (error) {
    const { message } = error as Error
    req.scope.resolve(ContainerRegistrationKeys.LOGGER).error(`License Center: rebind-requests failed: ${message}`)
    refuseUnavailable(res, help_url)
    return
  }
  send(res, 202, { status: "received" })
  if (asked.request) {
    tell(req, asked.request)
  }
}

async function steadily(
  licensing: LicensingModuleService,
  input: AskRebindInput,
  countMiss: () => unknown
): Promise<Asked> {
  const work = async () => {
    // The name is shown to people: nothing of a key or a card that stands in it is kept.
    const asked = await licensing.rebindRequests.ask({ ...input, name: safeText(input.name) ?? undefined })
    if (asked.miss) {
      await countMiss()
    }
    return asked
  }
  const [asked] = await Promise.all([work(), after(AT_LEAST_MS)])
  return asked
}

/** The mail goes out at once, by a subscriber of ours; where the event is lost, a job finds what is owed. */
function tell(req: MedusaRequest, { id, license_id }: NonNullable<Asked["request"]>): void {
  req.scope
    .resolve(Modules.EVENT_BUS)
    .emit({ name: LicenseEvents.REBIND_REQUESTED, data: { id: license_id, request_id: id } })
    .catch((error: Error) => {
      req.scope
        .resolve(ContainerRegistrationKeys.LOGGER)
        .warn(`License Center: ${LicenseEvents.REBIND_REQUESTED} could not be emitted: ${error.message}`)
    })
}
