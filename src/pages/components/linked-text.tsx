import { Fragment } from "react"

/** Up to the first blank or bracket; what ends a sentence does not belong to it. */
const ADDRESS = /https?:\/\/[^\s<>"'`]+[^\s<>"'`.,;:!?)\]}]/g

/** A text as it was written, in which the addresses of web pages can be followed. */
export function LinkedText({ text }: { text: string }) {
  const addresses = text.match(ADDRESS) ?? []
  return text.split(ADDRESS).map((plain, index) => (
    <Fragment key={index}>
      {plain}
      {addresses[index] && (
        <a href={addresses[index]} rel="noopener noreferrer nofollow">
          {addresses[index]}
        </a>
      )}
    </Fragment>
  ))
}
