import type { MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys } from "@medusajs/framework/utils"
import { createStep, StepResponse } from "@medusajs/framework/workflows-sdk"
import { NOTICES_MODULE } from "../../../modules/notices"
import { purposes } from "../../../modules/notices/rules/purposes"
import type NoticesModuleService from "../../../modules/notices/service"
import { REFUNDS_MODULE } from "../../../modules/refunds"
import type RefundsModuleService from "../../../modules/refunds/service"
import type { KeptWithdrawal } from "../../../modules/refunds/services/withdrawals"
import { findOrderOfWithdrawal } from "../lib/find-order"
import { openWithdrawalTicket } from "../lib/open-withdrawal-ticket"

/** `withdrawal_id`: only this one, right after it was made. Without it: everything that is owed. */
export type SettleWithdrawalsInput = { withdrawal_id?: string }

const PAGE = 100

/**
 * Finds the order that each one is about, opens its ticket and queues its acknowledgement. Each part is there once however
 * often this runs, and dying in between leaves it to the next run.
 *
 * @returns ids of the notices
 */
export const settleWithdrawalsStep = createStep(
  { name: "license-center-settle-withdrawals", noCompensation: true },
  async ({ withdrawal_id }: SettleWithdrawalsInput, { container }) => {
    const { withdrawals } = container.resolve<RefundsModuleService>(REFUNDS_MODULE)
    const ids: string[] = []
    for (let after = ""; ;) {
      const one = withdrawal_id ? await withdrawals.made(withdrawal_id) : null
      const page = withdrawal_id ? (one ? [one] : []) : await withdrawals.owed(PAGE, after, new Date())
      for (const withdrawal of page) {
        ids.push(...(await settled(container, withdrawal)))
      }
      if (withdrawal_id || page.length < PAGE) {
        return new StepResponse(ids)
      }
      after = page.at(-1)!.id
    }
  }
)

/** One that fails holds up no other, and a ticket that cannot be opened keeps no acknowledgement back. */
async function settled(container: MedusaContainer, made: KeptWithdrawal): Promise<string[]> {
  const { withdrawals } = container.resolve<RefundsModuleService>(REFUNDS_MODULE)
  const logger = container.resolve(ContainerRegistrationKeys.LOGGER)
  const attempt = async <T>(what: string, work: () => Promise<T>): Promise<T | null> => {
    try {
      return await work()
    } catch (error) {
      logger.error(
        `License Center: ${what} of withdrawal ${made.id} failed, the next run tries again: ${(error as Error).message}`
      )
      return null
    }
  }
  const found = await attempt("the order", async () => {
    const order = await findOrderOfWithdrawal(container, made)
    if (order.own && made.order_id === null) {
      await withdrawals.bindToOrder(made.id, order.own)
    }
    return order
  })
  if (found && made.ticket_id === null) {
    await attempt("the ticket", async () =>
      withdrawals.bindToTicket(made.id, await openWithdrawalTicket(container, made, found))
    )
  }
  // Not before the order is known: whether the mail repeats the statement depends on it.
  const ensured = found && (await attempt("the acknowledgement", () => acknowledge(container, made, found.own)))
  return ensured ?? []
}

async function acknowledge(
  container: MedusaContainer,
  { id, email, locale }: KeptWithdrawal,
  order_id: string | null
): Promise<string[]> {
  const notices = container.resolve<NoticesModuleService>(NOTICES_MODULE)
  const [notice] = await notices.ensureNotices([
    {
      kind: "withdrawal_received",
      purpose_key: purposes.withdrawal(id),
      to: email,
      locale,
      order_id,
      data: { withdrawal_id: id },
    },
  ])
  return [notice!.id]
}

/** Notes which acknowledgements have left. @param withdrawal_id of this one only */
export const noteAcknowledgementsStep = createStep(
  { name: "license-center-note-acknowledgements", noCompensation: true },
  async ({ withdrawal_id }: SettleWithdrawalsInput, { container }) => {
    const { withdrawals } = container.resolve<RefundsModuleService>(REFUNDS_MODULE)
    const notices = container.resolve<NoticesModuleService>(NOTICES_MODULE)
    for (let after = ""; ;) {
      const ids = withdrawal_id
        ? [withdrawal_id]
        : (await withdrawals.owed(PAGE, after, new Date())).map(({ id }) => id)
      const sent = ids.length
        ? await notices.listNotices(
            { purpose_key: ids.map(purposes.withdrawal), status: "sent" },
            { select: ["data", "sent_at"], take: ids.length }
          )
        : []
      for (const { data, sent_at } of sent) {
        const id = (data as { withdrawal_id?: unknown } | null)?.withdrawal_id
        if (typeof id === "string" && sent_at) {
          await withdrawals.acknowledge(id, new Date(sent_at))
        }
      }
      if (withdrawal_id || ids.length < PAGE) {
        return new StepResponse(null)
      }
      after = ids.at(-1)!
    }
  }
)

/** Drops what is kept for a while only. @returns how many rows */
export const forgetTracesStep = createStep(
  { name: "license-center-forget-withdrawal-traces", noCompensation: true },
  async ({ withdrawal_id }: SettleWithdrawalsInput, { container }) => {
    const { waivers, withdrawals } = container.resolve<RefundsModuleService>(REFUNDS_MODULE)
    if (withdrawal_id) {
      return new StepResponse(0)
    }
    const now = new Date()
    return new StepResponse((await waivers.forgetTraces(now)) + (await withdrawals.forget(now)))
  }
)
