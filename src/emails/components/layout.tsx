import { Container, Head, Heading, Html, Preview, Section, Text } from "@react-email/components"
import type { ReactNode } from "react"
import type { MailSettings } from "../../modules/notices/types"
import type { Phrasebook } from "../i18n"
import { MailLink } from "./mail-link"
import { color, font, STYLE_SHEET } from "./theme"

type LayoutProps = {
  words: Phrasebook
  store: MailSettings
  preview: string
  title: string
  /** Why the reader got it. */
  footer: string
  /** What they can do about it. */
  footerLink?: { href: string; text: string }
  children: ReactNode
}

/** The frame of every mail: the store's name, a card with the message, and why the reader got it. */
export function Layout({ words, store, preview, title, footer, footerLink, children }: LayoutProps) {
  return (
    <Html lang={words.language} dir="ltr">
      <Head>
        <meta name="color-scheme" content="light dark" />
        <meta name="supported-color-schemes" content="light dark" />
        {/* Otherwise phones make parts of a key into phone numbers. */}
        <meta name="format-detection" content="telephone=no, date=no, address=no" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>{title}</title>
        <style dangerouslySetInnerHTML={{ __html: STYLE_SHEET }} />
      </Head>
      <body className="lc-ground" style={{ margin: 0, padding: 0, backgroundColor: color.ground }}>
        <Preview>{preview}</Preview>
        {/* The ground once more, for programs that drop the body. */}
        <Section className="lc-ground" style={{ backgroundColor: color.ground, fontFamily: font.sans }}>
          <Container className="lc-frame lc-ground" style={{ maxWidth: "600px", padding: "32px 16px" }}>
            <Text className="lc-text" style={{ ...paragraph, margin: "0 8px 16px", fontSize: "16px", fontWeight: 700 }}>
              {store.store_name}
            </Text>
            <Section
              className="lc-card"
              style={{
                backgroundColor: color.card,
                border: `1px solid ${color.line}`,
                borderRadius: "12px",
                padding: "36px 36px",
              }}
            >
              <Heading
                as="h1"
                className="lc-text"
                style={{ margin: 0, fontSize: "26px", lineHeight: "32px", color: color.text }}
              >
                {title}
              </Heading>
              {children}
            </Section>
            <Text className="lc-muted" style={{ ...mutedText, margin: "16px 8px 0" }}>
              {footer}
              {footerLink && (
                <>
                  {" "}
                  <MailLink href={footerLink.href}>{footerLink.text}</MailLink>
                </>
              )}
            </Text>
          </Container>
        </Section>
      </body>
    </Html>
  )
}

export const paragraph = { margin: "12px 0 0", fontSize: "16px", lineHeight: "25px", color: color.text }
export const mutedText = { margin: "12px 0 0", fontSize: "14px", lineHeight: "21px", color: color.muted }

export function Paragraph({ children }: { children: ReactNode }) {
  return (
    <Text className="lc-text" style={paragraph}>
      {children}
    </Text>
  )
}

export function Muted({ children }: { children: ReactNode }) {
  return (
    <Text className="lc-muted" style={mutedText}>
      {children}
    </Text>
  )
}

export function Title({ children }: { children: ReactNode }) {
  return (
    <Heading
      as="h2"
      className="lc-text"
      style={{ margin: "32px 0 0", fontSize: "18px", lineHeight: "26px", color: color.text }}
    >
      {children}
    </Heading>
  )
}

export function Steps({ steps, ordered }: { steps: string[]; ordered?: boolean }) {
  const List = ordered ? "ol" : "ul"
  return (
    <List className="lc-text" style={{ ...paragraph, paddingLeft: "24px" }}>
      {steps.map((step, index) => (
        <li key={index} style={{ margin: "0 0 6px" }}>
          {step}
        </li>
      ))}
    </List>
  )
}
