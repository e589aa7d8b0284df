import { useFrame } from "../frame"

/**
 * Takes the page's place while the script exchanges the link that is in the address, and when it cannot reach us.
 *
 * @param at path of the pages that the link opens
 */
export function Opening({ at = "/t" }: { at?: string }) {
  const { t, to } = useFrame()
  const words = at === "/portal" ? "portal" : "open"
  return (
    <>
      {/* Where the script posts the link's token. */}
      <div className="opening" data-opening={to(`${at}/session`)} data-then={to(at)} role="status">
        <p>{t(`${words}.opening`)}</p>
      </div>
      <div className="offline" role="alert">
        <h1>{t("open.offline_title")}</h1>
        <p>{t(`${words}.offline`)}</p>
        <button type="button" className="button" data-retry="">
          {t("open.retry")}
        </button>
      </div>
    </>
  )
}
