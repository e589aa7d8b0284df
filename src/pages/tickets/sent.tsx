import type { RedactionCounts } from "../../modules/support/types"
import { HiddenSentences, isAnythingHidden } from "../components/hidden"
import { Card, Notice } from "../components/parts"
import { Page } from "../document"
import { useFrame } from "../frame"

/** The same for everyone: whether there is a ticket now, only the mailbox says. */
export function SentPage({ hidden, here }: { hidden: RedactionCounts | null; here: string }) {
  const { t, to } = useFrame()
  return (
    <Page title={t("sent.title")} here={here}>
      <h1>{t("sent.title")}</h1>
      <Card>
        <p className="lead">{t("sent.text")}</p>
        <p>{t("sent.wait")}</p>
      </Card>
      {isAnythingHidden(hidden) && (
        <Notice tone="info" title={t("hidden.title")}>
          <HiddenSentences hidden={hidden} />
          <p>{t("hidden.why")}</p>
        </Notice>
      )}
      <p className="aside">
        <a href={to("/tickets/new")}>{t("sent.again")}</a>
      </p>
    </Page>
  )
}
