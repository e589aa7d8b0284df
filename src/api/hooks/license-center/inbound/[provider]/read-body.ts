import type { IncomingMessage } from "node:http"

const MB = 1024 * 1024
/**
 * Of one post. Postmark takes 35 MB of attachments (and posts them in base64, which makes 47 of them), SendGrid 30 and
 * Mailgun 25.
 */
export const MAX_BODY = 75 * MB
/** Of all posts that are being read: for some providers it takes the whole body to know who posts. */
const MAX_AT_ONCE = 4 * MAX_BODY

let held = 0

export type Body =
  | { ok: true; bytes: Buffer; release: () => void }
  /** `busy`: others hold what memory there is. `gone`: nobody is left to be answered. */
  | { ok: false; reason: "too_large" | "busy" | "gone" }

/**
 * Reads a body to its end, also one that is not taken: an unread one breaks the next request on the connection. One that
 * goes on and on is cut off.
 *
 * @returns its bytes, which count as held until `release` is called
 */
export function readBody(req: IncomingMessage, limit = MAX_BODY): Promise<Body> {
  const announced = Number(req.headers["content-length"] ?? 0)
  return new Promise((resolve) => {
    let pieces: Buffer[] = []
    let size = 0
    let mine = 0
    let refused: "too_large" | "busy" | null = announced > limit ? "too_large" : null
    const release = () => {
      held -= mine
      mine = 0
      pieces = []
    }
    req.on("data", (piece: Buffer) => {
      size += piece.length
      refused ??= size > limit ? "too_large" : held + piece.length > MAX_AT_ONCE ? "busy" : null
      if (refused) {
        release()
        if (size > 2 * limit) {
          req.destroy()
        }
        return
      }
      held += piece.length
      mine += piece.length
      pieces.push(piece)
    })
    req.on("end", () =>
      resolve(refused ? { ok: false, reason: refused } : { ok: true, bytes: Buffer.concat(pieces), release })
    )
    // After the end this resolves nothing any more, and what is held is the caller's to release.
    req.on("close", () => {
      if (!req.readableEnded) {
        release()
        resolve({ ok: false, reason: "gone" })
      }
    })
  })
}

/** Reads a body that nobody wants, so that the sender hears the answer. */
export function dropBody(req: IncomingMessage): void {
  req.resume()
}
