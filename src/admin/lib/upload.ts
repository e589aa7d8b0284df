import type { Release } from "./release-types"
import { backendUrl, sdk } from "./sdk"

export type Upload = {
  release_id: string
  file: File
  platform: string
  arch: string
  kind: string
  signature?: string
}

/**
 * Sends a file as it is: its bytes are the body, the query says what it is. By XMLHttpRequest, because `fetch` does not
 * tell how much has left.
 *
 * @param onProgress from 0 to 1
 * @throws DOMException `AbortError` when it was called off, Error with the server's sentence otherwise
 */
export async function uploadArtifact(
  { release_id, file, signature, ...about }: Upload,
  onProgress: (sent: number) => void,
  signal: AbortSignal
): Promise<Release> {
  const query = new URLSearchParams({ filename: file.name, ...about, ...(signature ? { signature } : {}) })
  const token = await sdk.client.getToken()
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest()
    request.open("POST", `${backendUrl()}/admin/license-center/releases/${release_id}/artifacts/upload?${query}`)
    request.withCredentials = true
    request.responseType = "json"
    request.setRequestHeader("content-type", "application/octet-stream")
    if (token) {
      request.setRequestHeader("authorization", `Bearer ${token}`)
    }
    request.upload.onprogress = (event) => event.lengthComputable && onProgress(event.loaded / event.total)
    request.onload = () =>
      request.status < 300
        ? resolve(request.response.release)
        : reject(new Error(request.response?.message || `${request.status} ${request.statusText}`))
    request.onerror = () => reject(new Error(""))
    request.onabort = () => reject(new DOMException("", "AbortError"))
    signal.addEventListener("abort", () => request.abort(), { once: true })
    if (signal.aborted) {
      reject(new DOMException("", "AbortError"))
      return
    }
    request.send(file)
  })
}
