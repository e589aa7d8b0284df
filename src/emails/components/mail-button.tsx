import { Button, Section } from "@react-email/components"
import type { ReactNode } from "react"
import { buttonStyle } from "./theme"

/** What a mail asks its reader to do. */
export function MailButton({ href, children }: { href: string; children: ReactNode }) {
  return (
    <Section style={{ margin: "24px 0 0" }}>
      <Button href={href} className="lc-button" style={buttonStyle}>
        {children}
      </Button>
    </Section>
  )
}
