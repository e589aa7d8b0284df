import type { Knex } from "@medusajs/framework/mikro-orm/knex"

/** A transaction, or the pool itself for a single statement. */
export type Db = Knex | Knex.Transaction

/** The parts of a pg client that a prepared statement needs; knex hands out exactly this. */
type PgClient = { query(statement: { name: string; text: string; values: unknown[] }): Promise<{ rows: unknown[] }> }

/**
 * Runs one named prepared statement on Medusa's own pool. Postgres parses and plans it once per connection: on the hot
 * path that, and not going through the ORM, is most of the speed.
 *
 * @param read makes of a row what the caller wants
 */
export async function runPrepared<Row, Result>(
  knex: Knex,
  { name, text }: { name: string; text: string },
  values: unknown[],
  read: (row: Row) => Result
): Promise<Result[]> {
  const client = (await knex.client.acquireConnection()) as PgClient
  try {
    const result = await client.query({ name, text, values })
    return (result.rows as Row[]).map(read)
  } finally {
    knex.client.releaseConnection(client)
  }
}

/** Runs `text` with `?` bindings and gives back its rows. */
export async function rows<Row>(db: Db, text: string, values: unknown[] = []): Promise<Row[]> {
  const result = await db.raw(text, values as Knex.RawBinding[])
  return result.rows as Row[]
}
