import { Client, Pool } from "@medusajs/framework/pg"

const { DB_HOST = "localhost", DB_PORT = "5432", DB_USERNAME = "postgres", DB_PASSWORD = "postgres" } = process.env

const urlOf = (name: string) =>
  `postgres://${encodeURIComponent(DB_USERNAME)}:${encodeURIComponent(DB_PASSWORD)}@${DB_HOST}:${DB_PORT}/${name}`

/** A database that the tests made, and may cut off and drop. */
export class Database {
  private pool: Pool | null = null

  private constructor(readonly name: string) {}

  get url(): string {
    return urlOf(this.name)
  }

  /** @param template of the same schema and content, with nobody connected to it */
  static async create(purpose: string, template?: Database): Promise<Database> {
    const database = new Database(`license_center_${purpose}_${process.pid}_${Date.now().toString(36)}`)
    await template?.disconnect()
    await onServer(`CREATE DATABASE "${database.name}"${template ? ` TEMPLATE "${template.name}"` : ""}`)
    return database
  }

  async query<Row = Record<string, unknown>>(sql: string, values: unknown[] = []): Promise<Row[]> {
    if (!this.pool) {
      this.pool = new Pool({ connectionString: this.url, max: 4 })
      // Our own idle connections are cut off too when the test plays an outage.
      this.pool.on("error", () => undefined)
    }
    return (await this.pool.query(sql, values)).rows as Row[]
  }

  /** Nobody gets in, and who is in is thrown out: what a server sees when its database is down. */
  async cutOff(): Promise<void> {
    await onServer(`ALTER DATABASE "${this.name}" ALLOW_CONNECTIONS false`)
    await this.disconnect()
  }

  async letIn(): Promise<void> {
    await onServer(`ALTER DATABASE "${this.name}" ALLOW_CONNECTIONS true`)
  }

  /** Ends every connection, ours and those of servers. */
  async disconnect(): Promise<void> {
    await this.pool?.end().catch(() => undefined)
    this.pool = null
    await onServer("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = $1", [this.name])
  }

  async drop(): Promise<void> {
    await this.disconnect()
    await onServer(`DROP DATABASE IF EXISTS "${this.name}" WITH (FORCE)`)
  }

  /** Every row of every table as PostgreSQL prints it: where a secret in clear would be found. */
  async *everyRow(): AsyncGenerator<{ table: string; row: string }> {
    const tables = await this.query<{ name: string }>(
      "SELECT tablename AS name FROM pg_tables WHERE schemaname = current_schema()"
    )
    for (const { name } of tables) {
      for (const { row } of await this.query<{ row: string }>(`SELECT t::text AS row FROM "${name}" t`)) {
        yield { table: name, row }
      }
    }
  }
}

async function onServer(sql: string, values: unknown[] = []): Promise<void> {
  const connection = new Client({ connectionString: urlOf("postgres") })
  await connection.connect()
  try {
    await connection.query(sql, values)
  } finally {
    await connection.end()
  }
}
