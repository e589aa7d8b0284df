import { Page } from "../document"
import { useFrame } from "../frame"

/** A page that says one thing and leads back. */
export function PlainPage({ says, back }: { says: "forbidden" | "limited" | "failed" | "missing"; back: string }) {
  const { t, to } = useFrame()
  return (
    <Page title={t(`${says}.title`)} here={back} failed>
      <h1 tabIndex={-1} data-focus="">
        {t(`${says}.title`)}
      </h1>
      <p className="lead">{t(`${says}.text`)}</p>
      <p>
        <a href={to(back)}>{t("failed.back")}</a>
      </p>
    </Page>
  )
}
