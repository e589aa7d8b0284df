/** A public Ed25519 key as the server's `jwks.json` lists it (RFC 8037). */
export type LicensePublicKey = { kid: string; kty: "OKP"; crv: "Ed25519"; x: string; [member: string]: unknown }

/** What the server signs into a lease. `exp`, `iat`, `lic_exp`, `upd_until`: seconds since the epoch; `grace`: seconds. */
export type LeaseClaims = {
  /** the store's URL */
  iss?: string
  /** the product's handle */
  aud: string
  /** the license's id */
  sub: string
  /** the activation's id */
  aid: string
  /** base64url SHA-256 of the fingerprint */
  fph: string
  /** the plan's code */
  plan: string
  /** the entitlements; decide by these, they are signed */
  ent: string[]
  lic_exp: number | null
  upd_until: number | null
  grace: number
  /** what happens when the license ends */
  on_exp: "stop" | "keep_running"
  nonce?: string | null
  iat: number
  exp: number
}

export type LeaseHeader = { alg?: unknown; typ?: unknown; kid?: unknown; [member: string]: unknown }

/** What the server tells about a license. For display: it is not signed, the lease is. */
export type LicenseInfo = {
  id: string
  status: string
  plan?: { code: string; name: string }
  product?: { handle: string; title: string }
  seats?: { limit: number | null; used: number }
  entitlements?: string[]
  expires_at?: string | null
  updates_until?: string | null
}

export type ActivationInfo = {
  id: string
  name?: string | null
  platform?: string | null
  activated_at?: string
  last_seen_at?: string
}

/** Refusals the server decides. */
export type ServerRefusal =
  | "INVALID_REQUEST"
  | "MALFORMED_KEY"
  | "NOT_FOUND"
  | "EXPIRED"
  | "SUSPENDED"
  | "REVOKED"
  | "NOT_ACTIVATED"
  | "SEAT_LIMIT_REACHED"
  | "REBIND_LIMIT_REACHED"
  | "DEACTIVATED"
  | "RATE_LIMITED"

/** Refusals this client decides by itself. */
export type ClientRefusal =
  /** nothing is stored: ask for a key */
  | "NO_LICENSE"
  /** no usable lease, and the server could not be asked */
  | "UNREACHABLE"
  /** the lease and its grace are over: connect once */
  | "LEASE_EXPIRED"
  /** the lease is not ours: signature, key, product, device or nonce do not fit */
  | "INVALID_LEASE"
  /** the clock is behind a time already seen: set it right, or connect once */
  | "CLOCK_SET_BACK"
  /** no Ed25519 (or no WebCrypto at all) here: inject `verify` (and `sha256`) */
  | "UNSUPPORTED_CRYPTO"
  /** `storage.load` threw; see `storage_error` */
  | "STORAGE_FAILED"

/**
 * - `ok` – the server was asked and gave an answer this client could check
 * - `not_asked` – there was no need to, or it was not wanted
 * - `unreachable` – no network, time-out, 5xx, or an answer that is not the license server's (a captive portal)
 * - `rate_limited` – 429, or a `Retry-After` not over yet; see `retry_after_s`
 * - `untrusted` – it answered with nothing to rely on: a lease that does not verify, or "malformed request" to a check
 */
export type ServerState = "ok" | "not_asked" | "unreachable" | "rate_limited" | "untrusted"

type ResultBase = {
  /** The call did what it was asked for. After `deactivate`, true means the seat is free. */
  ok: boolean
  /** A plain sentence, for a log or a details line. */
  detail: string
  /** `server`: it answered just now. `lease`: judged from the stored lease. `client`: neither was needed. */
  source: "server" | "lease" | "client"
  server: ServerState
  /** Seconds until this client asks the server again. */
  retry_after_s?: number
  license?: LicenseInfo
  activation?: ActivationInfo
  help_url?: string
  /** What your storage threw. The answer stands; if saving failed, the next start will not know of it. */
  storage_error?: unknown
}

