import { LICENSING_MODULE } from "../../../../modules/licensing"
import type LicensingModuleService from "../../../../modules/licensing/service"
import { CATEGORIES } from "../../../../modules/support/rules/words"
import { LONGEST_FILL_MS } from "../../../../modules/support/rules/intake"
import { pageWords } from "../../../../pages/i18n"
import { HONEYPOT, NewTicketPage, TYPED, type NewTicketProps } from "../../../../pages/tickets/new-ticket"
import { readTicketRequest } from "../../../../workflows/support/lib/read-request"
import { takeTicketRequest } from "../../../../workflows/support/lib/take-request"
import { hiddenAsQuery } from "../../hidden-query"
import { hostedForm, hostedPage, logFailure, type Hosted } from "../../hosted"
import { readHostedForm, type HostedForm } from "../../read-hosted-form"
import { errorTexts } from "./error-texts"

const HERE = "/tickets/new"

/** Handles are short; a longer one is somebody's joke. */
const LONGEST_HANDLE = 200

export const GET = hostedPage(async ({ req, support, show, query }) => {
  const product = query("product")?.slice(0, LONGEST_HANDLE) || undefined
  const category = CATEGORIES.find((known) => known === query("category"))
  const chosen = new URLSearchParams({ ...(product && { product }), ...(category && { category }) })
  const here = chosen.size ? `${HERE}?${chosen}` : HERE
  const products = await productsOf(req.scope)
  show(200, NewTicketPage, { values: { product, category }, products, seal: support.forms.seal(new Date()), here })
}, HERE)

export const POST = hostedForm(async (hosted) => {
  const form = await readHostedForm(hosted.req)
  const seal = hosted.support.forms.open(form.get("seal"))
  const read = readTicketRequest({ ...typedIn(form), license_key: form.get("license_key"), locale: hosted.language })
  if (!read.ok) {
    const errors = errorTexts(pageWords(hosted.language).t, read.errors)
    await again(hosted, form, 400, { errors, seal: seal ? form.get("seal") : undefined })
    return
  }
  // Somebody may have left a page open over night: they are not made to believe that it was sent.
  if (!seal || Date.now() - seal.opened_at.getTime() > LONGEST_FILL_MS) {
    await hosted.support.countRefusal("stale_form", new Date())
    await again(hosted, form, 400, { problem: "stale" })
    return
  }
  let wait: number | null
  try {
    const origin = { honeypot: form.get(HONEYPOT), seal: form.get("seal") }
    const taken = await takeTicketRequest(hosted.req.scope, read.request, {
      source: "hosted",
      ip: hosted.ip,
      form: origin,
    })
    wait = taken.wait
  } catch (error) {
    logFailure(hosted.req, error as Error)
    await again(hosted, form, 503, { problem: "failed", seal: form.get("seal") })
    return
  }
  if (wait !== null) {
    hosted.res.setHeader("Retry-After", String(wait))
    await again(hosted, form, 429, { problem: "limited", seal: form.get("seal") })
    return
  }
  const hidden = hiddenAsQuery(read.request.hidden)
  hosted.lead(hidden ? `/tickets/sent?hidden=${hidden}` : "/tickets/sent")
}, HERE)

type Again = Pick<NewTicketProps, "errors" | "problem"> & { seal?: string }

/** The form with all that was typed, but for the key: a page's text is kept in more places than one would like. */
async function again(hosted: Hosted, form: HostedForm, status: number, { seal, ...why }: Again): Promise<void> {
  const { req, support, show } = hosted
  show(status, NewTicketPage, {
    ...why,
    values: typedIn(form),
    key_dropped: form.get("license_key").trim() !== "",
    products: await productsOf(req.scope),
    seal: seal ?? support.forms.seal(new Date()),
  })
}

const typedIn = (form: HostedForm) => Object.fromEntries(TYPED.map((name) => [name, form.get(name)]))

const MOST_PRODUCTS = 200

/** The products that sell licenses. */
function productsOf(container: Hosted["req"]["scope"]): Promise<{ handle: string; title: string }[]> {
  const licensing = container.resolve<LicensingModuleService>(LICENSING_MODULE)
  return licensing.listLicensedProducts(
    {},
    { select: ["id", "handle", "title"], order: { title: "ASC" }, take: MOST_PRODUCTS }
  )
}
