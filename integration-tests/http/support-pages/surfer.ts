const POLICY =
  "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self' data:; connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"

export type Form = { action: string; multipart: boolean; fields: [string, string][] }
export type File = { name: string; content: Buffer }

/** A page as somebody without JavaScript has it. */
export type Page = {
  status: number
  /** Path and query, after all redirects. */
  address: string
  html: string
  headers: Headers
  /** What is to be read, without markup. */
  text: string
  /** The form that posts to this path. Throws without one. */
  form: (path: string) => Form
}

/** A browser without JavaScript: it keeps cookies, follows redirects and sends the forms that it was given. */
export class Surfer {
  readonly cookies = new Map<string, string>()

  constructor(
    private readonly url: string,
    private readonly headers: Record<string, string> = {}
  ) {}

  open(address: string, method: "GET" | "HEAD" = "GET"): Promise<Page> {
    return this.go(address, { method })
  }

  /** Fills a form of a page and sends it, with the headers that a browser adds. */
  send(
    form: Form,
    filled: Record<string, string> = {},
    { files = [], headers = { "sec-fetch-site": "same-origin", origin: "null" } }: Sending = {}
  ): Promise<Page> {
    const kept = form.fields.filter(([name]) => !(name in filled))
    const body = form.multipart ? new FormData() : new URLSearchParams()
    for (const [name, value] of [...kept, ...Object.entries(filled)]) {
      body.append(name, value)
    }
    if (body instanceof FormData) {
      // Browsers send an empty part for an empty choice of files.
      const chosen = files.length ? files : [{ name: "", content: Buffer.alloc(0) }]
      chosen.forEach(({ name, content }) => body.append("files", new Blob([new Uint8Array(content)]), name))
    }
    return this.go(form.action, { method: "POST", body, headers })
  }

  private async go(address: string, init: RequestInit): Promise<Page> {
    const cookie = [...this.cookies].map(([name, value]) => `${name}=${value}`).join("; ")
    const headers = { ...this.headers, ...(init.headers as object), ...(cookie && { cookie }) }
    const answer = await fetch(`${this.url}${address.split("#")[0]}`, { ...init, headers, redirect: "manual" })
    for (const line of answer.headers.getSetCookie()) {
      const [, name = "", value = ""] = /^([^=]+)=([^;]*)/.exec(line) ?? []
      if (value) {
        this.cookies.set(name, value)
      } else {
        this.cookies.delete(name)
      }
    }
    const next = answer.headers.get("location")
    if (answer.status === 303 && next) {
      return this.go(next, { method: "GET" })
    }
    const html = await answer.text()
    if (answer.headers.get("content-type")?.startsWith("text/html")) {
      expect(answer.headers.get("content-security-policy")).toBe(POLICY)
      expect(answer.headers.get("referrer-policy")).toBe("no-referrer")
      expect(answer.headers.get("cache-control")).toBe("no-store")
      expect(answer.headers.get("x-robots-tag")).toBe("noindex")
      expect(answer.headers.get("x-content-type-options")).toBe("nosniff")
      expect(html).not.toMatch(/<style|\sstyle=|<script>|\son\w+="/)
    }
    return {
      status: answer.status,
      address,
      html,
      headers: answer.headers,
      text: textOf(html),
      form: (path) => formOf(html, path),
    }
  }
}

type Sending = { files?: File[]; headers?: Record<string, string> }

const textOf = (html: string) =>
  plain(
    html
      .replace(/<[^>]+>/g, " ")
      .replace(/\s+/g, " ")
      .trim()
  )

const plain = (text: string) =>
  text
    .replace(/&lt;/g, "<")
    .replace(/&gt;/g, ">")
    .replace(/&quot;/g, '"')
    .replace(/&#x27;/g, "'")
    .replace(/&amp;/g, "&")

function formOf(html: string, path: string): Form {
  for (const [form, tag = "", inner = ""] of html.matchAll(/<form([^>]*)>(.*?)<\/form>/gs)) {
    const action = plain(/ action="([^"]*)"/.exec(tag)?.[1] ?? "")
    if (form && action.split("?")[0] === path) {
      return { action, multipart: tag.includes("multipart/form-data"), fields: fieldsOf(inner) }
    }
  }
  throw new Error(`no form to ${path} in: ${textOf(html)}`)
}

function fieldsOf(inner: string): [string, string][] {
  const valueOf = (tag: string) => plain(/ value="([^"]*)"/.exec(tag)?.[1] ?? "")
  const nameOf = (tag: string) => / name="([^"]*)"/.exec(tag)?.[1] ?? ""
  const inputs = [...inner.matchAll(/<input[^>]*>/g)]
    .map(([tag]) => tag)
    .filter((tag) => !tag.includes('type="file"'))
    .map((tag): [string, string] => [nameOf(tag), valueOf(tag)])
  const areas = [...inner.matchAll(/<textarea([^>]*)>(.*?)<\/textarea>/gs)].map(
    ([, tag = "", text = ""]): [string, string] => [nameOf(tag), plain(text.replace(/\r\n/g, "\n").replace(/^\n/, ""))]
  )
  const selects = [...inner.matchAll(/<select([^>]*)>(.*?)<\/select>/gs)].map(
    ([, tag = "", options = ""]): [string, string] => [
      nameOf(tag),
      valueOf(/<option[^>]*selected[^>]*>/.exec(options)?.[0] ?? ""),
    ]
  )
  return [...inputs, ...areas, ...selects]
}