/** The software may run. */
export type ValidResult = ResultBase & {
  valid: true
  /** `GRACE`: it still runs, but the license has ended or the lease wants renewing (`needs_check`). */
  code: "VALID" | "GRACE"
  lease: LeaseClaims
  /** The lease as a JWT: `Authorization: Bearer <token>` for the update endpoint. */
  token: string
  /** The lease has ended and runs on its grace: connect before `offline_until`. */
  needs_check: boolean
  /** ISO 8601 UTC: until when the software runs if it never reaches the server again. */
  offline_until: string
}

/** The software may not run, or the call was refused. */
export type InvalidResult = ResultBase & {
  valid: false
  code: ServerRefusal | ClientRefusal
  lease?: LeaseClaims
  /** With `REBIND_LIMIT_REACHED`. */
  rebinds?: { limit: number; used: number; window?: string; next_at?: string | null }
  /** With `INVALID_REQUEST`. */
  errors?: { field: string; message: string }[]
  /** With `SEAT_LIMIT_REACHED`, under plans that show devices to whoever holds the key: offer one to `rebind`. */
  devices?: { id: string; name: string | null; platform: string | null; last_seen_at: string }[]
  /** The server's whole answer, for members this version does not know. */
  response?: Record<string, unknown>
}

export type LicenseResult = ValidResult | InvalidResult
export type ResultCode = LicenseResult["code"]

export type KeyCheck =
  { ok: true; key: string } | { ok: false; code: "MALFORMED_KEY" | "UNSUPPORTED_CRYPTO"; detail: string }

/** Where the one text this client keeps is stored. It holds the license key: choose a place only this user reads. */
export type LicenseStorage = {
  load(): Promise<string | null | undefined> | string | null | undefined
  save(text: string): Promise<void> | void
  clear(): Promise<void> | void
}

export type VerifySignature = (input: {
  data: Uint8Array
  signature: Uint8Array
  publicKey: LicensePublicKey
}) => boolean | Promise<boolean>

export type Sha256 = (data: Uint8Array) => Uint8Array | Promise<Uint8Array>

export type LicenseClientOptions = {
  /** The store, such as `https://shop.example.com`. Redirects are not followed, so that no key goes elsewhere. */
  baseUrl: string
  /** The product's handle (its id would not match the lease). */
  product: string
  /** The store's public keys, embedded at build time. Several, so that a key can be rotated. */
  publicKeys: readonly LicensePublicKey[]
  storage: LicenseStorage
  /** What tells this device from others. Steady over restarts and updates; nothing personal. */
  fingerprint: string | (() => string | Promise<string>)
  /** `site`: the fingerprint is a URL, normalised as the server does for site plans. Default `device`: the text as it is, trimmed. */
  fingerprintKind?: "device" | "site"
  /** Given: calls `/store/license-center` with it. Left out: calls `/license-center/v1`. */
  publishableKey?: string
  /** Given: a lease of another `iss` is refused. */
  issuer?: string
  /** This software's version, sent along. */
  version?: string
  /** Such as `darwin`, `win32`, `web`. */
  platform?: string
  /** The device's name as its owner knows it. */
  name?: string
  /** Default: the global `fetch`. */
  fetch?: typeof fetch
  /** The time in ms since the epoch. Default `Date.now`. */
  now?: () => number
  /** How long one call may take, answer included. Default 10,000. */
  timeoutMs?: number
  /** Where WebCrypto lacks Ed25519. */
  verify?: VerifySignature
  /** Where there is no WebCrypto at all (a page without https). */
  sha256?: Sha256
}

