import {
  beginOrderEditOrderWorkflow,
  cancelBeginOrderEditWorkflow,
  confirmOrderEditRequestWorkflow,
  orderEditUpdateItemQuantityWorkflow,
} from "@medusajs/medusa/core-flows"
import type { MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys, MedusaError } from "@medusajs/framework/utils"
import type { Actor } from "../../../lib/actor"
import { revokeRefundedWorkflow } from "../../licenses/workflows/revoke-refunded"
import type { Purchase } from "./read-purchase"
import type { UnitAbout } from "./units"

export type TakeBack = {
  purchase: Purchase
  units: UnitAbout[]
  request_id: string
  actor: Actor
}

type Quantity = { id: string; quantity: number }
type Change = { id: string; status: string; internal_note: string | null }

/** By it a second try finds the edit of the first. */
const markOf = (request_id: string) => `License Center refund ${request_id}`

/**
 * Takes units out of an order, and the licenses of exactly these units from whoever has them. Reconciliation takes any
 * unit of a line when its quantity falls: the keys that go are revoked before, and then none is too many. Terms have no
 * choice to make, for what comes after one that is taken back moves up.
 *
 * Doing it again comes to the same, wherever it was left.
 *
 * @throws MedusaError with what Medusa refuses, for instance while somebody else edits the order
 */
export async function takeBack(container: MedusaContainer, input: TakeBack): Promise<void> {
  const changes = await editsOf(container, input.purchase.id, input.request_id)
  if (changes.some(isConfirmed)) {
    return
  }
  const items = quantities(input)
  const order_id = input.purchase.id
  if (changes.some(({ status }) => status === "pending" || status === "requested")) {
    await cancelBeginOrderEditWorkflow(container).run({ input: { order_id } })
  }
  await edit(container, input, items)
}

/** Whatever may refuse for good comes before the first license is revoked. */
async function edit(container: MedusaContainer, input: TakeBack, items: Quantity[]): Promise<void> {
  const { purchase, request_id, actor } = input
  const by = actor.id ?? undefined
  await beginOrderEditOrderWorkflow(container).run({
    input: { order_id: purchase.id, internal_note: markOf(request_id), ...(by && { created_by: by }) },
  })
  try {
    await revoke(container, input)
    await orderEditUpdateItemQuantityWorkflow(container).run({ input: { order_id: purchase.id, items } })
    await confirmOrderEditRequestWorkflow(container).run({
      input: { order_id: purchase.id, ...(by && { confirmed_by: by }) },
    })
  } catch (error) {
    // An edit that is left open would keep everybody else from this order.
    await cancelBeginOrderEditWorkflow(container).run({ input: { order_id: purchase.id }, throwOnError: false })
    throw error
  }
}

async function revoke(container: MedusaContainer, { purchase, units, actor }: TakeBack): Promise<void> {
  const license_ids = units.flatMap(({ license_id, kind }) => (license_id && kind === "initial" ? [license_id] : []))
  if (license_ids.length) {
    await revokeRefundedWorkflow(container).run({ input: { order_id: purchase.id, license_ids, actor } })
  }
}

/** @throws MedusaError not_allowed for what Medusa never takes out */
function quantities({ purchase: { lines }, units }: TakeBack): Quantity[] {
  return [...new Set(units.map(({ line_item_id }) => line_item_id))].flatMap((id) => {
    const line = lines.get(id)
    if (!line) {
      return []
    }
    const taken = units.filter((unit) => unit.line_item_id === id).reduce((sum, { quantity }) => sum + quantity, 0)
    const quantity = Math.max(0, line.quantity - taken)
    if (quantity < line.fulfilled) {
      throw new MedusaError(
        MedusaError.Types.NOT_ALLOWED,
        `${line.title} was fulfilled, and Medusa takes no fulfilled item out of an order: cancel its fulfillment first`
      )
    }
    return [{ id, quantity }]
  })
}

/** Whether units left the order for a request: what was revoked for it comes back by nothing but a new sale. */
export async function hasTakenBack(container: MedusaContainer, order_id: string, request_id: string): Promise<boolean> {
  return (await editsOf(container, order_id, request_id)).some(isConfirmed)
}

const isConfirmed = ({ status }: Change) => status === "confirmed"

async function editsOf(container: MedusaContainer, order_id: string, request_id: string): Promise<Change[]> {
  const { data } = await container.resolve(ContainerRegistrationKeys.QUERY).graph({
    entity: "order_change",
    fields: ["id", "status", "internal_note"],
    filters: { order_id },
  })
  return (data as unknown as Change[]).filter(({ internal_note }) => internal_note === markOf(request_id))
}
