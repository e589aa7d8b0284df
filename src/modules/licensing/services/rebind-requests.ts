import { generateEntityId } from "@medusajs/framework/utils"
import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import { inTransaction, insert, rows } from "../../../lib/database"
import { addDuration } from "../../../lib/duration"
import { LicenseEvents } from "../../../lib/events"
import { normalizeKey } from "../../../lib/license-key"
import type { Vault } from "../../../lib/secret"
import { isTombstone } from "../../../lib/tombstone"
import { normalizeFingerprint } from "../rules/fingerprint"
import { DECIDE_WITHIN, MOST_A_DAY, standingOf, type RebindRequestStatus } from "../rules/rebind-request"
import type { RebindQuota } from "../rules/rebind-quota"
import { licenseState, type LicenseState } from "../rules/verdict"
import type { ActivationKind } from "../types"
import { recordEvent } from "./audit"
import { holdsSeat } from "./license-lookup"
import {
  decideAsOperator,
  declineAsOwner,
  escalate,
  moveAsOwner,
  type MoveAnswer,
  type OperatorDecision,
} from "./rebind-decisions"
import { lockSeats, readSeats } from "./rebind-seats"
import { readRebinds } from "./rebinds"

export type AskRebindInput = { key: string; product: string; fingerprint: string; name?: string }

/** `miss`: the key is of no license. Which of the other reasons left nothing to be done, nobody learns. */
export type Asked = { request: { id: string; license_id: string } | null; miss: boolean }

export type OwedRebindMail = { id: string; license_id: string; email: string; locale: string | null }

export type AskingDevice = { id: string; name: string | null; platform: string | null; last_seen_at: Date }

/** A request as the owner of its license sees it. */
export type RebindRequestView = {
  id: string
  /** With the passing of time. */
  status: RebindRequestStatus
  device_name: string | null
  created_at: Date
  expires_at: Date
  from_activation_id: string | null
  /** The operator's words. */
  decision_reason: string | null
  license: {
    id: string
    masked_key: string
    /** Who may decide. */
    email: string
    locale: string | null
    state: LicenseState
    product_title: string
    plan_name: string
    activation_kind: ActivationKind
    seats: { limit: number | null; used: number }
  }
  /** Who holds a seat, who was not seen for longest first; at most 100. */
  devices: AskingDevice[]
  rebinds: RebindQuota
}

/** Longer ones are cut: it is shown to people. */
const LONGEST_NAME = 200

/**
 * Devices without a seat that ask the owner of their license for one. Whoever has the key may ask, so asking tells
 * nothing, and only the owner, by a private link that is mailed, or an operator decides.
 */
export class RebindRequests {
  constructor(
    private readonly knex: Knex,
    private readonly vault: Vault
  ) {}

  /**
   * Notes that a device asks for a seat, with the mail to the owner as owed. Nothing is noted for a device that holds a
   * seat or could take a free one, a license that lets no device run or has no address, and when the device or too many
   * others have asked before.
   */
  async ask({ key, product, fingerprint, name }: AskRebindInput): Promise<Asked> {
    const normalized = normalizeKey(key)
    if (!normalized.ok) {
      return { request: null, miss: true }
    }
    const hashes = this.vault.hashes("key", normalized.key)
    const [license] = await rows<{ id: string; activation_kind: ActivationKind; email: string }>(
      this.knex,
      `SELECT l.id, l.activation_kind, l.email FROM license_center_license l
         JOIN license_center_product s ON s.id = l.product_id
        WHERE l.key_hash = ANY(?) AND l.deleted_at IS NULL AND (s.id = ? OR ? = ANY(s.handles))`,
      [hashes, product, product]
    )
    if (!license) {
      return { request: null, miss: true }
    }
    const device = normalizeFingerprint(fingerprint, license.activation_kind)
    if (!device || !license.email || isTombstone(license.email)) {
      return { request: null, miss: false }
    }
    const id = await inTransaction(this.knex, (trx) => this.note(trx, license.id, device, name))
    return { request: id === null ? null : { id, license_id: license.id }, miss: false }
  }

  /** Requests whose owner was not mailed yet, as far as known: one or all of them, the oldest first. */
  listOwed(id?: string): Promise<OwedRebindMail[]> {
    return rows(
      this.knex,
      `SELECT r.id, r.license_id, l.email, l.locale
         FROM license_center_rebind_request r JOIN license_center_license l ON l.id = r.license_id
        WHERE r.noticed_at IS NULL AND r.status = 'asked' AND r.expires_at > now() ${id ? "AND r.id = ?" : ""}
        ORDER BY r.created_at LIMIT 200`,
      id ? [id] : []
    )
  }

  /** The mail is queued. */
  async settleOwed(id: string): Promise<void> {
    await rows(this.knex, "UPDATE license_center_rebind_request SET noticed_at = now() WHERE id = ?", [id])
  }

  /** Requests that an operator has decided and whose owner was not told, as far as known. */
  listOwedDecisions(id?: string): Promise<OwedRebindMail[]> {
    return rows(
      this.knex,
      `SELECT r.id, r.license_id, l.email, l.locale
         FROM license_center_rebind_request r JOIN license_center_license l ON l.id = r.license_id
        WHERE r.answered_at IS NULL AND r.status IN ('done', 'declined') ${id ? "AND r.id = ?" : ""}
        ORDER BY r.created_at LIMIT 200`,
      id ? [id] : []
    )
  }

  async settleOwedDecision(id: string): Promise<void> {
    await rows(this.knex, "UPDATE license_center_rebind_request SET answered_at = now() WHERE id = ?", [id])
  }

