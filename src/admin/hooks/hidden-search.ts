import { useLocation, useNavigate } from "react-router-dom"

/**
 * What is searched for where it may be a customer's address or a key: kept beside the page's address, so that "back" and
 * a reload bring it again, and no server writes it into its log.
 */
export function useHiddenSearch(): { q: string; search: (q: string) => void } {
  const location = useLocation()
  const navigate = useNavigate()
  return {
    q: searchOf(location.state),
    search: (q) => {
      const params = new URLSearchParams(location.search)
      params.delete("offset")
      navigate({ search: params.toString() }, { replace: true, state: { q } })
    },
  }
}

function searchOf(state: unknown): string {
  const q = (state as { q?: unknown } | null)?.q
  return typeof q === "string" ? q : ""
}
