import { Opening } from "../components/opening"
import { Button, Card, Form, Notice } from "../components/parts"
import { Page } from "../document"
import { useFrame } from "../frame"
import { LicenseSection } from "./license"
import type { PortalLicense } from "./model"
import { PersonalData } from "./personal-data"
import { Reminders } from "./reminders"

export const PORTAL_DONE = ["freed", "asked", "reminded", "silenced"] as const
/** What a form of the page has just done. */
export type PortalDone = (typeof PORTAL_DONE)[number]

export type LicensesProps = {
  email: string
  licenses: PortalLicense[]
  count: number
  page: number
  pages: number
  /** Whether the address is reminded of what ends; null where the store reminds nobody. */
  reminders: boolean | null
  /** Of the session, for every form. */
  form_token: string
  here?: string
  /** A key that was just asked for, in clear. */
  shown?: { license_id: string; key: string }
  done?: PortalDone
  /** What was asked for too often. */
  limited?: "keys" | "data" | "reminders"
  /** Why somebody asks to be forgotten, when it is too long. */
  wrong_reason?: string
}

/** All licenses of an address, for who has read its mail. */
export function LicensesPage({ email, licenses, count, page, pages, reminders, form_token, ...more }: LicensesProps) {
  const { t, to } = useFrame()
  const { here, shown, done, limited, wrong_reason } = more
  const failed = limited !== undefined || wrong_reason !== undefined
  return (
    <Page title={t("portal.list.title")} here={here} cookie="portal" failed={failed} beside={<Opening at="/portal" />}>
      {done && (
        <Notice tone="good" title={t(`portal.flash.${done}_title`)}>
          <p>{t(`portal.flash.${done}`)}</p>
        </Notice>
      )}
      {limited && (
        <Notice tone="bad" title={t("portal.limited_title")}>
          <p>{t(`portal.limited_${limited}`)}</p>
        </Notice>
      )}
      <h1>{t("portal.list.title")}</h1>
      <p className="number">
        {t("portal.list.of", { email })}
        {count > 0 && ` · ${t("portal.list.count", { count })}`}
      </p>
      {count === 0 && (
        <Card title={t("portal.list.none_title")} id="none">
          <p>{t("portal.list.none", { email })}</p>
          <p>
            <a href={to("/portal?other=1")}>{t("portal.door.submit")}</a>
          </p>
        </Card>
      )}
      {licenses.map((license) => (
        <LicenseSection
          key={license.id}
          {...{ license, form_token, page }}
          shown={shown?.license_id === license.id ? shown.key : undefined}
        />
      ))}
      {pages > 1 && (
        <nav className="pages" aria-label={t("portal.list.pages")}>
          {page > 1 && <a href={to(`/portal?page=${page - 1}`)}>{t("portal.list.previous")}</a>}
          <span>{t("portal.list.page", { page, pages })}</span>
          {page < pages && <a href={to(`/portal?page=${page + 1}`)}>{t("portal.list.next")}</a>}
        </nav>
      )}
      {reminders !== null && count > 0 && <Reminders {...{ form_token, wanted: reminders }} />}
      <PersonalData {...{ form_token, wrong_reason }} />
      <Card title={t("portal.leave.title")} id="leave" quiet>
        <p>{t("portal.leave.text")}</p>
        <Form action="/portal/leave">
          <Button quiet>{t("portal.leave.submit")}</Button>
        </Form>
      </Card>
    </Page>
  )
}
