import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import { LicenseEvents } from "../../../lib/events"
import type { Vault } from "../../../lib/secret"
import { normalizeFingerprint } from "../rules/fingerprint"
import { normalizeKey } from "../../../lib/license-key"
import {
  deviceVerdict,
  isValid,
  licenseState,
  licenseVerdict,
  NO_SEAT_TO_MOVE,
  type VerdictCode,
} from "../rules/verdict"
import { bareBody, verdictBody, type VerdictBody } from "../rules/verdict-body"
import type { Actor, Environment } from "../types"
import {
  exhaustedQuota,
  findSource,
  insertActivation,
  insertRebind,
  isSpare,
  refreshActivation,
  releaseActivation,
  releaseTimedOut,
  visibleDevices,
  wasRebound,
} from "./activations"
import { recordEvent } from "./audit"
import { inTransaction, rows, soon } from "../../../lib/database"
import { LastSeen } from "./last-seen"
import { leaseClaims } from "./lease-claims"
import { lookUpLicense, type LicenseRow } from "./license-lookup"
import type { SigningKeys } from "./signing-keys"

export type ActivateInput = {
  key: string
  product: string
  fingerprint: string
  name?: string
  platform?: string
  version?: string
  environment?: Environment
  nonce?: string
}
export type ValidateInput = { key: string; product: string; fingerprint: string; version?: string; nonce?: string }
export type DeactivateInput = { key: string; product: string; fingerprint?: string; activation_id?: string }
export type RebindInput = {
  key: string
  product: string
  from: string
  fingerprint: string
  name?: string
  nonce?: string
}

/** `changed` names what happened, for the event that tells others of it; null when nothing did. */
export type DeskAnswer = {
  body: VerdictBody
  changed: {
    event: (typeof LicenseEvents)["ACTIVATED" | "DEACTIVATED" | "REBOUND"]
    license_id: string
    activation_id: string
  } | null
}

export type DeskOptions = { store_url: string; help_url: string | null; previous_secret: Buffer | null }

const SOFTWARE: Actor = { type: "software" }

/** A host that is written in one way only: lower case, no dot, and no number or code (`xn--`) that a URL would rewrite. */
const PLAIN_WORD = /^(?!xn--)[a-z][a-z0-9_-]*$/

type Found = { row: LicenseRow; fingerprint: string | null }
type FoundByKey = Found & { hashes: string[] }
type Refusal = { code: "MALFORMED_KEY" | "NOT_FOUND" | "INVALID_REQUEST" }

/**
 * The sold software's four calls. Each is one transaction in one module, so they live here and not in workflows.
 *
 * Seats are handed out under a row lock on the license: look up the device, count and insert all happen while no other
 * call can. A partial unique index stands behind it.
 */
export class ActivationDesk {
  private readonly lastSeen: LastSeen

  constructor(
    private readonly knex: Knex,
    private readonly vault: Vault,
    private readonly keys: SigningKeys,
    private readonly options: DeskOptions,
    onError: (error: unknown) => void
  ) {
    this.lastSeen = new LastSeen(knex, onError)
  }

  /** "May I run?" One query, no write unless the device was not seen for a while, one signature. */
  async validate(input: ValidateInput): Promise<VerdictBody> {
    const found = await this.find(input.key, input.product, input.fingerprint)
    if ("code" in found) {
      return this.refuse(found.code)
    }
    const now = new Date()
    const { row, fingerprint } = found
    let holds = row.activation_id !== null
    if (holds) {
      const seen = this.lastSeen.touch(row, input.version, now)
      // Here and below nothing is waited for that is there already: each wait costs, and this path runs all day.
      holds = typeof seen === "boolean" ? seen : await soon(seen)
      row.activation_id = holds ? row.activation_id : null
    }
    if (holds && fingerprint && this.options.previous_secret) {
      await soon(this.rehash(row, fingerprint))
    }
    const code = deviceVerdict(row, holds, now)
    return this.answer(code, found, now, input)
  }

