import { Skeleton } from "@medusajs/ui"
import { useText } from "../../lib/translate"

/** Grey rows while something loads: never mistaken for "there is nothing". */
export const LoadingRows = ({ rows = 2 }: { rows?: number }) => {
  const { t } = useText()
  return (
    <div role="status" aria-label={t("common.loading")} className="flex flex-col gap-y-4 px-6 py-4">
      {Array.from({ length: rows }, (_, index) => (
        <div key={index} className="flex items-center justify-between gap-x-4">
          <div className="flex flex-1 flex-col gap-y-2">
            <Skeleton className="h-4 w-full max-w-64" />
            <Skeleton className="h-3 w-full max-w-40" />
          </div>
          <Skeleton className="h-5 w-16" />
        </div>
      ))}
    </div>
  )
}
