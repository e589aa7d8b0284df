import type { Context } from "@medusajs/framework/types"
import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import type { SqlEntityManager } from "@medusajs/framework/mikro-orm/postgresql"
import {
  generateEntityId,
  InjectManager,
  InjectTransactionManager,
  MedusaContext,
  MedusaError,
  MedusaService,
} from "@medusajs/framework/utils"
import { withoutValues } from "../../lib/sql-error"
import { TOMBSTONES } from "../../lib/tombstone"
import { resolveOptions, type LicenseCenterOptions } from "../../lib/options"
import { Notice as NoticeModel } from "./models"
import { pauseAfter } from "./rules/back-off"
import { errorText } from "./rules/error-text"
import type { KeyMail } from "./rules/key-mails"
import type { RenewalMail } from "./rules/renewal-mails"
import { isRefusal } from "./rules/refusal"
import { isNoticeKind } from "./rules/kinds"
import { Persons } from "./services/persons"
import type { ClaimInput, EnsuredNotice, EnsureNoticeInput, MailSettings, Notice, NoticeStatus } from "./types"

/** How long a sender may take over one mail before another takes it for dead. Longer than every mail timeout. */
const CLAIM_MS = 2 * 60 * 1_000

/** How long a mail waits for another that is under way, which is usually over in a second. */
const POSTPONE_MS = 20_000

const TABLE = `"license_center_notice"`

/** The mail ledger: which mails are owed, which are on their way, and what became of them. It sends nothing itself. */
class NoticesModuleService extends MedusaService({ Notice: NoticeModel }) {
  /** What mails say of persons. */
  readonly persons: Persons
  protected readonly mailSettings_: MailSettings

  constructor({ __pg_connection__ }: { __pg_connection__: Knex }, options: LicenseCenterOptions = {}) {
    // eslint-disable-next-line prefer-rest-params -- MedusaService takes whatever the container gives
    super(...arguments)
    const { store_name, store_url, support_email, help_url } = resolveOptions(options)
    this.persons = new Persons(__pg_connection__)
    this.mailSettings_ = { store_name, store_url, support_email, help_url }
  }

  /** What mails say about the store. Lives here because Medusa hands a plugin's options to its modules only. */
  async mailSettings(): Promise<MailSettings> {
    return { ...this.mailSettings_ }
  }

  /**
   * Makes sure that each purpose has its notice. Calls that race or repeat make one row; the first one's content stays.
   *
   * @returns one entry per distinct purpose, in the order given
   * @throws MedusaError invalid_data for an unknown kind, an empty purpose or address
   */
  @InjectManager()
  async ensureNotices(
    input: EnsureNoticeInput[],
    @MedusaContext() sharedContext: Context = {}
  ): Promise<EnsuredNotice[]> {
    input.forEach(assertNoticeInput)
    return input.length ? this.ensureNotices_(input, sharedContext) : []
  }

  @InjectTransactionManager()
  protected async ensureNotices_(
    input: EnsureNoticeInput[],
    @MedusaContext() sharedContext: Context = {}
  ): Promise<EnsuredNotice[]> {
    const purposes = [...new Set(input.map((notice) => notice.purpose_key))]
    // Inserted in the order of their purposes, so that two calls with the same ones cannot wait for each other.
    const rows = [...input]
      .sort((a, b) => (a.purpose_key < b.purpose_key ? -1 : 1))
      .map((notice) => ({
        id: generateEntityId(undefined, "lcnot"),
        kind: notice.kind,
        purpose_key: notice.purpose_key,
        to: notice.to.trim(),
        locale: notice.locale ?? null,
        order_id: notice.order_id ?? null,
        license_ids: notice.license_ids ?? [],
        data: notice.data ?? null,
      }))
    const inserted = await this.execute_<{ id: string }>(
      `INSERT INTO ${TABLE} (id, kind, purpose_key, "to", locale, order_id, license_ids, data, status, attempts, next_attempt_at)
       SELECT id, kind, purpose_key, "to", locale, order_id, license_ids, data, 'pending', 0, now()
       FROM jsonb_to_recordset(?::jsonb) AS given(id text, kind text, purpose_key text, "to" text, locale text,
         order_id text, license_ids text[], data jsonb)
       ON CONFLICT (purpose_key) DO NOTHING
       RETURNING id`,
      [JSON.stringify(rows)],
      sharedContext
    )
    // A statement of its own: only it sees the rows that a racing call committed while ours waited for it.
    const found = await this.execute_<{ id: string; purpose_key: string }>(
      `SELECT id, purpose_key FROM ${TABLE} WHERE purpose_key IN (SELECT jsonb_array_elements_text(?::jsonb))`,
      [JSON.stringify(purposes)],
      sharedContext
    )
    const created = new Set(inserted.map((row) => row.id))
    const ids = new Map(found.map((row) => [row.purpose_key, row.id]))
    return purposes.map((purpose_key) => {
      const id = ids.get(purpose_key)!
      return { id, purpose_key, created: created.has(id) }
    })
  }

