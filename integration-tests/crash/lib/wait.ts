export const sleep = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms))

/**
 * Asks again until the answer will do; an error counts as none.
 *
 * @param every milliseconds between two questions
 * @throws Error with the last answer when `timeout` milliseconds are over
 */
export async function until<T>(
  what: string,
  ask: () => Promise<T> | T,
  { timeout = 30_000, every = 100 }: { timeout?: number; every?: number } = {}
): Promise<NonNullable<T>> {
  const end = Date.now() + timeout
  let last: unknown
  do {
    try {
      const answer = await ask()
      if (answer) {
        return answer as NonNullable<T>
      }
      last = answer
    } catch (error) {
      last = (error as Error).message
    }
    await sleep(every)
  } while (Date.now() < end)
  throw new Error(`${what}: not within ${timeout / 1000} s (last: ${JSON.stringify(last)})`)
}
