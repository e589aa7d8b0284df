import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import { withoutValues } from "./sql-error"

/** A transaction, or the pool itself for a single statement. */
export type Db = Knex | Knex.Transaction

/** The parts of a pg client that a prepared statement needs; knex hands out exactly this. */
type PgClient = { query(statement: { name: string; text: string; values: unknown[] }): Promise<{ rows: unknown[] }> }

/**
 * How long the sold software is kept waiting for a database that does not answer. Medusa's pool waits a minute for a
 * connection; an early "ask again" is better than that, because the software's lease carries it.
 */
const PATIENCE_MS = 5_000

/**
 * Runs one named prepared statement on Medusa's own pool. Postgres parses and plans it once per connection: on the hot
 * path that, and not going through the ORM, is most of the speed.
 *
 * @param read makes of a row what the caller wants
 * @throws Error as {@link rows} does, and when no connection is to be had in {@link PATIENCE_MS}
 */
export async function runPrepared<Row, Result>(
  db: Db,
  { name, text }: { name: string; text: string },
  values: unknown[],
  read: (row: Row) => Result
): Promise<Result[]> {
  const client = await acquire<PgClient>(db)
  try {
    const result = await client.query({ name, text, values })
    return (result.rows as Row[]).map(read)
  } catch (error) {
    throw withoutValues(error)
  } finally {
    db.client.releaseConnection(client)
  }
}

/**
 * Runs `text` with `?` bindings and gives back its rows.
 *
 * @throws Error with the database's reason as its message, and its `code` and `constraint`. Never with the statement or
 *   its values: errors end up in logs, and the values are addresses, hashes and sealed keys.
 */
export async function rows<Row>(db: Db, text: string, values: unknown[] = []): Promise<Row[]> {
  try {
    const result = await db.raw(text, values as Knex.RawBinding[])
    return result.rows as Row[]
  } catch (error) {
    throw withoutValues(error)
  }
}

/** Writes one row, by {@link rows}. `table` and the columns' names are ours, never a caller's. */
export async function insert(db: Db, table: string, row: Record<string, unknown>): Promise<void> {
  const columns = Object.keys(row)
  const places = columns.map(() => "?").join(", ")
  await rows(db, `INSERT INTO ${table} (${columns.join(", ")}) VALUES (${places})`, Object.values(row))
}

/**
 * A transaction for a call of the sold software.
 *
 * @throws what `work` throws, or Error when no connection is to be had in {@link PATIENCE_MS}
 */
export async function inTransaction<T>(knex: Knex, work: (trx: Knex.Transaction) => Promise<T>): Promise<T> {
  const connection = await acquire(knex)
  try {
    return await knex.transaction(work, { connection })
  } finally {
    knex.client.releaseConnection(connection)
  }
}

/** Waits for work whose end does no harm when it comes too late. */
export function soon<T>(work: Promise<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => {
      reject(new Error(`the database did not answer within ${PATIENCE_MS / 1000} s`))
    }, PATIENCE_MS)
    work.then(resolve, reject).finally(() => clearTimeout(timer))
  })
}

/** A connection of the pool. One that comes too late goes straight back, or the pool would run dry. */
async function acquire<Connection>(db: Db): Promise<Connection> {
  const acquiring: Promise<Connection> = db.client.acquireConnection()
  let given = false
  try {
    const connection = await soon(acquiring)
    given = true
    return connection
  } finally {
    if (!given) {
      acquiring.then(
        (connection) => db.client.releaseConnection(connection),
        () => undefined
      )
    }
  }
}
