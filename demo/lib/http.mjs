/** An answer that says no, with everything needed to see why. */
export class HttpError extends Error {
  constructor(method, path, status, body) {
    const said = typeof body === "object" && body !== null ? (body.message ?? body.detail ?? JSON.stringify(body)) : ""
    super(`${method} ${path} answered ${status}${said ? `: ${said}` : ""}`)
    this.status = status
    this.body = body
  }
}

/**
 * A small JSON client.
 * @param {string} base e.g. `http://localhost:9000`
 * @param {Record<string, string>} headers sent with every request
 */
export function jsonClient(base, headers = {}) {
  const send = async (method, path, body, type = "application/json") => {
    const response = await fetch(`${base}${path}`, {
      method,
      headers: body === undefined ? headers : { "content-type": type, ...headers },
      body,
      signal: AbortSignal.timeout(60_000),
    })
    const text = await response.text()
    const answer = parse(text)
    if (!response.ok) throw new HttpError(method, path, response.status, answer)
    return answer
  }
  return {
    get: (path) => send("GET", path),
    post: (path, body = {}) => send("POST", path, JSON.stringify(body)),
    /** @type {(path: string, bytes: Buffer) => Promise<any>} */
    upload: (path, bytes) => send("POST", path, bytes, "application/octet-stream"),
    delete: (path) => send("DELETE", path),
    /** The same with more headers, e.g. a session. */
    as: (more) => jsonClient(base, { ...headers, ...more }),
  }
}

function parse(text) {
  try {
    return JSON.parse(text)
  } catch {
    return text
  }
}
