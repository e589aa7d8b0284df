/** What a store owner may set under `stripe` in the plugin's options, or through the environment. */
export type StripeSettings = {
  /**
   * Signing secrets of the webhook endpoint `/hooks/license-center/stripe`; several while one is rotated. Env
   * `LICENSE_CENTER_STRIPE_WEBHOOK_SECRET`, with commas between them.
   */
  webhook_secret?: string | string[]
}

/**
 * The secrets that an event may be signed with. Stripe gives each endpoint its own, and a store that lets one endpoint
 * serve for everything has only Medusa's: `STRIPE_WEBHOOK_SECRET` counts as well.
 */
export function webhookSecrets(
  { webhook_secret }: StripeSettings = {},
  env: Record<string, string | undefined> = process.env
): string[] {
  const own = [webhook_secret ?? env.LICENSE_CENTER_STRIPE_WEBHOOK_SECRET ?? []].flat()
  const secrets = [...own, env.STRIPE_WEBHOOK_SECRET ?? ""].flatMap((text) => text.split(","))
  return [...new Set(secrets.map((secret) => secret.trim()).filter(Boolean))]
}
