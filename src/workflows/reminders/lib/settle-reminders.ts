import type { Reminders } from "../../../modules/licensing/services/reminders"
import type NoticesModuleService from "../../../modules/notices/service"

type Services = { reminders: Pick<Reminders, "mails">; notices: Pick<NoticesModuleService, "listNotices"> }

/** Settles what mails told of, by what became of them. A notice that is gone told nothing. */
export async function settleReminders({ reminders, notices }: Services, ids: string[], now: Date): Promise<void> {
  if (!ids.length) {
    return
  }
  const found = await notices.listNotices(
    { id: ids },
    {
      select: ["id", "to", "status", "created_at", "sent_at", "mailed_license_ids"],
      take: ids.length,
      withDeleted: true,
    }
  )
  const known = new Set(found.map(({ id }) => id))
  const gone = ids
    .filter((id) => !known.has(id))
    .map((id) => ({ id, to: "", status: "canceled", created_at: now, sent_at: null, mailed_license_ids: null }))
  await reminders.mails.settle([...found, ...gone], now)
}
