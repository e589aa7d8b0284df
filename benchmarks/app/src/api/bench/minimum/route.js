const { generateKeyPairSync, sign } = require("node:crypto")
const path = require("node:path")
const { LOOKUP, lookupValues } = require("../../../lookup")

const { Vault } = require(path.join(process.env.BENCH_PLUGIN, ".medusa/server/src/lib/secret.js"))

const vault = new Vault(Buffer.from(process.env.LICENSE_CENTER_SECRET, "base64"))
const { privateKey } = generateKeyPairSync("ed25519")
const header = Buffer.from('{"alg":"EdDSA","typ":"license+jwt","kid":"0123456789abcdef"}').toString("base64url")

/**
 * The limit of the job: what nobody can leave out who answers inside Medusa with a signed lease. One prepared look-up on
 * Medusa's own pool, one signature, a body of the size that `validate` has. No rules, no limits, no "last seen", no
 * forgiveness for how a key is typed.
 */
exports.POST = async (req, res) => {
  const { key, product, fingerprint } = req.body
  // The plain name, so that this file needs nothing of the framework.
  // eslint-disable-next-line @medusajs/prefer-container-registration-keys
  const { client: pool } = req.scope.resolve("__pg_connection__")
  const connection = await pool.acquireConnection()
  let row
  try {
    const values = lookupValues(vault, key, fingerprint)
    row = (await connection.query({ name: "bench-minimum", text: LOOKUP, values })).rows[0]
  } finally {
    pool.releaseConnection(connection)
  }
  const iat = Math.floor(Date.now() / 1000)
  const claims = {
    iss: "http://localhost:9000",
    aud: product,
    sub: row.id,
    aid: row.activation_id,
    fph: row.fingerprint_hash.slice(0, 43),
    plan: "team",
    ent: row.entitlements,
    lic_exp: iat,
    upd_until: iat,
    grace: 604_800,
    on_exp: row.on_expiry,
    iat,
    exp: iat + 1_209_600,
  }
  const input = `${header}.${Buffer.from(JSON.stringify(claims)).toString("base64url")}`
  res.json({
    valid: row.status === "active",
    code: "VALID",
    detail: "The license is valid.",
    license: {
      id: row.id,
      status: row.status,
      plan: { code: "team", name: "Team" },
      product: { handle: product, title: "Nimbus Notes" },
      seats: { limit: row.seats, used: 3 },
      entitlements: row.entitlements,
      expires_at: row.last_seen_at,
      updates_until: row.last_seen_at,
    },
    activation: {
      id: row.activation_id,
      name: row.name,
      platform: row.platform,
      activated_at: row.activated_at,
      last_seen_at: row.last_seen_at,
    },
    lease: `${input}.${sign(null, Buffer.from(input), privateKey).toString("base64url")}`,
    help_url: null,
  })
}
