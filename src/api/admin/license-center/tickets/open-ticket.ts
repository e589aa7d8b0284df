import type { MedusaContainer } from "@medusajs/framework/types"
import { MedusaError } from "@medusajs/framework/utils"
import type { Actor } from "../../../../lib/actor"
import { LICENSING_MODULE } from "../../../../modules/licensing"
import type LicensingModuleService from "../../../../modules/licensing/service"
import { normalizeEmail, titleFrom } from "../../../../modules/support/rules/intake"
import { addCounts, type RedactionCounts } from "../../../../modules/support/rules/redact"
import { openTicketWorkflow } from "../../../../workflows/support/workflows/open-ticket"
import { readCustomer } from "../read-customer"
import { assertReferences } from "./references"
import { submissionOf, typedLine, typedMessage } from "./typed"
import type { OpenTicket } from "./validators"

/** An operator writes first: what the ticket is about is the operator's choice, and the customer is mailed a link. */
export async function openTicket(
  container: MedusaContainer,
  request: OpenTicket,
  actor: Actor
): Promise<{ id: string; hidden: RedactionCounts }> {
  const email = normalizeEmail(request.email)
  if (!email) {
    throw new MedusaError(MedusaError.Types.INVALID_DATA, "This is not an email address")
  }
  const message = typedMessage(request.message)
  const subject = typedLine(request.subject)
  const name = typedLine(request.name ?? "")
  await assertReferences(container, request)
  const license = await licenseOf(container, request.license_id)
  const customer = await readCustomer(container, { customer_id: null, email: email.address, email_key: email.key })
  const hidden = addCounts(addCounts(subject.counts, message.counts), name.counts)
  const { result } = await openTicketWorkflow(container).run({
    input: {
      source: "operator",
      email: email.address,
      name: name.text || null,
      subject: titleFrom(subject.text, message.text),
      body: message.text,
      category: request.category,
      priority: request.priority,
      locale: request.locale ?? license?.locale ?? null,
      license_id: request.license_id ?? null,
      order_id: request.order_id ?? null,
      product_id: request.product_id ?? license?.product.id ?? null,
      // Guests have a customer for each order: only who registered is somebody.
      customer_id: customer?.has_account ? customer.id : null,
      redactions: hidden,
      submission: submissionOf(request.submission, actor.id ?? "", "open"),
      actor,
      channel: "admin",
    },
  })
  return { id: result.id, hidden }
}

async function licenseOf(container: MedusaContainer, license_id: string | null | undefined) {
  const licensing = container.resolve<LicensingModuleService>(LICENSING_MODULE)
  return license_id ? licensing.retrieveLicenseSummary(license_id) : null
}
