// Makes the demo's operator and catalogue in a running server, and prints what a shop needs to know of them as JSON. A
// program of its own, since jest loads no native modules.
//
//   node seed-store.mjs http://localhost:9000     with JWT_SECRET of that server in the environment
import { seed } from "../../../demo/lib/seed.mjs"
import { signInAsOperator } from "../../../demo/lib/seed-admin.mjs"

const operator = { email: "operator@example.com", password: "only for tests" }
const admin = await signInAsOperator({ url: process.argv[2], jwtSecret: process.env.JWT_SECRET, ...operator })
process.stdout.write(`${JSON.stringify({ operator, ...(await seed(admin)) })}\n`)
