import { Container, Heading } from "@medusajs/ui"
import type { ReactNode } from "react"

/** One box beside a thread. */
export const SideSection = ({
  title,
  actions,
  children,
}: {
  title: string
  actions?: ReactNode
  children: ReactNode
}) => (
  <Container className="divide-y p-0">
    <div className="flex min-h-12 items-center justify-between gap-x-4 px-6 py-3">
      <Heading level="h2">{title}</Heading>
      {actions}
    </div>
    {children}
  </Container>
)
