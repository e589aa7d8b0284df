import type { MedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { REFUNDS_MODULE } from "../../../../modules/refunds"
import { WAIVER_VERSION, waiverLocale } from "../../../../modules/refunds/rules/eu/waiver-texts"
import type RefundsModuleService from "../../../../modules/refunds/service"
import { Fields, isRecord, notAnObject } from "../../../../workflows/support/lib/read-request"
import { readCheckout, shownWaiver, type Checkout } from "../../../../workflows/withdrawals/lib/read-checkout"
import { giveWaiverWorkflow } from "../../../../workflows/withdrawals/workflows/give-waiver"
import { takeWaiverBackWorkflow } from "../../../../workflows/withdrawals/workflows/take-waiver-back"
import { readJson } from "../../../license-center/v1/read-json"
import { publicRoute, refuse, refuseInvalid, refuseUnknown } from "../tickets/visitor-route"

const MAX_ID = 100
const MAX_LOCALE = 35
const MAX_AGENT = 300

/** What to ask at the checkout. Who knows a cart's id owns the cart, as everywhere in Medusa's store API. */
export const GET = publicRoute(async (req, res) => {
  const checkout = await checkoutOf(req, res, { ...req.query })
  if (checkout) {
    await show(req, res, 200, checkout, localeOf(req))
  }
})

/** Both boxes were ticked, by the buyer: neither may be true before. */
export const POST = publicRoute(async (req, res) => {
  const body = await readJson(req)
  if (!isRecord(body)) {
    refuseInvalid(res, [notAnObject])
    return
  }
  const fields = new Fields(body)
  fields.text("cart_id", { max: MAX_ID, required: true })
  const version = fields.text("version", { max: MAX_ID, required: true })
  const locale = fields.text("locale", { max: MAX_LOCALE, required: true })
  for (const box of ["begin", "lose"]) {
    if (body[box] !== true) {
      fields.refuse(box, "required", "must be true: the buyer has to tick the box")
    }
  }
  if (fields.errors.length || !locale) {
    refuseInvalid(res, fields.errors)
    return
  }
  const checkout = await checkoutOf(req, res, body)
  if (!checkout || refusesCompleted(res, checkout)) {
    return
  }
  if (!checkout.required) {
    refuse(res, 409, "NOT_REQUIRED", "Nothing is to be agreed to for this cart.")
    return
  }
  if (version !== WAIVER_VERSION) {
    const waiver = shownWaiver(checkout, null, locale)
    refuse(res, 409, "TEXT_CHANGED", "The words have changed: show the new ones and ask again.", { waiver })
    return
  }
  const { result } = await giveWaiverWorkflow(req.scope).run({
    input: { cart_id: checkout.cart_id, locale: waiverLocale(locale), country_code: checkout.country_code },
  })
  // Not in the workflow, whose input is kept longer than the 90 days.
  await refundsOf(req).waivers.trace(result.id, req.ip ?? null, req.get("user-agent")?.slice(0, MAX_AGENT) ?? null)
  await show(req, res, 201, checkout, locale)
})

/** A box was unticked before the payment. */
export const DELETE = publicRoute(async (req, res) => {
  const checkout = await checkoutOf(req, res, { ...req.query })
  if (checkout && !refusesCompleted(res, checkout)) {
    await takeWaiverBackWorkflow(req.scope).run({ input: { cart_id: checkout.cart_id } })
    await show(req, res, 200, checkout, localeOf(req))
  }
})

async function checkoutOf(
  req: MedusaRequest,
  res: MedusaResponse,
  given: Record<string, unknown>
): Promise<Checkout | null> {
  const fields = new Fields(given)
  const cart_id = fields.text("cart_id", { max: MAX_ID, required: true })
  if (!cart_id) {
    refuseInvalid(res, fields.errors)
    return null
  }
  const checkout = await readCheckout(req.scope, cart_id)
  if (!checkout) {
    refuseUnknown(res)
  }
  return checkout
}

function refusesCompleted(res: MedusaResponse, { is_completed }: Checkout): boolean {
  if (is_completed) {
    refuse(res, 409, "CART_COMPLETED", "The cart was bought already.")
  }
  return is_completed
}

async function show(
  req: MedusaRequest,
  res: MedusaResponse,
  status: number,
  checkout: Checkout,
  locale: string | null
): Promise<void> {
  const kept = await refundsOf(req).waivers.ofCart(checkout.cart_id)
  res.status(status).json({ waiver: shownWaiver(checkout, kept, locale) })
}

const refundsOf = (req: MedusaRequest) => req.scope.resolve<RefundsModuleService>(REFUNDS_MODULE)
/** Medusa takes `?locale=` out of the query of its store API, and reads its own header too. */
const localeOf = (req: MedusaRequest) => req.locale ?? null