  /**
   * Takes notices that are due, oldest first, and counts the attempt. A notice is due when it is pending and its time
   * has come, or when its sender has not reported back in time (a crash). Two claimers never get the same row. Times
   * are the database's: the clocks of several servers differ.
   */
  @InjectManager()
  async claimDue(input: ClaimInput, @MedusaContext() sharedContext: Context = {}): Promise<Notice[]> {
    return this.claimDue_(input, sharedContext)
  }

  @InjectTransactionManager()
  protected async claimDue_(
    { limit, ids, now }: ClaimInput,
    @MedusaContext() sharedContext: Context = {}
  ): Promise<Notice[]> {
    const at = now?.toISOString() ?? null
    // MATERIALIZED: inlined, the planner may run the locking select again for each row and claim more than the limit.
    const claimed = await this.execute_<{ id: string }>(
      `WITH clock AS (SELECT coalesce(?::timestamptz, now()) AS at), due AS MATERIALIZED (
         SELECT id FROM ${TABLE}
         WHERE deleted_at IS NULL
           AND ((status = 'pending' AND next_attempt_at <= (SELECT at FROM clock))
             OR (status = 'sending' AND claimed_until <= (SELECT at FROM clock)))
           ${ids ? "AND id IN (SELECT jsonb_array_elements_text(?::jsonb))" : ""}
         ORDER BY next_attempt_at, id
         LIMIT ?
         FOR UPDATE SKIP LOCKED
       )
       UPDATE ${TABLE} AS notice
       SET status = 'sending', attempts = attempts + 1, updated_at = now(),
         claimed_until = (SELECT at FROM clock) + ? * interval '1 millisecond'
       FROM due WHERE notice.id = due.id
       RETURNING notice.id`,
      [at, ...(ids ? [JSON.stringify(ids)] : []), limit, CLAIM_MS],
      sharedContext
    )
    if (!claimed.length) {
      return []
    }
    return this.listNotices(
      { id: claimed.map((row) => row.id) },
      { order: { next_attempt_at: "ASC", id: "ASC" }, take: claimed.length },
      sharedContext
    )
  }

  /**
   * The mail is about to leave, to this address and with these licenses. Only for who claimed it, right before sending.
   *
   * @returns whether it may leave: false when another sender has taken over since, or its reader was erased
   */
  @InjectManager()
  async handOver(
    { id, attempts }: Pick<Notice, "id" | "attempts">,
    { to, license_ids }: { to: string; license_ids: string[] },
    @MedusaContext() sharedContext: Context = {}
  ): Promise<boolean> {
    const left = await this.execute_(
      `UPDATE ${TABLE} SET "to" = ?, updated_at = now(), mailed_license_ids = ARRAY(
         SELECT unnest(mailed_license_ids) UNION SELECT jsonb_array_elements_text(?::jsonb))
       WHERE id = ? AND status = 'sending' AND attempts = ? AND "to" NOT LIKE ? RETURNING id`,
      [to, JSON.stringify(license_ids), id, attempts, TOMBSTONES],
      sharedContext
    )
    return left.length > 0
  }

