import { MedusaError } from "@medusajs/framework/utils"
import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import { rows } from "../../../lib/database"
import { LicenseEvents } from "../../../lib/events"
import { moveOf, standingOf, type RebindRequestStatus } from "../rules/rebind-request"
import { licenseState } from "../rules/verdict"
import type { Actor, Environment } from "../types"
import { exhaustedQuota, insertActivation, insertRebind, releaseActivation } from "./activations"
import { recordEvent } from "./audit"
import { holdsSeat } from "./license-lookup"
import { lockSeats, type SeatsRow } from "./rebind-seats"

/**
 * - `moved`, `allowed`: the device has its seat, of another device or a free one
 * - `held`: it had it before
 * - `declined`, `escalated`: as asked
 * - `closed`: somebody decided before, or nobody did in time
 * - `invalid`: the license lets no device run
 * - `choose`: the device that was to give way holds no seat any more, and none is free
 * - `over_quota`: no move is left
 */
export type MoveOutcome =
  "moved" | "allowed" | "held" | "declined" | "escalated" | "closed" | "invalid" | "choose" | "over_quota"

/** Ids only: it passes through a workflow. */
export type MoveAnswer = { outcome: MoveOutcome; license_id: string; activation_id: string | null }

export type OperatorDecision = { id: string; approve: boolean; actor: Actor; reason: string | null }

type Locked = {
  id: string
  license_id: string
  fingerprint_hash: string
  device_name: string | null
  status: RebindRequestStatus
  from_activation_id: string | null
  expires_at: Date
}

const OWNER: Actor = { type: "customer" }

/**
 * The owner lets a device give way, or hands out a free seat. Under the license's lock, so that of several that come at
 * once one moves and the others find it done.
 *
 * @throws MedusaError not_found
 */
export async function moveAsOwner(
  knex: Knex,
  { id, from_activation_id }: { id: string; from_activation_id: string | null }
): Promise<MoveAnswer> {
  return underLock(knex, id, async (trx, request, seats) =>
    isOpen(request, ["asked"])
      ? handOver(trx, request, seats, { from_activation_id, actor: OWNER })
      : answer(request, "closed")
  )
}

/** @throws MedusaError not_found */
export async function declineAsOwner(knex: Knex, id: string): Promise<MoveAnswer> {
  return underLock(knex, id, async (trx, request) => {
    if (!isOpen(request, ["asked", "escalated"])) {
      return answer(request, "closed")
    }
    await settle(trx, request, { status: "declined", actor: OWNER })
    await recordEvent(trx, event(LicenseEvents.REBIND_DECLINED, request, OWNER))
    return answer(request, "declined")
  })
}

/**
 * No move is left, and the owner asks the store for one. What can be moved without is not escalated: the page shows it.
 *
 * @param reason redacted
 * @throws MedusaError not_found
 */
export async function escalate(
  knex: Knex,
  { id, from_activation_id, reason }: { id: string; from_activation_id: string; reason: string | null }
): Promise<MoveAnswer> {
  return underLock(knex, id, async (trx, request, seats) => {
    if (!isOpen(request, ["asked"])) {
      return answer(request, "closed")
    }
    const { move, source } = await judge(trx, request, seats, from_activation_id, false)
    if (move !== "over_quota") {
      return answer(request, move === "invalid" ? "invalid" : "choose")
    }
    await rows(
      trx,
      `UPDATE license_center_rebind_request
          SET status = 'escalated', from_activation_id = ?, reason = ?, updated_at = now() WHERE id = ?`,
      [source!.id, reason, id]
    )
    await recordEvent(trx, event(LicenseEvents.REBIND_ESCALATED, request, OWNER))
    return answer(request, "escalated")
  })
}

/**
 * An operator decides what the owner asked the store. A move that is approved counts towards no quota.
 *
 * @throws MedusaError not_found, or not_allowed when it is not theirs to decide or nobody can give way any more
 */
export async function decideAsOperator(
  knex: Knex,
  { id, approve, actor, reason }: OperatorDecision
): Promise<MoveAnswer> {
  return underLock(knex, id, async (trx, request, seats) => {
    if (!isOpen(request, ["escalated"])) {
      refuse(
        request.status === "asked"
          ? "The owner of the license decides on this request, who was not asked for anything by it yet"
          : `This request was settled before: it is ${request.status}`
      )
    }
    if (!approve) {
      await settle(trx, request, { status: "declined", actor, reason })
      await recordEvent(trx, { ...event(LicenseEvents.REBIND_DECLINED, request, actor), reason })
      return answer(request, "declined")
    }
    const { from_activation_id } = request
    const moved = await handOver(trx, request, seats, { from_activation_id, actor, reason, beyondQuota: true })
    if (moved.outcome === "invalid") {
      refuse("The license is not valid: reinstate or extend it first")
    }
    if (moved.outcome === "choose") {
      refuse("The device that was to give way holds no seat any more, and no seat is free. Free one, then approve")
    }
    return moved
  })
}

function refuse(message: string): never {
  throw new MedusaError(MedusaError.Types.NOT_ALLOWED, message)
}

type HandOver = { from_activation_id: string | null; actor: Actor; reason?: string | null; beyondQuota?: boolean }

