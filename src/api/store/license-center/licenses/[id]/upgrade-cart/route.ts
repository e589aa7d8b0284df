import { readCart } from "../../../../../../workflows/renewals/lib/read-cart"
import { UpgradeCart } from "../../../../../../workflows/upgrades/lib/upgrade-cart-request"
import { createUpgradeCartWorkflow } from "../../../../../../workflows/upgrades/workflows/create-upgrade-cart"
import { ownedLicense, ownerRoute } from "../../../owner-route"
import { refuseInvalid, refuseUnknown } from "../../../tickets/visitor-route"

/** Makes a cart that upgrades the license. Nothing changes until its order is paid. */
export const POST = ownerRoute(async (req, res, owner) => {
  const body = UpgradeCart.safeParse(req.body ?? {})
  if (!body.success) {
    refuseInvalid(
      res,
      body.error.issues.map(({ path, message }) => ({ field: path.join("."), message }))
    )
    return
  }
  const license = await ownedLicense(req, owner, req.params.id!)
  if (!license) {
    refuseUnknown(res)
    return
  }
  const { variant_id } = body.data
  const { result } = await createUpgradeCartWorkflow(req.scope).run({ input: { license_id: license.id, variant_id } })
  res.status(201).json({ ...(await readCart(req.scope, result.cart_id)), quote: result.quote })
})
