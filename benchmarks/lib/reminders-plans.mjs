/**
 * How PostgreSQL ran the queries, by its own word.
 * @param {{ sql: string, bindings: unknown[] }[]} asked
 * @returns {Promise<string[]>} which of the large tables were read from end to end, with the query
 */
export async function explainAll(pool, asked) {
  const seen = new Set()
  const scans = []
  for (const { sql, bindings } of asked) {
    if (!/license_center_/.test(sql) || /^\s*TRUNCATE/i.test(sql) || seen.has(sql)) continue
    seen.add(sql)
    // Undone: what it writes was written when it was measured.
    const trx = await pool.transaction()
    const { rows } = await trx.raw(`EXPLAIN (ANALYZE, BUFFERS) ${sql.replace(/\$\d+/g, "?")}`, bindings)
    await trx.rollback()
    const plan = rows.map((row) => row["QUERY PLAN"]).join("\n")
    for (const [scan] of plan.matchAll(/Seq Scan on license_center_(?:license|term|reminder)\b/g)) {
      scans.push(`${scan}: ${sql.replace(/\s+/g, " ").slice(0, 160)}`)
    }
  }
  return scans
}
