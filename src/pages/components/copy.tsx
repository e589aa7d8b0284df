import { useFrame } from "../frame"

/** Copies a text of the page. Only the script can, which shows the button then. @param from the id of where it stands */
export function Copy({ from }: { from: string }) {
  const { t } = useFrame()
  return (
    <p>
      <button
        type="button"
        className="button quiet"
        data-copy={from}
        data-copied={t("copy.done")}
        aria-live="polite"
        hidden
      >
        {t("copy.action")}
      </button>
    </p>
  )
}