export type CallOptions = { signal?: AbortSignal }
export type ActivateOptions = CallOptions & {
  name?: string
  platform?: string
  version?: string
  /** Copies other than `production` take no seat, up to the plan's number. */
  environment?: "production" | "staging" | "development"
}
export type RebindOptions = CallOptions & { name?: string }
export type ValidateOptions = CallOptions & { version?: string }
export type CheckOptions = ValidateOptions & {
  /** `true`: ask the server now. `false`: never ask. Left out: ask when the lease is past half its life or not usable. */
  refresh?: boolean
}

export type LicenseClient = {
  /** Takes a seat for this device (or finds the one it has) and stores the key with its lease. */
  activate(key: string, options?: ActivateOptions): Promise<LicenseResult>
  /** Asks the server now; falls back to the lease when it cannot be asked. */
  validate(options?: ValidateOptions): Promise<LicenseResult>
  /** Gives the seat back and clears the storage. */
  deactivate(options?: CallOptions): Promise<LicenseResult>
  /** Moves a seat here from another device. `from`: its activation id or its fingerprint. */
  rebind(key: string, from: string, options?: RebindOptions): Promise<LicenseResult>
  /** No seat is left, and nobody can free one here: asks the license's owner, by mail, which device shall give way. */
  requestRebind(key: string, options?: RebindOptions): Promise<RebindRequestResult>
  /** Offline first: for every start and then a few times a day. Calls at the same time share one answer. */
  check(options?: CheckOptions): Promise<LicenseResult>
  /** Which version this device may have. Asks the server; changes nothing of what is stored. */
  checkForUpdate(options?: UpdateOptions): Promise<UpdateResult>
  /** Verifies and judges a lease as of now, without storage or network. */
  verifyLease(token: string): Promise<LicenseResult>
}

/** `RECEIVED` says that the request arrived, and nothing of whether there is such a license or its owner is mailed. */
export type RebindRequestResult =
  | { ok: true; code: "RECEIVED"; detail: string }
  | {
      ok: false
      code: "INVALID_REQUEST" | "MALFORMED_KEY" | "RATE_LIMITED" | "UNREACHABLE" | "UNSUPPORTED_CRYPTO"
      detail: string
      /** Seconds until this client asks the server again. */
      retry_after_s?: number
    }

export type UpdateOptions = {
  /** The version that runs; the client's own `version` when left out. Semver. */
  version?: string
  channel?: "stable" | "beta" | "alpha"
  platform?: string
  /** x64, arm64, ia32, arm, universal */
  arch?: string
  /** The version of the operating system. */
  os?: string
  signal?: AbortSignal
}

export type UpdateArtifact = {
  id: string
  platform: string
  arch: string
  kind: string
  filename: string
  /** bytes */
  size: number
  /** Lower-case hex. Compare it with what you downloaded. */
  sha512: string
  sha256: string | null
  /** The author's own signature. Verify it with the public key in the app before you run the file. */
  signature: string | null
  /** GET it with `download_headers`; it answers with a link that is good for five minutes. */
  url: string
}

export type ReleaseInfo = { version: string; channel: string; published_at: string }

/** Of the files the one that fits this system best comes first. */
export type ReleaseOffer = ReleaseInfo & { notes: string; artifacts: UpdateArtifact[] }

/** The server's decision, or why there is none. */
export type UpdateResult =
  | {
      ok: true
      status: "update" | "up_to_date" | "updates_expired" | "unlicensed" | "unsupported" | "held_back"
      current: string | null
      /** What to install now; only with `update`. */
      offer: ReleaseOffer | null
      /** The newest version there is, whether or not it may be had. */
      newest: ReleaseInfo | null
      license: { id: string; status: string; updates_until: string | null; newest_covered: string | null } | null
      next_check_after_s: number
      /** For the files of the offer. They hold the lease or the key, and the publishable key: for this store only. */
      download_headers: Record<string, string>
    }
  | {
      ok: false
      /** `invalid_request` is a fault of the app: see `errors`. */
      status: "unreachable" | "rate_limited" | "invalid_request"
      detail: string
      retry_after_s?: number
      errors?: { field: string; message: string }[]
    }
