import { ArrowPath, Calendar, ChevronDownMini, Envelope, Eye } from "@medusajs/icons"
import { Badge, Button, DropdownMenu, StatusBadge, Text, clx, toast } from "@medusajs/ui"
import { type ReactNode, useState } from "react"
import { useLicense, useLicenseAction } from "../../hooks/licenses"
import { licenseBadge } from "../../lib/badges"
import { durationInWords } from "../../lib/duration-form"
import { formatDate, shortKey } from "../../lib/format"
import type { TicketLicense, TicketThread } from "../../lib/ticket-types"
import { type Translate, useText } from "../../lib/translate"
import { ReasonPrompt } from "../common/reason-prompt"
import { ExtendLicense } from "../licenses/extend-license"
import { LicenseDrawer } from "../licenses/license-drawer"
import { seatsText } from "../licenses/license-row"
import { TicketDevices } from "./ticket-devices"

/** What an operator extends by, most of the time; the last opens the same dialog to be filled in. */
const EXTENSIONS = ["P7D", "P30D", "P1Y"]

type Dialog = { name: "details" | "resend" | "allow_rebind" } | { name: "extend"; by?: string }

/** One license beside a ticket: how it stands, and what helps its owner, each with a reason that names the ticket. */
export const TicketLicenseRow = (props: { license: TicketLicense; ticket: TicketThread; initiallyOpen: boolean }) => {
  const { t } = useText()
  const { license, ticket } = props
  const [open, setOpen] = useState(props.initiallyOpen)
  const [dialog, setDialog] = useState<Dialog | null>(null)
  const badge = licenseBadge(license.state)
  const close = () => setDialog(null)
  const reason = t("tickets.licenses.reason", { number: ticket.number })

  return (
    <li>
      <button
        type="button"
        aria-expanded={open}
        onClick={() => setOpen(!open)}
        className="hover:bg-ui-bg-base-hover focus-visible:shadow-borders-focus flex w-full items-start gap-x-3 px-6 py-3 text-left outline-none"
      >
        <span className="flex min-w-0 flex-1 flex-col gap-y-1">
          <span className="flex flex-wrap items-center gap-x-2 gap-y-1">
            <Text as="span" size="small" weight="plus" leading="compact" className="break-words">
              {license.product.title}
            </Text>
            {license.id === ticket.license_id && (
              <Badge size="2xsmall" color="blue">
                {t("tickets.licenses.own")}
              </Badge>
            )}
          </span>
          <Text as="span" size="xsmall" leading="compact" className="text-ui-fg-subtle">
            {license.plan.name} · <span className="font-mono">{shortKey(license.masked_key)}</span>
          </Text>
        </span>
        <StatusBadge color={badge.color}>{t(badge.label)}</StatusBadge>
        <ChevronDownMini className={clx("text-ui-fg-muted shrink-0 transition-transform", { "rotate-180": open })} />
      </button>
      {open && (
        <div className="flex flex-col gap-y-3 px-6 pb-4">
          <FactsAndActions license={license} onPick={setDialog} />
          <TicketDevices license={license} reason={reason} />
        </div>
      )}
      {dialog?.name === "details" && <LicenseDrawer license={license} onClose={close} />}
      {dialog?.name === "extend" && (
        <ExtendLicense license={license} initialBy={dialog.by} initialReason={reason} onClose={close} />
      )}
      {(dialog?.name === "resend" || dialog?.name === "allow_rebind") && (
        <HelpPrompt action={dialog.name} license={license} reason={reason} onClose={close} />
      )}
    </li>
  )
}

/** How often it was moved stands in its details only, which are read once it is unfolded. */
const FactsAndActions = (props: { license: TicketLicense; onPick: (dialog: Dialog) => void }) => {
  const { t } = useText()
  const rebinds = useLicense(props.license.id).data?.rebinds
  const license = { ...props.license, ...(rebinds && { rebinds }) }
  return (
    <>
      <Facts license={license} />
      {license.status === "revoked" ? (
        <Button
          size="small"
          variant="secondary"
          className="self-start"
          onClick={() => props.onPick({ name: "details" })}
        >
          {t("license.action.details")}
        </Button>
      ) : (
        <Actions license={license} onPick={props.onPick} />
      )}
    </>
  )
}

