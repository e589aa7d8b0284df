import { createHash } from "node:crypto"
import type { MedusaContainer } from "@medusajs/framework/types"
import { sharedLimits, subjectOfKey, type Bucket } from "../../../lib/rate-limit"
import { SUPPORT_MODULE } from "../../../modules/support"
import { judgeIntake, type IntakeRefusal } from "../../../modules/support/rules/intake"
import type SupportModuleService from "../../../modules/support/service"
import { openTicketWorkflow } from "../workflows/open-ticket"
import type { TicketRequest } from "./read-request"
import { resolveClaims } from "./resolve-claims"

export type RequestOrigin = {
  source: "hosted" | "store"
  /** Of the network. */
  ip: string
  /** Of our own form: the field that people do not see, and what {@link FormSeals.seal} gave. */
  form: { honeypot: string; seal: string | null } | null
  /** Of a storefront that may send twice. */
  idempotency_key?: string | null
}

/**
 * `wait`: seconds until more may be asked from this address of the network, about this product, or at all. Of every
 * other refusal the sender learns nothing: it says something of a person, or tells scripts how to go on.
 */
export type TakenRequest = { taken: true; wait: null } | { taken: false; wait: number | null }

/**
 * Opens a ticket, unless the request looks like a script's or there are too many. What the sender named and cannot prove
 * makes no difference to the answer.
 */
export async function takeTicketRequest(
  container: MedusaContainer,
  request: TicketRequest,
  origin: RequestOrigin
): Promise<TakenRequest> {
  const support = container.resolve<SupportModuleService>(SUPPORT_MODULE)
  const limits = sharedLimits(support.options)
  const refuse = async (reason: IntakeRefusal, wait: number | null = null): Promise<TakenRequest> => {
    await support.countRefusal(reason, new Date())
    return { taken: false, wait }
  }
  const count = async (bucket: Bucket, subject: string) => limits && limits.count(bucket, subject)
  const waitOfNetwork = await count("ticket_ip", origin.ip)
  if (waitOfNetwork !== null) {
    return refuse("rate_limited_ip", waitOfNetwork)
  }
  const seal = origin.form?.seal ? support.forms.open(origin.form.seal) : null
  const suspicion = judgeIntake({
    honeypot: origin.form?.honeypot ?? "",
    // A form without our seal is as good as one that is too old.
    form_opened_at: origin.form ? (seal?.opened_at ?? new Date(NaN)) : null,
    now: new Date(),
  })
  if (suspicion) {
    return refuse(suspicion)
  }
  if ((await count("ticket_email", subjectOfKey(request.email.key))) !== null) {
    return refuse("rate_limited_email")
  }
  const claims = await resolveClaims(container, request)
  const waitOfProduct = await count("ticket_product", subjectOfKey(claims.product_id ?? "none"))
  if (waitOfProduct !== null) {
    return refuse("rate_limited_product", waitOfProduct)
  }
  const waitOfAll = await count("ticket_total", "all")
  if (waitOfAll !== null) {
    return refuse("rate_limited_total", waitOfAll)
  }
  const { hidden, email, message, license_key: _key, order_number: _number, product: _product, ...typed } = request
  await openTicketWorkflow(container).run({
    input: {
      ...typed,
      ...claims,
      source: origin.source,
      email: email.address,
      body: message,
      redactions: hidden,
      submission: submissionOf(request, origin, seal?.id ?? null),
    },
  })
  return { taken: true, wait: null }
}

/**
 * The same form sent twice is one ticket; with a corrected address, or another question, it is another. So it is with a
 * storefront's own key: two may count from 1, and a stranger who guesses one must not have somebody's question taken for
 * a repetition.
 */
function submissionOf(request: TicketRequest, origin: RequestOrigin, seal_id: string | null): string | null {
  const { email, subject, message } = request
  const asked = [email.key, subject, message]
  if (seal_id !== null) {
    return digest("form", seal_id, ...asked)
  }
  return origin.idempotency_key ? digest("store", origin.idempotency_key, ...asked) : null
}

/** What came in by a key of its sender's, as a name that no other sender can take. */
export const digest = (...parts: string[]): string => createHash("sha256").update(JSON.stringify(parts)).digest("hex")
