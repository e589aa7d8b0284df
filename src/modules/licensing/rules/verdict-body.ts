import { DETAIL, isValid, type VerdictCode } from "./verdict"

/** The answer of activate, validate, deactivate and rebind alike. No personal data: no email, no name of a person. */
export type VerdictBody = {
  valid: boolean
  code: VerdictCode
  detail: string
  license?: {
    id: string
    status: string
    plan: { code: string; name: string }
    product: { handle: string; title: string }
    seats: { limit: number | null; used: number }
    entitlements: string[]
    expires_at: string | null
    updates_until: string | null
  }
  activation?: {
    id: string
    name: string | null
    platform: string | null
    activated_at: string
    last_seen_at: string
    /** For updaters that can only be given a URL; with `activate` and `rebind`. */
    feed_token?: string
  }
  lease?: string
  /** With `SEAT_LIMIT_REACHED`, when the plan shows devices to whoever holds the key. */
  devices?: { id: string; name: string | null; platform: string | null; last_seen_at: string }[]
  /** With `REBIND_LIMIT_REACHED`. */
  rebinds?: { limit: number; used: number; window: string; next_at: string }
  /** With `INVALID_REQUEST`. */
  errors?: { field: string; message: string }[]
  help_url: string | null
}

type LicensePart = {
  id: string
  plan_code: string
  plan_name: string
  product_handle: string
  product_title: string
  seats: number | null
  seats_used: number
  entitlements: string[]
  expires_at: Date | null
  updates_until: Date | null
}

type ActivationPart = {
  activation_id: string | null
  activation_name: string | null
  activation_platform: string | null
  activated_at: Date | null
  last_seen_at: Date | null
}

/** A body that knows nothing of a license: the same bytes for every caller, so that it tells nobody what exists. */
export function bareBody(code: VerdictCode, help_url: string | null, errors?: VerdictBody["errors"]): VerdictBody {
  return { valid: false, code, detail: DETAIL[code], ...(errors && { errors }), help_url }
}

export function verdictBody(
  code: VerdictCode,
  state: string,
  row: LicensePart & ActivationPart,
  extra: { lease?: string; help_url: string | null } & Pick<VerdictBody, "devices" | "rebinds">
): VerdictBody {
  return {
    valid: isValid(code),
    code,
    detail: DETAIL[code],
    license: {
      id: row.id,
      status: state,
      plan: { code: row.plan_code, name: row.plan_name },
      product: { handle: row.product_handle, title: row.product_title },
      seats: { limit: row.seats, used: row.seats_used },
      entitlements: row.entitlements,
      expires_at: row.expires_at?.toISOString() ?? null,
      updates_until: row.updates_until?.toISOString() ?? null,
    },
    ...(row.activation_id && {
      activation: {
        id: row.activation_id,
        name: row.activation_name,
        platform: row.activation_platform,
        activated_at: row.activated_at!.toISOString(),
        last_seen_at: row.last_seen_at!.toISOString(),
      },
    }),
    ...extra,
  }
}
