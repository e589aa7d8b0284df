import { ArrowPath, Calendar, Envelope, Eye, Key, PauseSolid, PlaySolid, ShieldCheck, XCircle } from "@medusajs/icons"
import { toast, usePrompt } from "@medusajs/ui"
import { type ReactNode, useState } from "react"
import { useLicenseAction } from "../../hooks/licenses"
import { type LicenseAction, licenseActions } from "../../lib/badges"
import { errorMessage, shortKey } from "../../lib/format"
import { useText } from "../../lib/translate"
import type { License, Rebinds } from "../../lib/types"
import { ActionMenu, type MenuAction } from "../common/action-menu"
import { ReasonPrompt } from "../common/reason-prompt"
import { ExtendLicense } from "./extend-license"
import { RevealKey } from "./reveal-key"

const ICONS: Record<LicenseAction, ReactNode> = {
  resend: <Envelope />,
  reveal: <Key />,
  reissue_key: <ShieldCheck />,
  extend: <Calendar />,
  allow_rebind: <ArrowPath />,
  suspend: <PauseSolid />,
  reinstate: <PlaySolid />,
  revoke: <XCircle />,
}
const GROUPS: LicenseAction[][] = [
  ["resend", "reveal", "reissue_key"],
  ["extend", "allow_rebind"],
  ["suspend", "reinstate", "revoke"],
]
const HARMLESS: LicenseAction[] = ["reinstate", "allow_rebind"]

type Props = { license: License & { rebinds?: Rebinds }; onOpen?: () => void }

/** The menu of one license and the dialogs behind it. `onOpen` adds "show details" on top. */
export const LicenseActions = ({ license, onOpen }: Props) => {
  const { t } = useText()
  const confirm = usePrompt()
  const change = useLicenseAction(license.id)
  const [dialog, setDialog] = useState<Exclude<LicenseAction, "resend"> | null>(null)
  const close = () => setDialog(null)

  const resend = async () => {
    const confirmed = await confirm({
      title: t("resend.title"),
      description: t("resend.description", { email: license.email }),
      confirmText: t("resend.confirm"),
      cancelText: t("common.cancel"),
      variant: "confirmation",
    })
    if (!confirmed) {
      return
    }
    try {
      await change.mutateAsync({ action: "resend" })
      toast.success(t("resend.done"), { description: t("resend.done_detail", { email: license.email }) })
    } catch (error) {
      toast.error(t("resend.failed"), { description: errorMessage(error, t("common.unknown_error")) })
    }
  }

  const toItem = (action: LicenseAction): MenuAction => ({
    icon: ICONS[action],
    label: t(`license.action.${action}`),
    onClick: () => (action === "resend" ? void resend() : setDialog(action)),
    disabled: action === "resend" && change.isPending,
  })
  const actions = licenseActions(license)

  return (
    <>
      <ActionMenu
        label={t("license.actions_of", { key: license.masked_key })}
        groups={[
          onOpen ? [{ icon: <Eye />, label: t("license.action.details"), onClick: onOpen }] : [],
          ...GROUPS.map((group) => actions.filter((action) => group.includes(action)).map(toItem)),
        ]}
      />
      {dialog === "reveal" && <RevealKey license={license} onClose={close} />}
      {dialog === "extend" && <ExtendLicense license={license} onClose={close} />}
      {dialog && dialog !== "reveal" && dialog !== "extend" && (
        <ReasonPrompt
          title={t(`${dialog}.title`)}
          description={t(
            `${dialog}.${dialog === "reinstate" && license.status === "revoked" ? "description_revoked" : "description"}`,
            {
              key: shortKey(license.masked_key),
              email: license.email,
            }
          )}
          confirm={t(`${dialog}.confirm`)}
          danger={!HARMLESS.includes(dialog)}
          reasonRequired={dialog !== "reinstate"}
          reasonHelp={t("reason.help")}
          failure={t(`${dialog}.failed`)}
          onConfirm={async (reason) => {
            await change.mutateAsync({ action: dialog, reason })
            toast.success(t(`${dialog}.done`))
            close()
          }}
          onClose={close}
        />
      )}
    </>
  )
}
