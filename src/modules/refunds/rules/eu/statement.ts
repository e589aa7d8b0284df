/**
 * The statement of withdrawal as the customer confirms it (directive 2011/83/EU, article 11a, paragraph 2: name, the
 * contract, where the acknowledgement goes; the words of its annex I, part B). Plain text, in lines.
 */
export type StatementInput = {
  name: string
  /** Or whatever else names the contract. */
  order_number: string
  email: string
  /** What of the order is meant, in the customer's words; null = all of it. */
  part: string | null
}

const WORDS = {
  en: {
    withdraw: "I hereby give notice that I withdraw from my contract.",
    order: "Order number",
    part: "What I withdraw from",
    whole: "the whole contract",
    name: "Name",
    email: "Acknowledgement of receipt to",
  },
  de: {
    withdraw: "Hiermit widerrufe ich den von mir abgeschlossenen Vertrag.",
    order: "Bestellnummer",
    part: "Widerrufen wird",
    whole: "der gesamte Vertrag",
    name: "Name",
    email: "Eingangsbestätigung an",
  },
} as const

export function statementOf({ name, order_number, email, part }: StatementInput, language: keyof typeof WORDS): string {
  const words = WORDS[language]
  return [
    words.withdraw,
    "",
    `${words.order}: ${order_number}`,
    `${words.part}: ${part ?? words.whole}`,
    `${words.name}: ${name}`,
    `${words.email}: ${email}`,
  ].join("\n")
}
