import { createContext, useContext } from "react"
import type { Language, PageWords } from "./i18n"

/** What every page knows. */
export type Frame = {
  words: PageWords
  store_name: string
  /** Path of the hosted pages without a slash at its end, as browsers see it: a proxy may put something before ours. */
  base: string
  /** A language that was chosen in the address, and goes along with every link and form. */
  chosen: Language | null
}

const FrameContext = createContext<Frame | null>(null)

export const FrameProvider = FrameContext.Provider

export function useFrame(): Frame & { t: PageWords["t"]; to: (path: string) => string } {
  const frame = useContext(FrameContext)
  if (!frame) {
    throw new Error("A page's component stands outside its document")
  }
  return { ...frame, t: frame.words.t, to: (path) => addressOf(frame, path) }
}

/** An address of one of the pages, in the language that was chosen. @param path e.g. `/t?left=1#latest` */
export function addressOf({ base, chosen }: Pick<Frame, "base" | "chosen">, path: string): string {
  const [whole = "", fragment] = path.split("#", 2)
  const [way = "", query] = whole.split("?", 2)
  const parameters = new URLSearchParams(query)
  if (chosen) {
    parameters.set("lang", chosen)
  }
  const search = parameters.size ? `?${parameters}` : ""
  return `${base}${way}${search}${fragment === undefined ? "" : `#${fragment}`}`
}
