const colour = process.stdout.isTTY && !process.env.NO_COLOR
const paint = (code) => (text) => (colour ? `\u001b[${code}m${text}\u001b[0m` : text)

export const bold = paint(1)
export const dim = paint(2)
export const green = paint(32)
export const red = paint(31)
export const cyan = paint(36)

export const print = (line = "") => process.stdout.write(`${line}\n`)
export const printError = (line) => process.stderr.write(`${line}\n`)

/** Seconds with one decimal, as people read them. */
export const seconds = (ms) => `${(ms / 1000).toFixed(1)} s`

/**
 * Runs one phase and says how long it took. A long one gives a sign of life every ten seconds.
 * @template T
 * @param {string} label
 * @param {() => Promise<T>} work
 * @returns {Promise<T>}
 */
export async function phase(label, work) {
  const start = Date.now()
  const pulse = setInterval(() => print(dim(`  … ${label} (${seconds(Date.now() - start)})`)), 10_000)
  try {
    const result = await work()
    print(`  ${green("✓")} ${label} ${dim(seconds(Date.now() - start))}`)
    return result
  } catch (error) {
    print(`  ${red("✗")} ${label} ${dim(seconds(Date.now() - start))}`)
    throw error
  } finally {
    clearInterval(pulse)
  }
}