  /** Takes a seat for the device, or gives back the one it holds. */
  async activate(input: ActivateInput): Promise<DeskAnswer & { created: boolean }> {
    const answer = await this.underLock(input, input.fingerprint, async (trx, { row, fingerprint }) => {
      const now = new Date()
      const verdict = licenseVerdict(row, now)
      if (!isValid(verdict)) {
        return { body: this.answer(verdict, { row, fingerprint }, now, input), changed: null, created: false }
      }
      const environment = input.environment ?? row.environment ?? "production"
      const spare = await isSpare(trx, row, environment)
      const needsSeat = !spare && !(row.activation_id && !row.spare)
      if (needsSeat && row.seats !== null && row.seats_used >= row.seats) {
        const body = this.answer("SEAT_LIMIT_REACHED", { row, fingerprint }, now, input, {
          devices: await visibleDevices(trx, row),
        })
        return { body, changed: null, created: false }
      }
      const created = row.activation_id === null
      const device = { ...input, environment, spare }
      const fingerprint_hash = this.vault.hash("fingerprint", fingerprint!)
      if (created) {
        await insertActivation(trx, row, fingerprint_hash, device, now)
        await recordEvent(trx, {
          name: LicenseEvents.ACTIVATED,
          actor: SOFTWARE,
          license_id: row.id,
          activation_id: row.activation_id,
          data: { environment, spare },
        })
      } else {
        await refreshActivation(trx, row, fingerprint_hash, device, now)
      }
      row.seats_used += needsSeat ? 1 : 0
      row.seats_used -= !created && spare && row.spare === false ? 1 : 0
      const body = this.answer(verdict, { row, fingerprint }, now, input)
      const changed = created
        ? { event: LicenseEvents.ACTIVATED, license_id: row.id, activation_id: row.activation_id! }
        : null
      return { body, changed, created }
    })
    return { created: false, ...answer }
  }

  /** Gives a seat back. Works whatever state the license is in, and as often as it is called. */
  async deactivate(input: DeactivateInput): Promise<DeskAnswer> {
    const device = input.activation_id ? "" : (input.fingerprint ?? "")
    return this.underLock(input, device, async (trx, { row, fingerprint }) => {
      const now = new Date()
      const released = row.activation_id
      if (released) {
        await releaseActivation(trx, row, released, "software", now)
        row.seats_used -= row.spare ? 0 : 1
        await recordEvent(trx, {
          name: LicenseEvents.DEACTIVATED,
          actor: SOFTWARE,
          license_id: row.id,
          activation_id: released,
        })
      }
      row.activation_id = null
      const body = this.answer("DEACTIVATED", { row, fingerprint }, now, {})
      const changed = released
        ? { event: LicenseEvents.DEACTIVATED, license_id: row.id, activation_id: released }
        : null
      return { body, changed }
    })
  }

  /** Moves a seat from one device to another in one step; a lost answer may be asked for again. */
  async rebind(input: RebindInput): Promise<DeskAnswer> {
    return this.underLock(input, input.fingerprint, async (trx, { row, fingerprint }) => {
      const now = new Date()
      const verdict = licenseVerdict(row, now)
      if (!isValid(verdict)) {
        return { body: this.answer(verdict, { row, fingerprint }, now, input), changed: null }
      }
      const source = await findSource(trx, row, input.from, this.fromHashes(row, input.from))
      if (!source) {
        // The device asks again because it never saw the answer: it holds the seat that it moved.
        const repeated =
          row.activation_id !== null && (await wasRebound(trx, row, input.from, this.fromHashes(row, input.from)))
        const body = repeated
          ? this.answer(verdict, { row, fingerprint }, now, input)
          : this.answer("NOT_ACTIVATED", { row, fingerprint }, now, input, { detail: NO_SEAT_TO_MOVE })
        return { body, changed: null }
      }
      if (source.id === row.activation_id) {
        return { body: this.answer(verdict, { row, fingerprint }, now, input), changed: null }
      }
      const quota = await exhaustedQuota(trx, row, now)
      if (quota) {
        return {
          body: this.answer("REBIND_LIMIT_REACHED", { row, fingerprint }, now, input, { rebinds: quota }),
          changed: null,
        }
      }
      await releaseActivation(trx, row, source.id, "rebound", now)
      row.seats_used -= source.spare ? 0 : 1
      if (!row.activation_id) {
        await insertActivation(
          trx,
          row,
          this.vault.hash("fingerprint", fingerprint!),
          {
            name: input.name ?? source.name ?? undefined,
            platform: source.platform ?? undefined,
            version: source.app_version ?? undefined,
            environment: source.environment,
            spare: source.spare,
          },
          now
        )
        row.seats_used += source.spare ? 0 : 1
      }
      await insertRebind(trx, row, source.id, now)
      await recordEvent(trx, {
        name: LicenseEvents.REBOUND,
        actor: SOFTWARE,
        license_id: row.id,
        activation_id: row.activation_id,
        data: { from_activation_id: source.id },
      })
      const body = this.answer(verdict, { row, fingerprint }, now, input)
      return { body, changed: { event: LicenseEvents.REBOUND, license_id: row.id, activation_id: row.activation_id! } }
    })
  }

  /** Writes what is still buffered; for a clean shutdown. */
  flush(): Promise<void> {
    return this.lastSeen.flush()
  }

  /** While the secret is rotated, devices move to the current one as they are seen: their fingerprints are not stored. */
  private async rehash(row: LicenseRow, fingerprint: string): Promise<void> {
    const current = this.vault.hash("fingerprint", fingerprint)
    if (row.fingerprint_hash !== current) {
      await rows(
        this.knex,
        "UPDATE license_center_activation SET fingerprint_hash = ? WHERE id = ? AND fingerprint_hash = ?",
        [current, row.activation_id, row.fingerprint_hash]
      )
    }
  }

