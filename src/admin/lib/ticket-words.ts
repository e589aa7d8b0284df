import type { Operator, PresentOperator, RedactionCounts, TicketMessage, TicketThread } from "./ticket-types"
import type { Translate } from "./translate"

/** `Bea`, or the part of an address that people know each other by. */
export function operatorName(operator: { name: string | null; email: string | null } | null, t: Translate): string {
  return operator?.name?.trim() || operator?.email?.split("@")[0] || t("tickets.former_operator")
}

/** What a ticket is called. One of a person who was erased has no subject any more. */
export function ticketTitle({ subject }: { subject: string }, t: Translate): string {
  return subject || t("tickets.erased")
}

/** `1 card number and 2 license keys were hidden`; null when nothing was. */
export function hiddenText(counts: RedactionCounts | null, t: Translate, language: string): string | null {
  const parts = (["cards", "license_keys", "secrets"] as const).flatMap((kind) =>
    counts?.[kind] ? [t(`tickets.hidden.${kind}`, { count: counts[kind] })] : []
  )
  return parts.length > 0 ? t("tickets.hidden.sentence", { what: list(parts, language) }) : null
}

/** `Bea is writing a reply`; who writes matters more than who reads. Null when nobody else is there. */
export function presenceText(others: PresentOperator[], t: Translate, language: string): string | null {
  const writing = others.filter(({ state }) => state === "writing")
  const told = writing.length > 0 ? writing : others
  if (told.length === 0) {
    return null
  }
  return t(writing.length > 0 ? "tickets.presence.writing" : "tickets.presence.reading", {
    count: told.length,
    names: list(
      told.map((other) => operatorName(other, t)),
      language
    ),
  })
}

/** How a message came, when that is worth a word: `by mail`. */
export function channelText({ channel, author_type }: Pick<TicketMessage, "channel" | "author_type">, t: Translate) {
  return author_type === "customer" ? t(`tickets.channel.${channel}`, { defaultValue: channel }) : null
}

/** `a, b and c`, in the operator's language. */
export function list(parts: string[], language: string): string {
  return new Intl.ListFormat(language, { type: "conjunction" }).format(parts)
}

/** `€49.00`; a currency that `Intl` does not know is written after the number. */
export function money(amount: number, currency: string, language: string): string {
  try {
    return new Intl.NumberFormat(language, { style: "currency", currency: currency.toUpperCase() }).format(amount)
  } catch {
    return `${amount} ${currency.toUpperCase()}`
  }
}

/** Who wrote a message: the operator, or the address (and name) that it came from. */
export function messageAuthor(
  message: Pick<TicketMessage, "author_type" | "author" | "participant_id">,
  ticket: Pick<TicketThread, "participants" | "email" | "name">,
  t: Translate
): string {
  if (message.author_type === "operator") {
    return operatorName(message.author, t)
  }
  if (message.author_type === "system") {
    return t("events.actor.system")
  }
  const from = ticket.participants.find(({ id }) => id === message.participant_id) ?? ticket
  return from.name ? `${from.name} <${from.email}>` : from.email
}

/** What changed, as far as the trail says: `Priority: Urgent`, `Open → Resolved`. Null when its name says it all. */
export function eventDetail(data: Record<string, unknown> | null, operators: Operator[], t: Translate): string | null {
  if (typeof data?.from === "string" && typeof data.to === "string") {
    return [data.from, data.to].map((status) => t(`tickets.status.${status}`, { defaultValue: status })).join(" → ")
  }
  if (!Array.isArray(data?.fields)) {
    return null
  }
  return data.fields
    .map((field) => {
      const label = t(`tickets.field.${field}`, { defaultValue: String(field) })
      const value = eventValue(String(field), data[String(field)], operators, t)
      return value ? `${label}: ${value}` : label
    })
    .join(", ")
}

function eventValue(field: string, value: unknown, operators: Operator[], t: Translate): string | null {
  if (value === null) {
    return t(field === "assignee_id" ? "tickets.unassigned" : "tickets.none")
  }
  switch (field) {
    case "category":
    case "priority":
      return t(`tickets.${field}.${value}`, { defaultValue: String(value) })
    case "assignee_id":
      return operatorName(operators.find(({ id }) => id === value) ?? null, t)
    default:
      return null
  }
}
