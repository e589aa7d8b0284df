import { ContainerRegistrationKeys } from "@medusajs/framework/utils"
import { createStep, StepResponse } from "@medusajs/framework/workflows-sdk"
import { NOTICES_MODULE } from "../../../modules/notices"
import type NoticesModuleService from "../../../modules/notices/service"
import { REFUNDS_MODULE } from "../../../modules/refunds"
import { WAIVER_TEXTS, WAIVER_VERSION, type WaiverLocale } from "../../../modules/refunds/rules/eu/waiver-texts"
import type RefundsModuleService from "../../../modules/refunds/service"

export type GiveWaiverInput = { cart_id: string; locale: WaiverLocale; country_code: string | null }

/** Keeps the words themselves: they may be others tomorrow. @returns the consent's id */
export const giveWaiverStep = createStep(
  { name: "license-center-give-waiver", noCompensation: true },
  async ({ cart_id, locale, country_code }: GiveWaiverInput, { container }) => {
    const { waivers } = container.resolve<RefundsModuleService>(REFUNDS_MODULE)
    const texts = WAIVER_TEXTS[locale]
    const kept = await waivers.give({ cart_id, version: WAIVER_VERSION, locale, texts, country_code })
    return new StepResponse({ id: kept.id })
  }
)

export const takeWaiverBackStep = createStep(
  { name: "license-center-take-waiver-back", noCompensation: true },
  async ({ cart_id }: { cart_id: string }, { container }) => {
    const { waivers } = container.resolve<RefundsModuleService>(REFUNDS_MODULE)
    return new StepResponse({ taken: await waivers.takeBack(cart_id) })
  }
)

/**
 * Makes the consent of a cart that of the order that it became. No hook of Medusa's checkout is bound for this, so it is
 * done whenever the order is looked at, and before its mails are planned: they confirm the consent.
 */
export const bindWaiverStep = createStep(
  { name: "license-center-bind-waiver", noCompensation: true },
  async ({ order_id }: { order_id: string | null }, { container }) => {
    if (!order_id) {
      return new StepResponse(null)
    }
    const { waivers } = container.resolve<RefundsModuleService>(REFUNDS_MODULE)
    const { data } = await container.resolve(ContainerRegistrationKeys.QUERY).graph({
      entity: "order",
      fields: ["id", "email", "cart_link.cart_id"],
      filters: { id: order_id },
    })
    const order = data[0] as unknown as
      { email: string | null; cart_link?: { cart_id: string } | { cart_id: string }[] | null } | undefined
    const [link] = [order?.cart_link ?? []].flat()
    if (link) {
      await waivers.bindToOrder(link.cart_id, { order_id, email: (order?.email ?? "").trim().toLowerCase() })
    }
    return new StepResponse(null)
  }
)

const PAGE = 200

/**
 * Notes which consents were confirmed: those whose mail has left. `notice_ids`: of these mails only, right after they
 * left; without it all, for what a process that died did not note.
 */
export const confirmWaiversStep = createStep(
  { name: "license-center-confirm-waivers", noCompensation: true },
  async ({ notice_ids }: { notice_ids?: string[] }, { container }) => {
    const { waivers } = container.resolve<RefundsModuleService>(REFUNDS_MODULE)
    const notices = container.resolve<NoticesModuleService>(NOTICES_MODULE)
    const confirm = async (filters: { id: string[] } | { order_id: string[] }) => {
      const sent = await notices.listNotices(
        { ...filters, kind: "license_delivered", status: "sent" },
        { select: ["id", "data", "sent_at"], order: { sent_at: "ASC" }, take: null as never }
      )
      for (const { data, sent_at } of sent) {
        const waiver_id = (data as { waiver_id?: unknown } | null)?.waiver_id
        if (typeof waiver_id === "string" && sent_at) {
          await waivers.confirm(waiver_id, new Date(sent_at))
        }
      }
    }
    if (notice_ids) {
      await (notice_ids.length ? confirm({ id: notice_ids }) : undefined)
      return new StepResponse(null)
    }
    for (let after = ""; ;) {
      const open = await waivers.unconfirmed(PAGE, after)
      if (open.length) {
        await confirm({ order_id: open.map(({ order_id }) => order_id) })
      }
      if (open.length < PAGE) {
        return new StepResponse(null)
      }
      after = open.at(-1)!.id
    }
  }
)