  private refuse(code: Refusal["code"]): VerdictBody {
    // Only a plan for sites finds fault with a fingerprint, and only the look-up tells that it is one.
    const errors =
      code === "INVALID_REQUEST" ? [{ field: "fingerprint", message: "must be the address of a site" }] : undefined
    return bareBody(code, this.options.help_url, errors)
  }

  private async find(
    key: string,
    product: string,
    fingerprint: string,
    activation_id = ""
  ): Promise<FoundByKey | Refusal> {
    const normalized = normalizeKey(key)
    if (!normalized.ok) {
      return { code: "MALFORMED_KEY" }
    }
    if (!this.keys.isReady) {
      await soon(this.keys.ready())
    }
    const keyHashes = this.vault.hashes("key", normalized.key)
    const [row] = await lookUpLicense(this.knex, this.bindings(keyHashes, fingerprint, activation_id))
    if (!row || !isProduct(row, product)) {
      return { code: "NOT_FOUND" }
    }
    const normal = fingerprint ? normalizeFingerprint(fingerprint, row.activation_kind) : null
    return fingerprint && !normal ? { code: "INVALID_REQUEST" } : { row, fingerprint: normal, hashes: keyHashes }
  }

  private bindings(keyHashes: string[], fingerprint: string, activation_id: string): unknown[] {
    const device = this.fingerprintHashes(normalizeFingerprint(fingerprint, "device"))
    // Only a plain word is the same as a device and as a site; "127", "bücher" and "user@wiki" are hosts with other names.
    const site = PLAIN_WORD.test(fingerprint)
      ? device
      : this.fingerprintHashes(normalizeFingerprint(fingerprint, "site"))
    return [...pair(keyHashes), ...pair(device), ...pair(site), activation_id]
  }

  private fingerprintHashes(normalized: string | null): string[] {
    return normalized ? this.vault.hashes("fingerprint", normalized) : [""]
  }

  private fromHashes(row: LicenseRow, from: string): [string, string] {
    return pair(this.fingerprintHashes(normalizeFingerprint(from, row.activation_kind)))
  }

  /** Finds the license by its key and works under its lock; what cannot be found is refused. */
  private async underLock<Answer extends DeskAnswer>(
    { key, product, activation_id = "" }: { key: string; product: string; activation_id?: string },
    fingerprint: string,
    work: (trx: Knex.Transaction, found: Found) => Promise<Answer>
  ): Promise<Answer | DeskAnswer> {
    const found = await this.find(key, product, fingerprint, activation_id)
    if ("code" in found) {
      return { body: this.refuse(found.code), changed: null }
    }
    return inTransaction(this.knex, async (trx): Promise<Answer | DeskAnswer> => {
      const locked = await this.lock(trx, found, fingerprint, activation_id)
      return locked ? work(trx, locked) : { body: this.refuse("NOT_FOUND"), changed: null }
    })
  }

  /**
   * Takes the row lock, then reads everything anew. Two statements on purpose: within one, what a subquery counts is as
   * old as the start of the wait for the lock, and seats would be sold twice.
   */
  private async lock(
    trx: Knex.Transaction,
    { row, hashes, fingerprint }: FoundByKey,
    asked: string,
    activation_id: string
  ): Promise<Found | null> {
    await rows(trx, "SELECT id FROM license_center_license WHERE id = ? FOR UPDATE", [row.id])
    // Before the count: a floating seat that is renewed in this instant is either renewed by then, or gone for good.
    await releaseTimedOut(trx, row)
    // By the key that was asked with, not by the row: whoever waited for the lock while the key was replaced is too late.
    const [locked] = await lookUpLicense(trx, this.bindings(hashes, asked, activation_id))
    return locked ? { row: locked, fingerprint } : null
  }

  private answer(
    code: VerdictCode,
    { row, fingerprint }: Found,
    now: Date,
    input: { nonce?: string; product?: string },
    extra: Pick<VerdictBody, "devices" | "rebinds"> & { detail?: string } = {}
  ): VerdictBody {
    const { store_url, help_url } = this.options
    const { product, nonce } = input
    const lease =
      isValid(code) && row.activation_id && fingerprint
        ? this.keys.signLease(leaseClaims(row, { store_url, fingerprint, product, nonce, now }))
        : undefined
    return verdictBody(code, licenseState(row, now), row, { ...(lease && { lease }), ...extra, help_url })
  }
}

/** The prepared statement always takes two hashes; without a secret in rotation they are the same. */
function pair(hashes: string[]): [string, string] {
  return [hashes[0]!, hashes[1] ?? hashes[0]!]
}

function isProduct(row: LicenseRow, product: string): boolean {
  return row.product_id === product || row.product_handles.includes(product)
}
