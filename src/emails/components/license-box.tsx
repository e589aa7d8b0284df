import { Heading, Section, Text } from "@react-email/components"
import { Fragment } from "react"
import { color, font } from "./theme"
import { mutedText, paragraph } from "./layout"

export type Fact = { label: string; value: string }

type LicenseBoxProps = {
  title: string
  facts: Fact[]
  note?: string | null
  keysLabel: string
  keys: string[]
  /** The mail has many keys. */
  compact?: boolean
}

/** More keys than this in a mail are lists. A block for each takes five screens, and Gmail cuts a mail at 102 kB. */
const MANY = 10

export function hasManyKeys(count: number): boolean {
  return count > MANY
}

/** One product under one plan: its keys, of which a tap selects one whole, and what they cover. */
export function LicenseBox({ title, facts, note, keysLabel, keys, compact }: LicenseBoxProps) {
  return (
    <Section
      className="lc-box"
      style={{ margin: "24px 0 0", padding: "20px 20px", border: `1px solid ${color.line}`, borderRadius: "10px" }}
    >
      <Heading
        as="h2"
        className="lc-text"
        style={{ margin: 0, fontSize: "20px", lineHeight: "28px", color: color.text }}
      >
        {title}
      </Heading>
      <Text className="lc-muted" style={{ ...mutedText, margin: "10px 0 0" }}>
        {keysLabel}:
      </Text>
      {compact ? (
        <Text className="lc-key lc-keys" style={listStyle}>
          {keys.map((key, index) => (
            <Fragment key={key}>
              {index > 0 && <br />}
              <span className="lc-one">{key}</span>
            </Fragment>
          ))}
        </Text>
      ) : (
        keys.map((key) => (
          <Text key={key} className="lc-key" style={{ ...keyStyle, ...selectedWhole }}>
            {key}
          </Text>
        ))
      )}
      <Text className="lc-text" style={{ ...paragraph, margin: "14px 0 0", fontSize: "15px" }}>
        {facts.map(({ label, value }, index) => (
          <Fragment key={label}>
            {index > 0 && <br />}
            <span className="lc-muted" style={{ color: color.muted }}>
              {label}:
            </span>{" "}
            <strong style={{ fontWeight: 600 }}>{value}</strong>
          </Fragment>
        ))}
      </Text>
      {note && (
        <Text className="lc-muted" style={{ ...mutedText, margin: "8px 0 0" }}>
          {note}
        </Text>
      )}
    </Section>
  )
}

const keyStyle = {
  margin: "8px 0 0",
  padding: "14px 16px",
  backgroundColor: color.keyGround,
  border: `1px solid ${color.keyLine}`,
  borderRadius: "8px",
  color: color.keyText,
  fontFamily: font.mono,
  fontSize: "17px",
  lineHeight: "26px",
  fontWeight: 600,
} as const

// A click selects the key and nothing else; where this is not known, a triple click does.
const selectedWhole = { WebkitUserSelect: "all", userSelect: "all" } as const

/** In a list a style sheet says the same of each key: two hundred inline styles would be most of the mail. */
const listStyle = { ...keyStyle, fontSize: "14px", lineHeight: "24px", fontWeight: 400 } as const