  /** @returns null when there is no such request, or no such license any more */
  async read(id: string): Promise<RebindRequestView | null> {
    const [request] = await rows<RequestRow>(
      this.knex,
      `SELECT r.id, r.status, r.device_name, r.created_at, r.expires_at, r.from_activation_id, r.decision_reason,
              r.license_id, l.masked_key, l.email, l.locale, l.activation_kind, s.title AS product_title,
              p.name AS plan_name
         FROM license_center_rebind_request r
         JOIN license_center_license l ON l.id = r.license_id AND l.deleted_at IS NULL
         JOIN license_center_product s ON s.id = l.product_id
         JOIN license_center_plan p ON p.id = l.plan_id
        WHERE r.id = ? AND r.deleted_at IS NULL`,
      [id]
    )
    if (!request) {
      return null
    }
    const { license_id, masked_key, email, locale, activation_kind, product_title, plan_name, ...asked } = request
    const [seats, devices, rebinds] = await Promise.all([
      readSeats(this.knex, license_id),
      this.devices(license_id),
      readRebinds(this.knex, license_id),
    ])
    const now = new Date()
    return {
      ...asked,
      status: standingOf(request, now),
      license: {
        id: license_id,
        masked_key,
        email,
        locale,
        state: licenseState(seats, now),
        product_title,
        plan_name,
        activation_kind,
        seats: { limit: seats.seats, used: seats.seats_used },
      },
      devices,
      rebinds,
    }
  }

  /** The owner chose. See {@link moveAsOwner}. */
  move(input: { id: string; from_activation_id: string | null }): Promise<MoveAnswer> {
    return moveAsOwner(this.knex, input)
  }

  /** The owner does not know the device, or does not want it. See {@link declineAsOwner}. */
  decline(id: string): Promise<MoveAnswer> {
    return declineAsOwner(this.knex, id)
  }

  /** Over quota, the owner asks the store. See {@link escalate}. */
  escalate(input: { id: string; from_activation_id: string; reason: string | null }): Promise<MoveAnswer> {
    return escalate(this.knex, input)
  }

  /** An operator's word on what the owner asked the store. See {@link decideAsOperator}. */
  decide(input: OperatorDecision): Promise<MoveAnswer> {
    return decideAsOperator(this.knex, input)
  }

  private async note(
    trx: Knex.Transaction,
    license_id: string,
    device: string,
    name: string | undefined
  ): Promise<string | null> {
    const now = new Date()
    const seats = await lockSeats(trx, license_id)
    const hashes = this.vault.hashes("fingerprint", device)
    const state = licenseState(seats, now)
    const isFull = seats.seats !== null && seats.seats_used >= seats.seats
    if ((state !== "active" && state !== "grace") || !isFull || (await holds(trx, license_id, hashes))) {
      return null
    }
    await expireOld(trx, license_id)
    const [before] = await rows<{ open: number; today: number }>(
      trx,
      `SELECT count(*) FILTER (WHERE status IN ('asked', 'escalated') AND fingerprint_hash = ANY(?))::int AS open,
              count(*) FILTER (WHERE created_at > now() - interval '1 day')::int AS today
         FROM license_center_rebind_request WHERE license_id = ?`,
      [hashes, license_id]
    )
    if (before!.open > 0 || before!.today >= MOST_A_DAY) {
      return null
    }
    const id = generateEntityId(undefined, "lcrrq")
    await insert(trx, "license_center_rebind_request", {
      id,
      license_id,
      fingerprint_hash: hashes[0],
      device_name: name?.slice(0, LONGEST_NAME) ?? null,
      status: "asked",
      expires_at: addDuration(now, DECIDE_WITHIN),
    })
    await recordEvent(trx, {
      name: LicenseEvents.REBIND_REQUESTED,
      actor: { type: "software" },
      license_id,
      data: { request_id: id },
    })
    return id
  }

  private devices(license_id: string): Promise<AskingDevice[]> {
    return rows(
      this.knex,
      `SELECT a.id, a.name, a.platform, a.last_seen_at FROM license_center_activation a
         JOIN license_center_license l ON l.id = a.license_id
        WHERE a.license_id = ? AND NOT a.spare AND ${holdsSeat("a")} ORDER BY a.last_seen_at, a.id LIMIT 100`,
      [license_id]
    )
  }
}

type RequestRow = {
  id: string
  status: RebindRequestStatus
  device_name: string | null
  created_at: Date
  expires_at: Date
  from_activation_id: string | null
  decision_reason: string | null
  license_id: string
  masked_key: string
  email: string
  locale: string | null
  activation_kind: ActivationKind
  product_title: string
  plan_name: string
}

async function holds(trx: Knex.Transaction, license_id: string, hashes: string[]): Promise<boolean> {
  const found = await rows(
    trx,
    `SELECT 1 FROM license_center_activation a JOIN license_center_license l ON l.id = a.license_id
      WHERE a.license_id = ? AND a.fingerprint_hash = ANY(?) AND ${holdsSeat("a")} LIMIT 1`,
    [license_id, hashes]
  )
  return found.length > 0
}

/** Whose time is over makes room for the same device to ask again. */
async function expireOld(trx: Knex.Transaction, license_id: string): Promise<void> {
  await rows(
    trx,
    `UPDATE license_center_rebind_request SET status = 'expired', settled_at = expires_at, updated_at = now()
      WHERE license_id = ? AND status = 'asked' AND expires_at <= now()`,
    [license_id]
  )
}
