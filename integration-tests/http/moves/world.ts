import type { App } from "../../setup/app"
import type { License, Order } from "../../setup/orders"
import { Surfer, type Page } from "../support-pages/surfer"
import { LICENSING_MODULE } from "../../../src/modules/licensing"
import type LicensingModuleService from "../../../src/modules/licensing/service"
import { settleRebindRequestsWorkflow } from "../../../src/workflows/moves/workflows/settle-rebind-requests"

const V1 = "/license-center/v1"
export const PAGE = "/license-center/rebind"

/** A license of one seat, which `old` holds. */
export type Full = { order: Order; license: License; key: string; email: string }

/** Customers with one seat and two computers. */
export class Moves {
  constructor(readonly app: App) {}

  get licensing(): LicensingModuleService {
    return this.app.container.resolve<LicensingModuleService>(LICENSING_MODULE)
  }

  call(call: string, body: object) {
    return this.app.store.anyone.ask("post", `${V1}/${call}`, { product: this.app.store.product.handle, ...body })
  }

  activate(key: string, fingerprint: string, name?: string) {
    return this.call("activate", { key, fingerprint, ...(name && { name }) })
  }

  async aFullLicense({ rebind_limit }: { rebind_limit?: number } = {}): Promise<Full> {
    const order = await this.app.orders.aPaidOrder()
    const [license] = await this.app.orders.licenses(order)
    if (rebind_limit !== undefined) {
      await this.licensing.updateLicenses({ id: license!.id, rebind_limit })
    }
    const key = await this.app.orders.reveal(license!)
    await this.activate(key, "old", "Old Mac").expect(201)
    return { order, license: license!, key, email: order.email }
  }

  async ask(key: string, fingerprint = "new", name = "New Mac") {
    const answer = await this.call("rebind-requests", { key, fingerprint, name })
    await this.app.events.settled()
    return answer
  }

  /** The private link of the only mail about a request. */
  async tokenTo(email: string): Promise<string> {
    const [mail] = await this.app.mailbox.waitFor(email, 1, /A device asks/)
    return /\/license-center\/rebind#(lcp_[A-Za-z0-9_-]+)/.exec(mail!.text)![1]!
  }

  /** Follows the link without JavaScript. */
  async follow(token: string): Promise<{ surfer: Surfer; page: Page }> {
    const surfer = new Surfer(this.app.url)
    const start = await surfer.open(PAGE)
    return { surfer, page: await surfer.send(start.form(`${PAGE}/session`), { token }) }
  }

  async deviceOf(license: License): Promise<string> {
    const [device] = await this.licensing.listLicenseActivations({ license_id: license.id, deactivated_at: null })
    return device!.id
  }

  /** Somebody who reads the page of a request for a license that is full. */
  async aVisit(given: { rebind_limit?: number } = {}) {
    const full = await this.aFullLicense(given)
    await this.ask(full.key).then(({ status }) => expect(status).toBe(202))
    const [request] = await this.licensing.listLicenseRebindRequests({ license_id: full.license.id })
    return { ...full, request: request!, ...(await this.follow(await this.tokenTo(full.email))) }
  }

  async settle(): Promise<void> {
    await settleRebindRequestsWorkflow(this.app.container).run({ input: {} })
    await this.app.events.settled()
  }
}
