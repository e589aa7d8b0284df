import { createHmac } from "node:crypto"
import { HttpError, jsonClient } from "./http.mjs"

/**
 * Signs in as the demo's operator, making that user first when it does not exist. Every step looks before it makes, so
 * a seed that was killed half-way goes on where it stopped.
 * @param {{ url: string, jwtSecret: string, email: string, password: string }} options
 * @returns {Promise<ReturnType<typeof jsonClient>>} a client with the operator's rights
 */
export async function signInAsOperator({ url, jwtSecret, email, password }) {
  const open = jsonClient(url)
  const signIn = async () => (await open.post("/auth/user/emailpass", { email, password })).token

  let token = await signIn().catch(refusedAsNull)
  if (!token) {
    token = (
      await open.post("/auth/user/emailpass/register", { email, password }).catch((error) => {
        if (!(error instanceof HttpError) || error.status !== 401) throw error
        throw new Error(
          `This database has an operator ${email} with another password. ` +
            "The demo keeps its password in .demo/secrets.json; start with an empty database instead.",
          { cause: error }
        )
      })
    ).token
  }
  if (!actorOf(token)) {
    const invite = await inviteFor({ url, jwtSecret, email })
    const joining = jsonClient(url, { authorization: `Bearer ${token}` })
    await joining.post(`/admin/invites/accept?token=${encodeURIComponent(invite)}`, {
      first_name: "Nia",
      last_name: "Bloom",
    })
    token = await signIn()
  }
  return jsonClient(url, { authorization: `Bearer ${token}` })
}

function refusedAsNull(error) {
  if (error instanceof HttpError && error.status === 401) return null
  throw error
}

const actorOf = (token) => JSON.parse(Buffer.from(token.split(".")[1], "base64url").toString()).actor_id

/**
 * Medusa makes the first user from the command line, which boots a second Medusa and costs ten seconds. The demo holds
 * the secret that this Medusa trusts, so it signs a token good for one minute and invites its operator with that.
 */
async function inviteFor({ url, jwtSecret, email }) {
  const admin = jsonClient(url, { authorization: `Bearer ${signToken(jwtSecret)}` })
  const { invites } = await admin.get(`/admin/invites?q=${encodeURIComponent(email)}`)
  const known = invites.find((invite) => invite.email === email)
  const { invite } = known
    ? await admin.post(`/admin/invites/${known.id}/resend`)
    : await admin.post("/admin/invites", { email })
  return invite.token
}

function signToken(secret) {
  const now = Math.floor(Date.now() / 1000)
  const encode = (value) => Buffer.from(JSON.stringify(value)).toString("base64url")
  const claims = {
    actor_id: "demo",
    actor_type: "user",
    auth_identity_id: "demo",
    app_metadata: {},
    iat: now,
    exp: now + 60,
  }
  const unsigned = `${encode({ alg: "HS256", typ: "JWT" })}.${encode(claims)}`
  return `${unsigned}.${createHmac("sha256", secret).update(unsigned).digest("base64url")}`
}
