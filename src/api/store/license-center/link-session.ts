import type { MedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { isRecord } from "../../../workflows/support/lib/read-request"
import { readJson } from "../../license-center/v1/read-json"
import { refuse, refuseInvalid, refuseLimited } from "./tickets/visitor-route"

const REFUSALS = {
  unknown: ["LINK_UNKNOWN", "This link opens nothing. Check that it was copied as a whole."],
  expired: ["LINK_EXPIRED", "This link has ended. A new one can be mailed to the address that it was sent to."],
  revoked: ["LINK_REVOKED", "This link was taken back."],
} as const

/** Why a private link opens nothing. `wait`: seconds. */
export type RefusedLink = { reason: keyof typeof REFUSALS } | { reason: "limited"; wait: number }

/** The token of a private link that is to be exchanged for a session; null when who asks was told what is wrong. */
export async function linkToken(req: MedusaRequest, res: MedusaResponse): Promise<string | null> {
  const body = await readJson(req)
  const token = isRecord(body) && Object.hasOwn(body, "token") ? body.token : undefined
  if (typeof token !== "string") {
    refuseInvalid(res, [{ field: "token", message: "must be a string" }])
    return null
  }
  return token
}

export function refuseLink(res: MedusaResponse, refused: RefusedLink): void {
  if (refused.reason === "limited") {
    refuseLimited(res, refused.wait)
  } else {
    const [code, message] = REFUSALS[refused.reason]
    refuse(res, 401, code, message)
  }
}
