import { randomUUID } from "node:crypto"
import { bold, dim, green, print, printError, red } from "./console.mjs"
import { jsonClient } from "./http.mjs"
import { askForUpdate, download } from "./check-updates.mjs"
import { waitFor } from "./check-wait.mjs"
import { capturePayment, completeCart } from "./check-orders.mjs"
import { checkRenewal } from "./check-renewal.mjs"
import { checkSupport } from "./check-support.mjs"

/** A key as it stands in a mail: prefix, then five groups of five Crockford base32 symbols. */
const keyPattern = /\b[A-Z0-9]{2,8}(?:-[0-9A-HJKMNP-TV-Z]{5}){5}\b/g
const variantPlan = "personal"

/**
 * Runs the main job once through public HTTP, as a customer, an operator and the sold software would.
 * @param {import("./demo-file.mjs").DemoFile} demo
 * @returns {Promise<number>} 0 when every step held, 1 otherwise
 */
export async function checkMainJob(demo) {
  const buyer = `check-${randomUUID().slice(0, 8)}@buyer.example`
  print(bold(`\nCheck: ${buyer} buys, gets a key, and uses it`))
  const store = jsonClient(demo.url, { "x-publishable-api-key": demo.publishable_key })
  const software = jsonClient(`${demo.url}/license-center/v1`)
  const mailbox = jsonClient(demo.mailbox)
  const product = demo.products.find(({ variants }) => variants.some(({ plan_code }) => plan_code === variantPlan))
  const begin = Date.now()
  try {
    const order = await step("Buy through the store API", () => buy({ store, demo, product, buyer }))
    const admin = await step("Sign in as operator", () => signIn(demo))
    await step("No license before the payment", async () =>
      expect((await licensesOf(admin, order)).length, 0, "licenses")
    )
    await step("Capture the payment", () => capturePayment(admin, order))
    const key = await step("The key arrives by mail", () => keyByMail(mailbox, buyer))
    const license = await step("The order has one license", async () => {
      const licenses = await licensesOf(admin, order)
      expect(licenses.length, 1, "licenses")
      return licenses[0]
    })
    const device = { key, product: product.handle, fingerprint: `check-${randomUUID()}` }
    const lease = await step("Activate", async () => {
      const verdict = await software.post("/activate", { ...device, name: "Check", nonce: "check-nonce-1" })
      expect(verdict.code, "VALID", "code")
      expect(verdict.license?.seats, { limit: 1, used: 1 }, "seats")
      expect(typeof verdict.lease, "string", "type of the lease")
      return verdict.lease
    })
    await step("Validate", async () => expect((await software.post("/validate", device)).code, "VALID", "code"))
    const offer = await step("An older version is offered an update", () =>
      askForUpdate(demo.url, { product: product.handle, lease })
    )
    for (const file of offer.artifacts) {
      await step(`Download ${file.filename}`, () => download(demo.url, { file, lease }))
    }
    await step("A second device is refused", () => refusesSecondDevice(software, device))
    await step("Deactivate", async () =>
      expect((await software.post("/deactivate", device)).code, "DEACTIVATED", "code")
    )
    await step("Validate says the seat is free", async () =>
      expect((await software.post("/validate", device)).code, "NOT_ACTIVATED", "code")
    )
    await step("Reconciling again changes nothing", () => reconcileTwice(admin, order, license))
    await step("One mail, no more", async () => expect((await mailsTo(mailbox, buyer)).length, 1, "mails"))
    await checkSupport({ step, store, admin, mails: (count) => waitForMails(mailbox, buyer, count), buyer, key })
    await checkRenewal({ step, store, admin, mail: (text) => waitForMail(mailbox, buyer, text), buyer, license })
    print(`  ${green("OK")} ${dim(`in ${Date.now() - begin} ms`)}\n`)
    return 0
  } catch (error) {
    printError(`  ${red("FAILED")}: ${error.message}\n`)
    if (process.env.DEBUG) printError(error.stack)
    return 1
  }
}

async function step(label, work) {
  const start = Date.now()
  const line = (mark) => print(`  ${mark} ${label.padEnd(36)} ${dim(`${Date.now() - start} ms`.padStart(9))}`)
  try {
    const result = await work()
    line(green("✓"))
    return result
  } catch (error) {
    line(red("✗"))
    throw error
  }
}

function expect(actual, wanted, what) {
  const [is, should] = [JSON.stringify(actual), JSON.stringify(wanted)]
  if (is !== should) throw new Error(`${what}: expected ${should}, got ${is}`)
}

async function buy({ store, demo, product, buyer }) {
  const variant = product.variants.find(({ plan_code }) => plan_code === variantPlan)
  const { cart } = await store.post("/store/carts", { region_id: demo.region_id, email: buyer })
  await store.post(`/store/carts/${cart.id}/line-items`, { variant_id: variant.id, quantity: 1 })
  return completeCart(store, cart.id)
}

async function signIn(demo) {
  const { email, password } = demo.admin
  const { token } = await jsonClient(demo.url).post("/auth/user/emailpass", { email, password })
  return jsonClient(demo.url, { authorization: `Bearer ${token}` })
}

const licensesOf = async (admin, order) =>
  (await admin.get(`/admin/license-center/licenses?order_id=${order.id}`)).licenses

const mailsTo = async (mailbox, buyer) =>
  (await mailbox.get("/email")).filter(({ to }) => to.some(({ address }) => address === buyer))

async function keyByMail(mailbox, buyer) {
  const [mail] = await waitForMails(mailbox, buyer, 1)
  const keys = new Set(mail.text.match(keyPattern))
  expect(keys.size, 1, "keys in the mail")
  expect(mail.html.includes([...keys][0]), true, "the key stands in the HTML version too")
  return [...keys][0]
}

/** Waits until so many mails have come to the buyer. */
const waitForMails = (mailbox, buyer, count) =>
  waitFor(`${count} mail(s)`, async () => {
    const mails = await mailsTo(mailbox, buyer)
    return mails.length >= count ? mails : null
  })

/** Waits until a mail with such a text has come to the buyer. */
const waitForMail = (mailbox, buyer, pattern) =>
  waitFor(`a mail with ${pattern}`, async () => (await mailsTo(mailbox, buyer)).find(({ text }) => pattern.test(text)))

async function refusesSecondDevice(software, device) {
  const answer = await software
    .post("/activate", { ...device, fingerprint: `check-${randomUUID()}` })
    .catch((error) => error)
  expect([answer.status, answer.body?.code], [409, "SEAT_LIMIT_REACHED"], "answer")
}

async function reconcileTwice(admin, order, license) {
  for (let round = 0; round < 2; round++) {
    const result = await admin.post(`/admin/license-center/reconcile/${order.id}`)
    expect([result.issued, result.revoked, result.unchanged], [[], [], [license.id]], "issued, revoked, unchanged")
  }
  expect(
    (await licensesOf(admin, order)).map(({ id }) => id),
    [license.id],
    "licenses"
  )
}
