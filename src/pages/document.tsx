import type { ReactElement, ReactNode } from "react"
import { renderToStaticMarkup } from "react-dom/server"
import { SCRIPT, STYLE } from "./assets"
import { FrameProvider, useFrame, type Frame } from "./frame"
import { LANGUAGES, type Language } from "./i18n"

/** A whole page as HTML. Nothing of React goes to the browser. */
export function renderPage(frame: Frame, page: ReactElement): string {
  return `<!doctype html>\n${renderToStaticMarkup(<FrameProvider value={frame}>{page}</FrameProvider>)}`
}

type Again = { action: string; fields: Record<string, string> }

type PageProps = {
  title: string
  /** Where the page can be had in another language; without one it cannot, for it answers a form. */
  here?: string
  /** What is sent once more for another language, by a page that answers a form which changes nothing. */
  again?: Again
  /** Said in the footer: whether this page's part of the site sets a cookie, and for what. */
  cookie?: boolean | "portal" | "rebind"
  /** An error comes first in the title, where screen readers begin. */
  failed?: boolean
  /** Stands before `main`, in its place while the script is at work. */
  beside?: ReactNode
  children: ReactNode
}

export function Page({ title, here, again, cookie = false, failed = false, beside, children }: PageProps) {
  const { t, words, store_name, base } = useFrame()
  return (
    <html lang={words.language} dir="ltr">
      <head>
        <meta charSet="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <meta name="robots" content="noindex" />
        {/* Otherwise phones make numbers of requests into phone numbers. */}
        <meta name="format-detection" content="telephone=no, date=no, address=no" />
        <title>{`${failed ? `${t("errors.field")} ` : ""}${title} – ${store_name}`}</title>
        {/* No request for an icon that is not there. */}
        <link rel="icon" href="data:," />
        <link rel="stylesheet" href={`${base}/assets/${STYLE.name}`} />
        {/* Not deferred: it takes the private link out of the address before anything is drawn. */}
        <script src={`${base}/assets/${SCRIPT.name}`} />
      </head>
      <body>
        <a className="skip" href="#content">
          {t("frame.skip")}
        </a>
        <header className="top">
          <p className="store">{store_name}</p>
        </header>
        {beside}
        <main id="content" tabIndex={-1}>
          {children}
        </main>
        <footer className="bottom">
          {here && <Languages here={here} />}
          {again && <SentLanguages {...again} />}
          <p>{t(cookieText(cookie))}</p>
        </footer>
      </body>
    </html>
  )
}

const cookieText = (cookie: NonNullable<PageProps["cookie"]>) =>
  typeof cookie === "string" ? `frame.cookie_${cookie}` : cookie ? "frame.cookie" : "frame.no_cookie"

function Languages({ here }: { here: string }) {
  const { to } = useFrame()
  return (
    <LanguageList>
      {({ language, current, name }) => (
        <a href={inLanguage(to(here), language)} lang={language} hrefLang={language} aria-current={current}>
          {name}
        </a>
      )}
    </LanguageList>
  )
}

function SentLanguages({ action, fields }: Again) {
  const { to } = useFrame()
  return (
    <LanguageList>
      {({ language, current, name }) => (
        <form method="post" action={inLanguage(to(action), language)}>
          {Object.entries(fields).map(([name, value]) => (
            <input key={name} type="hidden" name={name} value={value} />
          ))}
          <button type="submit" lang={language} aria-current={current}>
            {name}
          </button>
        </form>
      )}
    </LanguageList>
  )
}

type Choice = { language: Language; current: "true" | undefined; name: string }

function LanguageList({ children }: { children: (choice: Choice) => ReactNode }) {
  const { t, words } = useFrame()
  return (
    <nav aria-label={t("frame.language")}>
      <ul className="languages">
        {LANGUAGES.map((language) => (
          <li key={language}>
            {children({
              language,
              current: language === words.language ? "true" : undefined,
              name: t(`languages.${language}`),
            })}
          </li>
        ))}
      </ul>
    </nav>
  )
}

function inLanguage(address: string, language: string): string {
  const [path, query] = address.split("?", 2)
  const parameters = new URLSearchParams(query)
  parameters.set("lang", language)
  return `${path}?${parameters}`
}
