import type { Category, NewTicket, Priority } from "./ticket-types"

export type TicketFormValues = {
  email: string
  name: string
  subject: string
  message: string
  category: Category
  priority: Priority
}

export type TicketFormErrors = Partial<Record<keyof TicketFormValues, "required" | "invalid_email">>

export function newTicketForm(about: { email?: string; name?: string; order?: unknown } = {}): TicketFormValues {
  return {
    email: about.email ?? "",
    name: about.name ?? "",
    subject: "",
    message: "",
    category: about.order ? "purchase" : "other",
    priority: "normal",
  }
}

/** The server knows addresses better; this catches what is none at all. */
const EMAIL = /^[^\s@]+@[^\s@]+\.[^\s@]+$/

/** What is wrong with an address, once it is complete. */
export function emailError(typed: string): "required" | "invalid_email" | null {
  const email = typed.trim()
  return !email ? "required" : EMAIL.test(email) ? null : "invalid_email"
}

export function parseTicketForm(
  values: TicketFormValues
): { ok: true; ticket: NewTicket } | { ok: false; errors: TicketFormErrors } {
  const email = values.email.trim()
  const wrong = emailError(email)
  const errors: TicketFormErrors = {
    ...(wrong && { email: wrong }),
    ...(!values.subject.trim() && { subject: "required" }),
    ...(!values.message.trim() && { message: "required" }),
  }
  if (Object.keys(errors).length > 0) {
    return { ok: false, errors }
  }
  const name = values.name.trim()
  return {
    ok: true,
    ticket: {
      email,
      subject: values.subject.trim(),
      message: values.message,
      category: values.category,
      priority: values.priority,
      ...(name && { name }),
    },
  }
}