const Facts = ({ license }: { license: TicketLicense }) => {
  const { t, language } = useText()
  const { rebinds } = license
  const facts: [string, string][] = [
    [t("license.field.seats"), seatsText(license, t)],
    [
      t("license.field.expires_at"),
      license.expires_at ? formatDate(license.expires_at, language) : t("license.never_ends"),
    ],
    [
      t("license.field.updates_until"),
      license.updates_until ? formatDate(license.updates_until, language) : t("license.updates_with_license"),
    ],
    ...(rebinds ? ([[t("license.field.moves"), movesText(rebinds, t)]] as [string, string][]) : []),
    [t("license.field.email"), license.email],
  ]
  return (
    <dl className="grid grid-cols-[auto_minmax(0,1fr)] gap-x-4 gap-y-1">
      {facts.map(([label, value]) => (
        <div key={label} className="contents">
          <dt className="txt-compact-small text-ui-fg-subtle">{label}</dt>
          <dd className="txt-compact-small break-words">{value}</dd>
        </div>
      ))}
    </dl>
  )
}

function movesText({ limit, used, window }: NonNullable<TicketLicense["rebinds"]>, t: Translate): string {
  const duration = durationInWords(window, t, "duration_within")
  return limit === null
    ? t("license.moves_unlimited", { count: used, duration })
    : t("license.moves", { used, count: limit, duration })
}

/** Whether one more move would help. Where that is not known it is offered, and does no harm. */
const mayLackMoves = ({ rebinds }: TicketLicense) => !rebinds || rebinds.next_at !== null

const Actions = ({ license, onPick }: { license: TicketLicense; onPick: (dialog: Dialog) => void }) => {
  const { t } = useText()
  const ends = license.expires_at !== null || license.updates_until !== null
  const button = (name: "resend" | "allow_rebind" | "details", icon: ReactNode) => (
    <Button size="small" variant="secondary" onClick={() => onPick({ name })}>
      {icon}
      {t(`license.action.${name}`)}
    </Button>
  )
  return (
    <div className="flex flex-wrap gap-2">
      {button("resend", <Envelope />)}
      {ends && (
        <DropdownMenu>
          <DropdownMenu.Trigger asChild>
            <Button size="small" variant="secondary">
              <Calendar />
              {t("license.action.extend")}
            </Button>
          </DropdownMenu.Trigger>
          <DropdownMenu.Content align="start">
            {EXTENSIONS.map((by) => (
              <DropdownMenu.Item key={by} onClick={() => onPick({ name: "extend", by })}>
                {t("tickets.licenses.extend_by", { duration: durationInWords(by, t) })}
              </DropdownMenu.Item>
            ))}
            <DropdownMenu.Separator />
            <DropdownMenu.Item onClick={() => onPick({ name: "extend" })}>
              {t("tickets.licenses.extend_other")}
            </DropdownMenu.Item>
          </DropdownMenu.Content>
        </DropdownMenu>
      )}
      {mayLackMoves(license) && button("allow_rebind", <ArrowPath />)}
      {button("details", <Eye />)}
    </div>
  )
}

const HelpPrompt = (props: {
  action: "resend" | "allow_rebind"
  license: TicketLicense
  reason: string
  onClose: () => void
}) => {
  const { t } = useText()
  const { action, license } = props
  const change = useLicenseAction(license.id)
  return (
    <ReasonPrompt
      title={t(`${action}.title`)}
      description={t(`${action}.description`, { email: license.email, key: shortKey(license.masked_key) })}
      confirm={t(`${action}.confirm`)}
      initialReason={props.reason}
      reasonRequired
      reasonHelp={t("reason.help")}
      failure={t(`${action}.failed`)}
      onConfirm={async (reason) => {
        await change.mutateAsync({ action, reason })
        toast.success(t(`${action}.done`))
        props.onClose()
      }}
      onClose={props.onClose}
    />
  )
}
