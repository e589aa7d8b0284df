import Stripe from "stripe"

export type Refusal =
  /** The store has set no secret, so nothing can be believed. */
  | "no_secret"
  /** No body, or no signature in the header. */
  | "unsigned"
  /** Signed with none of the secrets, or changed on its way. */
  | "wrong_signature"
  /** Rightly signed, too long ago: somebody plays it again, or the server's clock is wrong. */
  | "too_old"
  /** Rightly signed, and no event. */
  | "malformed"

export type Verified = { ok: true; event: Stripe.Event } | { ok: false; reason: Refusal }

/**
 * Whether Stripe posted this, by the library's own check and with its tolerance of 5 minutes. Needs no API key.
 *
 * @param rawBody the bytes as they came: a body that was parsed and written again has another signature
 * @param header `stripe-signature`
 * @param secrets signing secrets of the webhook (`whsec_…`), several while they are rotated
 */
export function verifyEvent(
  rawBody: string | Buffer | undefined,
  header: string | string[] | undefined,
  secrets: readonly string[]
): Verified {
  // With an empty secret, anybody can sign.
  const usable = secrets.filter((secret) => secret.trim() !== "")
  if (!usable.length) {
    return refused("no_secret")
  }
  if (!rawBody?.length || typeof header !== "string" || !header) {
    return refused("unsigned")
  }
  const results = usable.map((secret) => verifyWith(rawBody, header, secret))
  return (
    results.find(({ ok }) => ok) ??
    results.find((result) => !result.ok && result.reason !== "wrong_signature") ??
    results[0]!
  )
}

function verifyWith(rawBody: string | Buffer, header: string, secret: string): Verified {
  try {
    const event: unknown = Stripe.webhooks.constructEvent(rawBody, header, secret)
    return isObject(event) ? { ok: true, event: event as Stripe.Event } : refused("malformed")
  } catch (error) {
    // The library's errors carry body and header: they go no further. Only its words tell the two refusals apart.
    if (error instanceof SyntaxError) {
      return refused("malformed")
    }
    return refused(error instanceof Error && error.message.includes("tolerance") ? "too_old" : "wrong_signature")
  }
}

const refused = (reason: Refusal): Verified => ({ ok: false, reason })

const isObject = (value: unknown) => typeof value === "object" && value !== null && !Array.isArray(value)
