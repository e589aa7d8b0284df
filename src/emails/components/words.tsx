import { Text } from "@react-email/components"
import { Fragment } from "react"
import { paragraph } from "./layout"
import { MailLink } from "./mail-link"

/** A person's text as it was typed: paragraphs, line breaks and indentation stay, web addresses can be clicked. */
export function Words({ text }: { text: string }) {
  return text
    .split(/\n\s*\n/)
    .filter((part) => part.trim())
    .map((part, index) => (
      <Text key={index} className="lc-text lc-words" style={index ? wordsStyle : { ...wordsStyle, margin: 0 }}>
        {part.split("\n").map((line, at) => (
          <Fragment key={at}>
            {at > 0 && <br />}
            {linked(line)}
          </Fragment>
        ))}
      </Text>
    ))
}

// Breaks long words, such as addresses and keys, where a phone's edge would cut them.
const wordsStyle = { ...paragraph, whiteSpace: "pre-wrap", overflowWrap: "anywhere" } as const

/** Browsers take no longer ones, and looking for the end of an address takes the square of its length. */
const LONGEST_ADDRESS = 2_000
const ADDRESS = /(https?:\/\/[^\s<>"]+)/i

function linked(line: string) {
  return line.split(ADDRESS).map((part, index) => {
    const url = index % 2 && part.length <= LONGEST_ADDRESS ? withoutPunctuation(part) : null
    return url === null || !URL.canParse(url) ? (
      part
    ) : (
      <Fragment key={index}>
        <MailLink href={url} typed>
          {url}
        </MailLink>
        {part.slice(url.length)}
      </Fragment>
    )
  })
}

/** A sentence's own marks are not the address's, nor is a bracket that was opened before it. */
function withoutPunctuation(address: string): string {
  let end = address.length
  while (end > 0 && (/[.,;:!?'*]/.test(address[end - 1]!) || closesNothing(address.slice(0, end)))) {
    end--
  }
  return address.slice(0, end)
}

function closesNothing(address: string): boolean {
  const opening = { ")": "(", "]": "[", "}": "{" }[address.at(-1)!]
  return !!opening && address.split(opening).length < address.split(address.at(-1)!).length
}
