import type { MedusaContainer } from "@medusajs/framework/types"
import { sweepOrdersWorkflow } from "../workflows/orders/workflows/sweep-orders"

/** Finds what events missed. Every minute, so that a paid order has its licenses within two. */
export default async function sweepOrders(container: MedusaContainer) {
  await sweepOrdersWorkflow(container).run({})
}

export const config = { name: "license-center-sweep-orders", schedule: "* * * * *" }
