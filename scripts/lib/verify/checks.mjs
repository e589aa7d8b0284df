import { activationChecks } from "./activations.mjs"
import { auditChecks } from "./audit.mjs"
import { noticeChecks } from "./notices.mjs"
import { orderChecks } from "./orders.mjs"
import { refundChecks } from "./refunds.mjs"
import { releaseChecks } from "./releases.mjs"
import { ticketChecks } from "./tickets.mjs"
import { upgradeChecks } from "./upgrades.mjs"

/**
 * Every check is one query that returns a row per violation, and nothing when the rule holds. They read the tables as
 * they are and share no code with the plugin: a mistake made twice would go unseen.
 * @param {number} patience seconds that work may be on its way
 * @returns {{ rule: number, title: string, sql: string }[]}
 */
export function checks(patience) {
  const interval = `interval '${Number(patience)} seconds'`
  return [
    ...orderChecks(interval),
    ...activationChecks,
    ...auditChecks,
    ...refundChecks,
    ...releaseChecks,
    ...noticeChecks(interval),
    ...ticketChecks(interval),
    ...upgradeChecks,
  ]
}
