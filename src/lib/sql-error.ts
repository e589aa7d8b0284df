/**
 * What of a failed statement may be told: the reason, and the error's `name`, `code` and `constraint`. knex puts the
 * statement with its values before the reason, and Postgres adds the row; errors end up in logs, and the values are
 * addresses, hashes and sealed keys.
 */
export function withoutValues(error: unknown): Error {
  const { name, message = "", code, constraint } = error as Error & { code?: string; constraint?: string }
  if (name === "KnexTimeoutError") {
    return Object.assign(new Error("the database did not answer"), { name })
  }
  // Whatever a value holds, the last " - " stands behind it. But what Postgres could not read (class 22), it quotes.
  const reason = code?.startsWith("22") ? `PostgreSQL refuses a value (${code})` : message.split(" - ").pop()
  return Object.assign(new Error(reason || code || "the database failed"), { name, code, constraint })
}
