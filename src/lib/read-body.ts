import type { IncomingMessage } from "node:http"
import type { Held } from "./body-budget"

export type BodyRefusal =
  | "too_large"
  /** Others hold what room there is. */
  | "busy"
  /** It took longer than anybody needs. */
  | "slow"
  /** Nobody is left to be answered. */
  | "gone"

export type Body =
  /** Its bytes count as held until `release` is called. */
  { ok: true; bytes: Buffer; release: () => void } | { ok: false; reason: BodyRefusal }

/** What is over a slow body is cut off so many milliseconds later: it is answered first. */
const LAST_WORDS = 1000

/**
 * Reads a body that is kept in memory as a whole.
 *
 * One that is not taken is read to its end and dropped, after it was answered: an unread one breaks the next request on
 * a kept-alive connection. Whatever is not there in time is cut off.
 */
export function readBody(
  req: IncomingMessage & { body?: unknown },
  { limit, held, deadline_ms }: { limit: number; held: Held; deadline_ms: number }
): Promise<Body> {
  if (!req.readable) {
    // Another middleware of the store read it before us.
    const bytes = Buffer.isBuffer(req.body) ? req.body : Buffer.alloc(0)
    return Promise.resolve(
      bytes.length > limit ? { ok: false, reason: "too_large" } : { ok: true, bytes, release: held.release }
    )
  }
  return new Promise((resolve) => {
    let pieces: Buffer[] = []
    let size = 0
    let refused = Number(req.headers["content-length"] ?? 0) > limit
    const refuse = (reason: BodyRefusal) => {
      refused = true
      pieces = []
      held.release()
      resolve({ ok: false, reason })
    }
    const timer = setTimeout(() => {
      refuse("slow")
      cutOff(req)
    }, deadline_ms).unref()
    if (refused) {
      refuse("too_large")
    }
    req.on("data", (piece: Buffer) => {
      size += piece.length
      if (refused) {
        return
      }
      if (size > limit) {
        refuse("too_large")
      } else if (!held.add(piece.length)) {
        refuse("busy")
      } else {
        pieces.push(piece)
      }
    })
    req.on("end", () => {
      clearTimeout(timer)
      if (!refused) {
        resolve({ ok: true, bytes: Buffer.concat(pieces), release: held.release })
        pieces = []
      }
    })
    req.on("close", () => {
      clearTimeout(timer)
      // After its end what is held is the caller's to release, and a promise is resolved once.
      if (!req.readableEnded) {
        refuse("gone")
      }
    })
  })
}

/** Reads a body that nobody wants, so that its sender hears the answer. */
export function dropBody(req: IncomingMessage): void {
  req.resume()
}

/** Ends a connection whose body does not end, once it was answered. */
export function cutOff(req: IncomingMessage): void {
  req.resume()
  setTimeout(() => req.destroy(), LAST_WORDS).unref()
}
