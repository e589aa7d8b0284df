const EVERY_MS = 25

type Falsy = false | null | undefined | 0 | ""

/**
 * Asks again until the answer will do: what happens after a response (subscribers, mails) is awaited by its effect,
 * never by a guess of how long it takes.
 *
 * @param what named in the error
 * @param ask gives the answer, or something falsy while there is none; an error counts as none
 * @throws Error with the last answer after `timeout` milliseconds
 */
export async function until<T>(what: string, ask: () => Promise<T> | T, timeout = 10_000): Promise<Exclude<T, Falsy>> {
  const end = Date.now() + timeout
  let last: unknown
  do {
    try {
      const answer = await ask()
      if (answer) {
        return answer as Exclude<T, Falsy>
      }
      last = answer
    } catch (error) {
      last = (error as Error).message
    }
    await new Promise((resolve) => setTimeout(resolve, EVERY_MS))
  } while (Date.now() < end)
  throw new Error(`${what}: not within ${timeout} ms (last: ${JSON.stringify(last)})`)
}