  /**
   * The mail server took it. Holds from every status: what left the house cannot be called back. From now on the notice
   * is about what it named.
   */
  @InjectManager()
  async markSent(id: string, externalId?: string | null, @MedusaContext() sharedContext: Context = {}): Promise<void> {
    await this.execute_(
      `UPDATE ${TABLE} SET status = 'sent', sent_at = now(), external_id = ?, last_error = NULL, canceled_reason = NULL,
         license_ids = coalesce(mailed_license_ids, license_ids),
         mailed_license_ids = coalesce(mailed_license_ids, license_ids),
         claimed_until = NULL, next_attempt_at = NULL, updated_at = now()
       WHERE id = ?`,
      [externalId ?? null, id],
      sharedContext
    )
  }

  /** What the mail says depends on another that is under way: put back for a moment, and the attempt is not counted. */
  @InjectManager()
  async postpone(
    { id, attempts }: Pick<Notice, "id" | "attempts">,
    @MedusaContext() sharedContext: Context = {}
  ): Promise<void> {
    await this.execute_(
      `UPDATE ${TABLE} SET status = 'pending', attempts = attempts - 1, claimed_until = NULL,
         next_attempt_at = now() + ? * interval '1 millisecond', updated_at = now()
       WHERE id = ? AND status = 'sending' AND attempts = ?`,
      [POSTPONE_MS, id, attempts],
      sharedContext
    )
  }

  /** The mails that carry keys of an order, deleted ones too: what was sent stays sent. */
  @InjectManager()
  async keyMailsOf(order_id: string, @MedusaContext() sharedContext: Context = {}): Promise<KeyMail[]> {
    const mails = await this.execute_<Omit<KeyMail, "sent_at"> & { sent_at: string | Date | null }>(
      `SELECT id, purpose_key, status, license_ids, mailed_license_ids, sent_at FROM ${TABLE}
       WHERE order_id = ? AND kind = 'license_delivered'`,
      [order_id],
      sharedContext
    )
    return mails.map((mail) => ({ ...mail, sent_at: mail.sent_at ? new Date(mail.sent_at) : null }))
  }

  /** The mails about terms of an order, deleted ones too. */
  @InjectManager()
  async renewalMailsOf(order_id: string, @MedusaContext() sharedContext: Context = {}): Promise<RenewalMail[]> {
    const mails = await this.execute_<
      RenewalMail & { data: { term_ids?: string[] } | null; created_at: string | Date }
    >(
      `SELECT id, kind, status, data, created_at, status = 'sent' OR coalesce(cardinality(mailed_license_ids), 0) > 0 AS left
         FROM ${TABLE} WHERE order_id = ? AND kind IN ('renewed', 'renewal_reverted')`,
      [order_id],
      sharedContext
    )
    return mails.map(({ data, created_at, ...mail }) => ({
      ...mail,
      term_ids: data?.term_ids ?? [],
      created_at: new Date(created_at),
    }))
  }

  /**
   * The attempt failed: tried again later, or `failed` for an operator to see when the attempts are used up.
   *
   * @param error stored without keys and passwords, at most 500 characters
   * @param claimed the row as it was claimed. When another sender has taken over since, its attempt is left alone; when
   *   not, and the mail was refused for certain, the licenses it would have named count as not mailed again.
   */
  @InjectManager()
  async markFailed(
    id: string,
    error: unknown,
    claimed?: Pick<Notice, "attempts" | "mailed_license_ids">,
    @MedusaContext() sharedContext: Context = {}
  ): Promise<void> {
    return this.markFailed_(id, error, claimed, sharedContext)
  }

