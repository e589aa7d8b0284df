import type { IncomingMessage } from "node:http"
import { BodyBudget, Slots, type Held } from "../../../../../lib/body-budget"

const MB = 1024 * 1024
/**
 * Of one post. Postmark takes 35 MB of attachments (and posts them in base64, which makes 47 of them), SendGrid 30 and
 * Mailgun 25.
 */
const MAX_BODY = 75 * MB
/** Nearly every mail. */
const SMALL = 2 * MB

/** Who proved themselves by a header: as many as have room, for as long as their own line takes. */
const known = new BodyBudget({ total: 4 * MAX_BODY, share: 4 * MAX_BODY })
/** Who can prove themselves only by the whole body. What is large a provider sends in seconds, and a stranger never. */
const small = new Slots({ total: 24, each: 8 })
const large = new Slots({ total: 2, each: 1 })

/** How a post is read. */
export type Lane = { limit: number; deadline_ms: number; held: Held; leave: () => void }

/** @returns false for what is long, or does not say how long it is */
export function isSmall(req: IncomingMessage): boolean {
  const announced = Number(req.headers["content-length"] ?? NaN)
  return announced <= SMALL
}

/**
 * Where a post is read. Those that nobody has vouched for yet have places of their own, few for what is large: whoever
 * begins posts and finishes none keeps no provider out that is known, and no small mail.
 *
 * @param network who posts
 * @returns null when there is no place now
 */
export function laneFor(req: IncomingMessage, is_known: boolean, network: string): Lane | null {
  if (is_known) {
    const held = known.open("")
    return { limit: MAX_BODY, deadline_ms: 120_000, held, leave: held.release }
  }
  const [slots, limit, deadline_ms] = isSmall(req) ? [small, SMALL, 20_000] : [large, MAX_BODY, 60_000]
  const leave = slots.enter(network)
  return leave && { limit, deadline_ms, held: NOT_COUNTED, leave }
}

/** Places bound what is in them already. */
const NOT_COUNTED: Held = { add: () => true, giveBack: () => undefined, release: () => undefined }
