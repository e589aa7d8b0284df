import { Text } from "@medusajs/ui"
import type { ReactNode } from "react"

/** A name and what stands for it, as the dashboard's own sections show them. */
export const SectionRow = ({ title, children }: { title: string; children: ReactNode }) => (
  <div className="text-ui-fg-subtle grid w-full grid-cols-2 items-start gap-4 px-6 py-4">
    <Text size="small" weight="plus" leading="compact">
      {title}
    </Text>
    <div className="txt-compact-small min-w-0 break-words">{children}</div>
  </div>
)
