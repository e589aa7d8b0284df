import { parseObject } from "./encoding"
import type { createTransport } from "./transport"
import type { RebindRequestResult } from "./types"

/** Asks a license's owner for a seat. What is not plainly the server's word has not arrived. */
export async function askForSeat(
  transport: ReturnType<typeof createTransport>,
  body: Record<string, unknown>,
  signal?: AbortSignal
): Promise<RebindRequestResult> {
  const answer = await transport.submit("/rebind-requests", body, signal)
  if (answer.kind !== "answer") {
    const { kind, detail, retry_after_s } = answer
    const code = kind === "rate_limited" ? "RATE_LIMITED" : "UNREACHABLE"
    return { ok: false, code, detail, ...(retry_after_s !== undefined && { retry_after_s }) }
  }
  const said = parseObject(answer.text)
  if (answer.status === 202 && said?.status === "received") {
    return { ok: true, code: "RECEIVED", detail: "The request arrived. The owner of the license is asked by mail." }
  }
  if (answer.status === 400 && said?.code === "INVALID_REQUEST") {
    return { ok: false, code: "INVALID_REQUEST", detail: String(said.detail ?? "") }
  }
  return {
    ok: false,
    code: "UNREACHABLE",
    detail: `What answered (${answer.status}) is not the license server: a sign-in page of this network, perhaps.`,
  }
}
