import { PasteForm } from "../components/link-forms"
import { Opening } from "../components/opening"
import { Card } from "../components/parts"
import { Page } from "../document"
import { useFrame } from "../frame"

export const AT = "/rebind"

/** For who comes without a visit, or with a link that does not open. */
export function OpenRebindPage({ problem }: { problem?: "unknown" | "expired" | "revoked" | "ended" }) {
  const { t } = useFrame()
  return (
    <Page
      title={t("rebind.open_title")}
      here={AT}
      cookie="rebind"
      failed={problem !== undefined}
      beside={<Opening at={AT} />}
    >
      <h1 tabIndex={-1} data-focus={problem && ""}>
        {t("rebind.open_title")}
      </h1>
      {problem && <p className="lead">{t(`rebind.${problem}`)}</p>}
      <Card>
        <p>{t("rebind.open_intro")}</p>
        <PasteForm at={AT} />
      </Card>
    </Page>
  )
}
