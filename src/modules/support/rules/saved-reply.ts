/** What a saved reply may name, in the order in which operators are shown it. */
export const VARIABLES = [
  "customer.first_name",
  "ticket.number",
  "product.title",
  "operator.name",
  "store.name",
] as const
export type Variable = (typeof VARIABLES)[number]

/** `{{ name }}` or `{{ name | fallback }}` on one line. Without nested quantifiers: its time grows with the text only. */
const PLACEHOLDER = /\{\{([^{}|\n]*)(?:\|([^{}\n]*))?\}\}/g

/**
 * Puts values into a saved reply: `{{customer.first_name}}`, or `{{customer.first_name|there}}` for when there is none.
 * Values are text: what looks like a variable in one of them is left as it is, since customers choose their names.
 *
 * @param values by name of variable; null or blank when there is none
 * @returns `missing`: the names that are unknown, or have neither a value nor a fallback, each once. They are left
 *   visible in `text`, so that an operator sees them before the customer does
 */
export function fillIn(template: string, values: Record<string, string | null>): { text: string; missing: string[] } {
  const missing = new Set<string>()
  const text = template.replace(PLACEHOLDER, (placeholder: string, between: string, otherwise?: string) => {
    const name = between.trim()
    const value = Object.hasOwn(values, name) ? values[name]?.trim() : undefined
    if (value) {
      return value
    }
    const fallback = otherwise?.trim()
    // The fallback of a name that nobody knows would hide a slip of the pen for ever.
    if (fallback && isKnown(name, values)) {
      return fallback
    }
    missing.add(name)
    return placeholder
  })
  return { text, missing: [...missing] }
}

const isKnown = (name: string, values: Record<string, unknown>) =>
  (VARIABLES as readonly string[]).includes(name) || Object.hasOwn(values, name)
