import { Button, Form, Moment } from "../components/parts"
import { useFrame } from "../frame"
import { Hidden, type SectionProps } from "./license"

/** The devices that use a license, each with the way to free its seat: two presses, also without the script. */
export function Devices({ license, form_token, page }: Omit<SectionProps, "shown">) {
  const { t } = useFrame()
  const { id, activations, devices_left_out } = license
  return (
    <div className="devices">
      <h3>{t("portal.devices.title")}</h3>
      {activations.length === 0 && <p className="hint">{t("portal.devices.none")}</p>}
      <ul role="list">
        {activations.map((device) => {
          const name = device.name ?? t("portal.devices.unnamed")
          return (
            <li key={device.id}>
              <p className="device">
                <strong dir="auto">{name}</strong>
                <span className="hint">
                  {[device.platform, device.app_version].filter(Boolean).join(", ")}
                  {device.spare && ` (${t("portal.devices.spare")})`}
                </span>
                <span className="hint">
                  {t("portal.devices.seen")} <Moment at={device.last_seen_at} />
                </span>
              </p>
              <details className="more">
                <summary aria-label={t("portal.devices.free_named", { name })}>{t("portal.devices.free")}</summary>
                <p>{t("portal.devices.confirm")}</p>
                <Form action={`/portal/licenses/${id}/devices/${device.id}/free`}>
                  <Hidden {...{ form_token, page }} />
                  <Button quiet>{t("portal.devices.submit")}</Button>
                </Form>
              </details>
            </li>
          )
        })}
      </ul>
      {devices_left_out && <p className="hint">{t("portal.devices.left_out", { count: activations.length })}</p>}
    </div>
  )
}