async function handOver(
  trx: Knex.Transaction,
  request: Locked,
  seats: SeatsRow,
  { from_activation_id, actor, reason = null, beyondQuota = false }: HandOver
): Promise<MoveAnswer> {
  const now = new Date()
  const { move, source, held } = await judge(trx, request, seats, from_activation_id, beyondQuota)
  if (move === "invalid" || move === "choose" || move === "over_quota") {
    return answer(request, move)
  }
  if (move === "held") {
    await settle(trx, request, { status: "done", actor, reason })
    return answer(request, "held", held)
  }
  if (source) {
    await releaseActivation(trx, seats, source.id, "rebound", now)
  }
  const seat = {
    id: seats.id,
    activation_id: null as string | null,
    activation_name: null,
    activation_platform: null,
    activated_at: null,
    last_seen_at: null,
  }
  const device = {
    name: request.device_name ?? undefined,
    platform: source?.platform ?? undefined,
    environment: "production" as Environment,
    spare: false,
  }
  await insertActivation(trx, seat, request.fingerprint_hash, device, now)
  if (source) {
    await insertRebind(trx, seat, source.id, now, beyondQuota)
  }
  await settle(trx, request, { status: "done", actor, reason, from_activation_id: source?.id ?? null })
  await recordEvent(trx, {
    name: source ? LicenseEvents.REBOUND : LicenseEvents.ACTIVATED,
    actor,
    license_id: seats.id,
    activation_id: seat.activation_id,
    reason,
    data: { request_id: request.id, ...(source && { from_activation_id: source.id }) },
  })
  return answer(request, source ? "moved" : "allowed", seat.activation_id)
}

type Source = { id: string; platform: string | null }

async function judge(
  trx: Knex.Transaction,
  request: Locked,
  seats: SeatsRow,
  from_activation_id: string | null,
  beyondQuota: boolean
) {
  const now = new Date()
  const [[own], [source]] = [
    await holding<Source>(trx, seats.id, "a.fingerprint_hash = ?", request.fingerprint_hash),
    from_activation_id ? await holding<Source>(trx, seats.id, "NOT a.spare AND a.id = ?", from_activation_id) : [],
  ]
  const move = moveOf({
    state: licenseState(seats, now),
    seats: seats.seats,
    seats_used: seats.seats_used,
    holds: own !== undefined,
    source: source !== undefined,
    exhausted: !beyondQuota && (await exhaustedQuota(trx, seats, now)) !== null,
  })
  return { move, source, held: own?.id ?? null }
}

/** @param condition ours, with one place */
function holding<Row>(trx: Knex.Transaction, license_id: string, condition: string, value: string): Promise<Row[]> {
  return rows(
    trx,
    `SELECT a.id, a.platform FROM license_center_activation a JOIN license_center_license l ON l.id = a.license_id
      WHERE a.license_id = ? AND ${condition} AND ${holdsSeat("a")} LIMIT 1`,
    [license_id, value]
  )
}

/** The license's lock first, as every change of its seats takes it; then the request as it is by now. */
async function underLock(
  knex: Knex,
  id: string,
  work: (trx: Knex.Transaction, request: Locked, seats: SeatsRow) => Promise<MoveAnswer>
): Promise<MoveAnswer> {
  return knex.transaction(async (trx) => {
    const [found] = await rows<{ license_id: string }>(
      trx,
      `SELECT r.license_id FROM license_center_rebind_request r
         JOIN license_center_license l ON l.id = r.license_id AND l.deleted_at IS NULL
        WHERE r.id = ? AND r.deleted_at IS NULL`,
      [id]
    )
    if (!found) {
      throw new MedusaError(MedusaError.Types.NOT_FOUND, `The request ${id} was not found`)
    }
    const seats = await lockSeats(trx, found.license_id)
    const [request] = await rows<Locked>(
      trx,
      `SELECT id, license_id, fingerprint_hash, device_name, status, from_activation_id, expires_at
         FROM license_center_rebind_request WHERE id = ?`,
      [id]
    )
    return work(trx, request!, seats)
  })
}

const isOpen = (request: Locked, open: RebindRequestStatus[]) => open.includes(standingOf(request, new Date()))

type Settled = {
  status: "done" | "declined"
  actor: Actor
  reason?: string | null
  from_activation_id?: string | null
}

/** Who decided for themselves needs no mail about it. */
async function settle(
  trx: Knex.Transaction,
  { id, from_activation_id: asked }: Locked,
  { status, actor, reason = null, from_activation_id = asked }: Settled
): Promise<void> {
  await rows(
    trx,
    `UPDATE license_center_rebind_request
        SET status = ?, from_activation_id = ?, decision_reason = ?, settled_at = now(), updated_at = now(),
            answered_at = CASE WHEN ? THEN NULL ELSE now() END
      WHERE id = ?`,
    [status, from_activation_id, reason, actor.type === "operator", id]
  )
}

const event = (name: string, { id, license_id }: Locked, actor: Actor) => ({
  name,
  actor,
  license_id,
  data: { request_id: id },
})

const answer = ({ license_id }: Locked, outcome: MoveOutcome, activation_id: string | null = null): MoveAnswer => ({
  outcome,
  license_id,
  activation_id,
})
