import type { ICustomerModuleService, MedusaContainer } from "@medusajs/framework/types"
import { Modules } from "@medusajs/framework/utils"
import { sharedLimits, subjectOfKey } from "../../../lib/rate-limit"
import { SUPPORT_MODULE } from "../../../modules/support"
import { redact } from "../../../modules/support/rules/redact"
import type SupportModuleService from "../../../modules/support/service"
import type { Source } from "../../../modules/support/types"
import type { Owner } from "../../portal/lib/owner"
import { digest } from "../../support/lib/take-request"
import { openTicketWorkflow } from "../../support/workflows/open-ticket"
import { exportAccount, exportPerson } from "./export-person"

/** The response's headers for what is held of somebody: a file to be saved, kept by nobody on its way. */
export const PERSONAL_DATA_HEADERS = {
  "Cache-Control": "no-store",
  "Content-Disposition": 'attachment; filename="my-data.json"',
}

const WORDS = {
  en: { subject: "Erasure of personal data", message: "Please erase the personal data that you hold about me." },
  de: {
    subject: "Löschung personenbezogener Daten",
    message: "Bitte löschen Sie die personenbezogenen Daten, die Sie über mich gespeichert haben.",
  },
} as const

/** Counts once more that an owner asks about their data. @returns seconds to wait, or null */
export async function admitPersonalData(container: MedusaContainer, owner: Owner): Promise<number | null> {
  const { options } = container.resolve<SupportModuleService>(SUPPORT_MODULE)
  const who = owner.kind === "customer" ? owner.customer_id : owner.email
  return (await sharedLimits(options)?.count("personal_data", subjectOfKey(who))) ?? null
}

/** What an owner may read of themselves: by a private link all of its address, by an account what was sold to it. */
export async function exportOwn(container: MedusaContainer, owner: Owner): Promise<object> {
  return owner.kind === "customer" ? exportAccount(container, owner.customer_id) : exportPerson(container, owner.email)
}

type Asked = { source: Extract<Source, "hosted" | "store">; language: keyof typeof WORDS; reason: string | null }

/**
 * Opens a ticket in which an operator decides: nothing is erased by itself. Its first message came by `link` when the
 * address is proven by a private one; an account's address is not, and its ticket says which account asked. Asked twice
 * in a day with the same words it is one ticket.
 */
export async function askForErasure(
  container: MedusaContainer,
  owner: Owner,
  { source, language, reason }: Asked
): Promise<void> {
  const { subject, message } = WORDS[language]
  const body = redact(reason ? `${message}\n\n${reason}` : message)
  const email = owner.kind === "portal" ? owner.email : await addressOf(container, owner.customer_id)
  const today = new Date().toISOString().slice(0, 10)
  await openTicketWorkflow(container).run({
    input: {
      source,
      email,
      subject,
      body: body.text,
      redactions: body.counts,
      category: "other",
      locale: language,
      customer_id: owner.kind === "customer" ? owner.customer_id : null,
      channel: owner.kind === "portal" ? "link" : "form",
      submission: digest("erasure", owner.kind === "customer" ? owner.customer_id : email, today, body.text),
    },
  })
}

async function addressOf(container: MedusaContainer, customer_id: string): Promise<string> {
  const { email } = await container.resolve<ICustomerModuleService>(Modules.CUSTOMER).retrieveCustomer(customer_id)
  return email
}
