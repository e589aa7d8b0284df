import { LICENSING_MODULE } from "../../../modules/licensing"
import type LicensingModuleService from "../../../modules/licensing/service"
import type { PortalVisitor } from "../../../modules/portal/types"
import { LicensesPage, type LicensesProps } from "../../../pages/portal/licenses"
import { activationsOf, listOwnedLicenses } from "../../../workflows/portal/lib/read-licenses"
import { refundStandings } from "../../../workflows/refunds/lib/refund-standings"
import type { Hosted } from "../hosted"
import { ownerOf } from "./visit"

const PAGE = 20
/** Of one license on the page. The API shows more. */
const MOST_DEVICES = 50

/** A number of a page as it stands in an address or a form. */
export const pageOf = (text: string | null): number => (text && /^[1-9]\d{0,4}$/.test(text) ? Number(text) : 1)

type More = Pick<LicensesProps, "here" | "shown" | "done" | "limited" | "wrong_reason"> & {
  page: number
  status?: number
}

/** The licenses of who came, with what was just done. */
export async function showLicenses(
  hosted: Hosted,
  visitor: PortalVisitor,
  { status = 200, page, ...more }: More
): Promise<void> {
  const { req, support, show } = hosted
  const { licenses, count } = await listOwnedLicenses(req.scope, ownerOf(visitor), {
    limit: PAGE,
    offset: (page - 1) * PAGE,
  })
  const licensing = req.scope.resolve<LicensingModuleService>(LICENSING_MODULE)
  const ids = licenses.map(({ id }) => id)
  // One more than is shown, to know whether that is all.
  const seats = await licensing.seats.of(ids, MOST_DEVICES + 1)
  const refunds = await refundStandings(req.scope, licenses)
  const { options, unsubscribes } = licensing.reminders
  show(status, LicensesPage, {
    ...more,
    reminders: options.enabled ? !(await unsubscribes.has(visitor.email)) : null,
    email: visitor.email,
    licenses: licenses.map((license) => {
      const activations = activationsOf(seats.get(license.id))
      return {
        ...license,
        activations: activations.slice(0, MOST_DEVICES),
        refund: refunds.get(license.id) ?? "none",
        devices_left_out: activations.length > MOST_DEVICES,
      }
    }),
    count,
    page,
    pages: Math.max(1, Math.ceil(count / PAGE)),
    form_token: support.forms.token(visitor.session_id),
  })
}
