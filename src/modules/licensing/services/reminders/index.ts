import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import type { Vault } from "../../../../lib/secret"
import type { ResolvedReminders } from "../../options-reminders"
import { ReminderLedger } from "./ledger"
import { ReminderLinks } from "./links"
import { ReminderMails } from "./mails"
import { ReminderPlan } from "./plan"
import { ReminderQueue } from "./queue"
import { Unsubscribes } from "./unsubscribes"

/** Reminders of licenses that end: planned by what ends, queued by customer and day, settled with their mails. */
export class Reminders {
  readonly plan: ReminderPlan
  readonly queue: ReminderQueue
  readonly mails: ReminderMails
  readonly ledger: ReminderLedger
  readonly links: ReminderLinks
  readonly unsubscribes: Unsubscribes

  constructor(
    knex: Knex,
    vault: Vault,
    readonly options: ResolvedReminders
  ) {
    this.unsubscribes = new Unsubscribes(knex, vault)
    this.plan = new ReminderPlan(knex, options.offsets)
    this.queue = new ReminderQueue(knex, vault, this.unsubscribes, options)
    this.mails = new ReminderMails(knex, this.queue, this.unsubscribes)
    this.ledger = new ReminderLedger(knex, options)
    this.links = new ReminderLinks(vault)
  }
}
