/** Gives a file that was answered to the browser, to be saved. */
export async function saveResponse(response: Response, filename: string): Promise<void> {
  const address = URL.createObjectURL(await response.blob())
  const link = document.createElement("a")
  link.href = address
  link.download = filename
  link.click()
  // The browser reads it after this turn.
  setTimeout(() => URL.revokeObjectURL(address), 60_000)
}
