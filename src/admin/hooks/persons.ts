import { useMutation, useQueryClient } from "@tanstack/react-query"
import { sdk } from "../lib/sdk"
import { queryKeys } from "./query-keys"

const BASE = "/admin/license-center/customers"

/** All that is held of an address, as text to be saved. Not kept by react-query: it is a person's data. */
export async function exportCustomer(email: string): Promise<string> {
  const held = await sdk.client.fetch<object>(`${BASE}/export`, { method: "POST", body: { email } })
  return JSON.stringify(held, null, 2)
}

export function useEraseCustomer() {
  const client = useQueryClient()
  return useMutation({
    mutationFn: (body: { email: string; confirm: string; reason: string; force: boolean }) =>
      sdk.client.fetch(`${BASE}/erase`, { method: "POST", body }),
    onSettled: () => client.invalidateQueries({ queryKey: queryKeys.all }),
  })
}
