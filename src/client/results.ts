import { isObject } from "./encoding"
import { iso, type LeaseVerdict } from "./judge"
import type { StoredState } from "./state"
import type { Answer } from "./transport"
import type { ActivationInfo, InvalidResult, LeaseClaims, LicenseInfo, ServerState, ValidResult } from "./types"

type Verdict = Extract<Answer, { kind: "verdict" }>

/** What the server tells beside its verdict; unknown or malformed members are left out. */
export function infoFrom(body: Record<string, unknown>): Pick<ValidResult, "license" | "activation" | "help_url"> {
  return {
    ...(isObject(body.license) && { license: body.license as LicenseInfo }),
    ...(isObject(body.activation) && { activation: body.activation as ActivationInfo }),
    ...(typeof body.help_url === "string" && { help_url: body.help_url }),
  }
}

export function infoFromState(state: StoredState | null): Pick<ValidResult, "license" | "activation" | "help_url"> {
  return {
    ...(state?.license && { license: state.license }),
    ...(state?.activation && { activation: state.activation }),
    ...(state?.help_url && { help_url: state.help_url }),
  }
}

/** No server and no lease had a say, or none was left. */
export function clientRefusal(code: InvalidResult["code"], detail: string, server: ServerState = "not_asked") {
  return { ok: false, valid: false, code, detail, source: "client", server } satisfies InvalidResult
}

export function serverRefusal(answer: Verdict & { valid: false }): InvalidResult {
  const { body, code } = answer
  return {
    ok: false,
    valid: false,
    code,
    detail: typeof body.detail === "string" ? body.detail : `The license server answered ${code}.`,
    source: "server",
    server: "ok",
    ...infoFrom(body),
    ...(isObject(body.rebinds) && { rebinds: body.rebinds as InvalidResult["rebinds"] }),
    ...(Array.isArray(body.devices) && { devices: body.devices as InvalidResult["devices"] }),
    ...(Array.isArray(body.errors) && { errors: body.errors as InvalidResult["errors"] }),
    response: body,
  }
}

/** A verified lease with what `judgeLease` said of it. */
export function leaseResult(claims: LeaseClaims, token: string, verdict: LeaseVerdict): ValidResult | InvalidResult {
  const { code, detail } = verdict
  if (code !== "VALID" && code !== "GRACE") {
    return { ok: false, valid: false, code, detail, source: "lease", server: "not_asked", lease: claims }
  }
  return {
    ok: true,
    valid: true,
    code,
    detail,
    source: "lease",
    server: "not_asked",
    lease: claims,
    token,
    needs_check: verdict.needs_check,
    offline_until: iso(verdict.offline_until),
  }
}