  @InjectTransactionManager()
  protected async markFailed_(
    id: string,
    error: unknown,
    claimed?: Pick<Notice, "attempts" | "mailed_license_ids">,
    @MedusaContext() sharedContext: Context = {}
  ): Promise<void> {
    const [held] = await this.execute_<{ attempts: number }>(
      `SELECT attempts FROM ${TABLE} WHERE id = ? AND status = 'sending' FOR UPDATE`,
      [id],
      sharedContext
    )
    if (!held || (claimed && held.attempts !== claimed.attempts)) {
      return
    }
    const pause = pauseAfter(held.attempts)
    const reason = errorText(error)
    const mailed = claimed?.mailed_license_ids ?? []
    await this.execute_(
      `UPDATE ${TABLE} SET status = ?, next_attempt_at = now() + ?::bigint * interval '1 millisecond', last_error = ?,
         mailed_license_ids = CASE WHEN ? THEN (SELECT array_agg(value) FROM jsonb_array_elements_text(?::jsonb))
                                   ELSE mailed_license_ids END,
         claimed_until = NULL, updated_at = now()
       WHERE id = ?`,
      [pause === null ? "failed" : "pending", pause, reason, isRefusal(reason), JSON.stringify(mailed), id],
      sharedContext
    )
  }

  /**
   * The mail is no longer owed (its license was revoked before it left). For the sender that claimed it, as claimed: does
   * nothing when another has taken the notice over since.
   */
  @InjectManager()
  async cancel(
    { id, attempts }: Pick<Notice, "id" | "attempts">,
    reason: string,
    @MedusaContext() sharedContext: Context = {}
  ): Promise<void> {
    await this.execute_(
      `UPDATE ${TABLE} SET status = 'canceled', canceled_reason = ?, claimed_until = NULL, next_attempt_at = NULL,
         updated_at = now()
       WHERE id = ? AND status = 'sending' AND attempts = ?`,
      [reason, id, attempts],
      sharedContext
    )
  }

  /**
   * Puts a failed, canceled or waiting mail first in the queue, with all its attempts before it.
   *
   * @throws MedusaError not_found, or not_allowed when it was sent or is being sent
   */
  @InjectManager()
  async retry(id: string, @MedusaContext() sharedContext: Context = {}): Promise<Notice> {
    await this.move_(
      id,
      ["pending", "failed", "canceled"],
      `status = 'pending', attempts = 0, next_attempt_at = now(), last_error = NULL, canceled_reason = NULL`,
      [],
      sharedContext
    )
    return this.retrieveNotice(id, {}, sharedContext)
  }

  /** One conditional update, so that a sender that finishes in the same moment is never overruled. */
  @InjectTransactionManager()
  protected async move_(
    id: string,
    from: NoticeStatus[],
    set: string,
    values: string[],
    @MedusaContext() sharedContext: Context = {}
  ): Promise<void> {
    const moved = await this.execute_(
      `UPDATE ${TABLE} SET ${set}, updated_at = now()
       WHERE id = ? AND deleted_at IS NULL AND status IN (SELECT jsonb_array_elements_text(?::jsonb)) RETURNING id`,
      [...values, id, JSON.stringify(from)],
      sharedContext
    )
    if (!moved.length) {
      const { status } = await this.retrieveNotice(id, { select: ["id", "status"] }, sharedContext)
      const why = status === "sending" ? "is being sent right now" : `was already ${status}`
      throw new MedusaError(MedusaError.Types.NOT_ALLOWED, `This mail ${why}.`)
    }
  }

  protected async execute_<Row>(
    sql: string,
    values: unknown[],
    { transactionManager, manager }: Context
  ): Promise<Row[]> {
    try {
      return await ((transactionManager ?? manager) as SqlEntityManager).execute(sql, values)
    } catch (error) {
      throw withoutValues(error)
    }
  }
}

function assertNoticeInput({ kind, purpose_key, to }: EnsureNoticeInput): void {
  if (!isNoticeKind(kind)) {
    throw new MedusaError(MedusaError.Types.INVALID_DATA, `"${kind}" is not a kind of notice.`)
  }
  if (!purpose_key || !to?.trim()) {
    throw new MedusaError(MedusaError.Types.INVALID_DATA, "A notice needs a purpose and an address.")
  }
}

export default NoticesModuleService
