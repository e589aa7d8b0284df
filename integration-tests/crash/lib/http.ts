/** The server answered, and said no. */
export class Refused extends Error {
  constructor(
    request: string,
    readonly status: number,
    readonly body: { type?: string; message?: string }
  ) {
    super(`${request} answered ${status}: ${body?.message ?? JSON.stringify(body)}`)
  }
}

/** No answer came: what was asked for may have happened or not. */
export class AnswerLost extends Error {}

export type Client = {
  // eslint-disable-next-line @typescript-eslint/no-explicit-any -- bodies are looked into, not typed
  get(path: string): Promise<any>
  // eslint-disable-next-line @typescript-eslint/no-explicit-any
  post(path: string, body?: object): Promise<any>
}

/** @throws Refused or AnswerLost, nothing else */
export function client(url: string, headers: Record<string, string> = {}): Client {
  const send = async (method: string, path: string, body?: object) => {
    let status: number
    let text: string
    try {
      const response = await fetch(`${url}${path}`, {
        method,
        // A kept-alive connection may belong to the server that was killed.
        headers: { connection: "close", ...(body && { "content-type": "application/json" }), ...headers },
        body: body && JSON.stringify(body),
        signal: AbortSignal.timeout(30_000),
      })
      status = response.status
      text = await response.text()
    } catch (error) {
      throw new AnswerLost(`${method} ${path}: ${(error as Error).message}`, { cause: error })
    }
    const answer = parse(text)
    if (status >= 300) {
      throw new Refused(`${method} ${path}`, status, answer as Refused["body"])
    }
    return answer
  }
  return { get: (path) => send("GET", path), post: (path, body = {}) => send("POST", path, body) }
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return { message: text }
  }
}
