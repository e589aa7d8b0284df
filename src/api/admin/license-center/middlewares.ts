import type { MiddlewareRoute } from "@medusajs/framework/http"
import { ListDisputes } from "./disputes/validators"
import { RenewalCart } from "../../../workflows/renewals/lib/renewal-cart-request"
import { UpgradeCart } from "../../../workflows/upgrades/lib/upgrade-cart-request"
import { EraseCustomer, ExportCustomer } from "./customers/validators"
import { ExtendLicense, ListEvents, ListLicenses, SearchLicenses } from "./licenses/validators"
import { ListNotices } from "./notices/validators"
import { CreatePlan, ListPlans, SetVariants, UpdatePlan } from "./plans/validators"
import { ListRebindRequests } from "./rebind-requests/validators"
import { ApplyUpgrade } from "./reconcile/validators"
import {
  ApproveRefund,
  AssessRefund,
  DeclineRefund,
  ListRefundRequests,
  RefundOrder,
} from "./refund-requests/validators"
import {
  AddArtifact,
  CreateRelease,
  Explain,
  Installs,
  ListReleases,
  Rollout,
  UpdateRelease,
  UploadArtifact,
} from "./releases/validators"
import { BASE, body, hideSearch, list, upload, withoutNul } from "./route-checks"
import { ticketRoutes } from "./tickets/middlewares"
import { Reason } from "./validators"
import { SetPlan } from "./variants/validators"
import { ListWithdrawals, RefuseWithdrawal } from "./withdrawals/validators"

export const adminRoutes: MiddlewareRoute[] = [
  { matcher: `${BASE}/*`, methods: ["GET", "POST", "DELETE"], middlewares: [withoutNul] },
  list("plans", ListPlans),
  body("plans", CreatePlan),
  body("plans/:id", UpdatePlan),
  body("plans/:id/variants", SetVariants),
  body("variants/:id", SetPlan),
  hideSearch(
    "licenses",
    ["GET"],
    Object.keys(ListLicenses.shape).filter((name) => name !== "q")
  ),
  list("licenses", ListLicenses),
  body("licenses/search", SearchLicenses),
  list("licenses/:id/events", ListEvents),
  body("licenses/:id/activations/:activation_id/deactivate", Reason),
  body("licenses/:id/suspend", Reason),
  body("licenses/:id/reinstate", Reason),
  body("licenses/:id/revoke", Reason),
  body("licenses/:id/resend", Reason),
  body("licenses/:id/reveal", Reason),
  body("licenses/:id/reissue-key", Reason),
  body("licenses/:id/extend", ExtendLicense),
  body("licenses/:id/renewal-cart", RenewalCart),
  body("licenses/:id/upgrade-cart", UpgradeCart),
  body("licenses/:id/allow-rebind", Reason),
  body("reconcile/:order_id/apply-upgrade", ApplyUpgrade),
  body("customers/export", ExportCustomer),
  body("customers/erase", EraseCustomer),
  list("rebind-requests", ListRebindRequests),
  body("rebind-requests/:id/approve", Reason),
  body("rebind-requests/:id/decline", Reason),
  list("releases", ListReleases),
  body("releases", CreateRelease),
  list("updates/installs", Installs),
  body("updates/explain", Explain),
  body("releases/:id", UpdateRelease),
  body("releases/:id/artifacts", AddArtifact),
  upload("releases/:id/artifacts/upload", UploadArtifact),
  body("releases/:id/publish", Reason),
  body("releases/:id/yank", Reason),
  body("releases/:id/rollout", Rollout),
  list("releases/:id/events", ListEvents),
  list("notices", ListNotices),
  list("disputes", ListDisputes),
  list("withdrawals", ListWithdrawals),
  body("withdrawals/:id/accept", Reason),
  body("withdrawals/:id/refuse", RefuseWithdrawal),
  body("refund-assessments/:order_id", AssessRefund),
  body("refund-assessments/:order_id/refund", RefundOrder),
  list("refund-requests", ListRefundRequests),
  body("refund-requests/:id/approve", ApproveRefund),
  body("refund-requests/:id/decline", DeclineRefund),
  ...ticketRoutes,
]
