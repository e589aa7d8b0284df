import { Heading } from "@medusajs/ui"
import { useRebindRequests } from "../../hooks/rebind-requests"
import { useText } from "../../lib/translate"
import { RebindRequestRow } from "./rebind-request-row"

const MOST = 20

/** Devices that asked for a seat of this license. Most licenses have none, and then there is nothing to be seen. */
export const LicenseRequests = ({ licenseId }: { licenseId: string }) => {
  const { t } = useText()
  const { data } = useRebindRequests({ license_id: licenseId, limit: MOST, offset: 0 })
  return data?.rebind_requests.length ? (
    <section>
      <Heading level="h3" className="px-6 pb-2 pt-4">
        {t("moves.title")}
      </Heading>
      <ul className="divide-y">
        {data.rebind_requests.map((request) => (
          <RebindRequestRow key={request.id} request={request} />
        ))}
      </ul>
    </section>
  ) : null
}
