import { Link } from "@react-email/components"
import type { ReactNode } from "react"
import { color } from "./theme"

/** @param typed it stands in a person's own words */
export function MailLink({ href, typed, children }: { href: string; typed?: boolean; children: ReactNode }) {
  return (
    <Link
      href={href}
      className={typed ? "lc-link lc-typed" : "lc-link"}
      style={{ color: color.link, textDecoration: "underline", wordBreak: "break-word" }}
    >
      {children}
    </Link>
  )
}
