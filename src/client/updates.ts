import { isObject, parseObject } from "./encoding"
import type { StoredState } from "./state"
import type { createTransport } from "./transport"
import type { UpdateOptions, UpdateResult } from "./types"

const STATUSES = ["update", "up_to_date", "updates_expired", "unlicensed", "unsupported", "held_back"]

type Transport = ReturnType<typeof createTransport>

/**
 * Asks which version this device may have. The lease is shown where there is one, since it names the device; the key
 * serves as well. What is not plainly the server's word is `unreachable`: no update is better than a wrong one.
 */
export async function askForUpdate(
  transport: Transport,
  product: string,
  state: StoredState | null,
  { channel, version, platform, arch, os, signal }: UpdateOptions
): Promise<UpdateResult> {
  const authorization = state ? (state.lease ? `Bearer ${state.lease}` : `License ${state.key}`) : null
  const query = new URLSearchParams()
  for (const [name, value] of Object.entries({ channel, version, platform, arch, os })) {
    if (value) {
      query.set(name, value)
    }
  }
  const answer = await transport.get(`/updates/${encodeURIComponent(product)}?${query}`, authorization, signal)
  if (answer.kind !== "answer") {
    const { kind, detail, retry_after_s } = answer
    return { ok: false, status: kind, detail, ...(retry_after_s !== undefined && { retry_after_s }) }
  }
  const body = parseObject(answer.text)
  if (answer.status === 400 && body?.code === "INVALID_REQUEST") {
    return { ok: false, status: "invalid_request", detail: String(body.detail ?? ""), errors: body.errors as never }
  }
  if (answer.status !== 200 || !body || !STATUSES.includes(String(body.status)) || !isOffer(body.offer, body.status)) {
    return {
      ok: false,
      status: "unreachable",
      detail: `What answered (${answer.status}) is not the license server: a sign-in page of this network, perhaps.`,
    }
  }
  const offer = body.offer as { artifacts: { download_path: string }[] } | null
  for (const file of offer?.artifacts ?? []) {
    Object.assign(file, { url: transport.origin + file.download_path })
  }
  return {
    ...(body as Extract<UpdateResult, { ok: true }>),
    ok: true,
    download_headers: { ...transport.pass, ...(authorization && { authorization }) },
  }
}

function isOffer(offer: unknown, status: unknown): boolean {
  return status === "update" ? isObject(offer) && Array.isArray(offer.artifacts) : offer === null
}
