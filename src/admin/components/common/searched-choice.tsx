import { Button, Input, RadioGroup, Text } from "@medusajs/ui"
import type { InputHTMLAttributes } from "react"
import { useText } from "../../lib/translate"
import { LoadError } from "./load-error"
import { LoadingRows } from "./loading"

type SearchedChoiceProps = {
  /** Of the field that is searched with: how it is named, and marked when the choice will not do. */
  input: Pick<
    InputHTMLAttributes<HTMLInputElement>,
    "id" | "aria-label" | "aria-describedby" | "aria-invalid" | "autoComplete" | "placeholder"
  >
  search: string
  onSearch: (text: string) => void
  query: {
    isError: boolean
    error: Error | null
    isFetching: boolean
    refetch: () => unknown
    hasNextPage: boolean
    isFetchingNextPage: boolean
    fetchNextPage: () => unknown
  }
  /** Undefined until they are there. */
  choices: { value: string; label: string; description: string }[] | undefined
  label: string
  load_failed: string
  none: string
  value: string
  onChange: (value: string) => void
}

/** Picks one of many by searching them; more are loaded when asked for. */
export const SearchedChoice = (props: SearchedChoiceProps) => {
  const { t } = useText()
  const { query, choices } = props
  return (
    <div className="flex flex-col gap-y-3">
      <Input
        {...props.input}
        type="search"
        size="small"
        value={props.search}
        onChange={(event) => props.onSearch(event.target.value)}
      />
      {query.isError && !choices ? (
        <LoadError
          title={props.load_failed}
          error={query.error}
          onRetry={() => query.refetch()}
          retrying={query.isFetching}
        />
      ) : !choices ? (
        <LoadingRows rows={2} />
      ) : choices.length === 0 ? (
        <Text size="small" className="text-ui-fg-subtle">
          {props.none}
        </Text>
      ) : (
        <RadioGroup
          aria-label={props.label}
          value={props.value}
          onValueChange={props.onChange}
          className="grid max-h-72 grid-cols-1 gap-2 overflow-y-auto p-0.5 sm:grid-cols-2"
        >
          {choices.map((choice) => (
            <RadioGroup.ChoiceBox key={choice.value} {...choice} />
          ))}
        </RadioGroup>
      )}
      {query.hasNextPage && (
        <Button
          size="small"
          variant="transparent"
          type="button"
          className="self-start"
          isLoading={query.isFetchingNextPage}
          onClick={() => query.fetchNextPage()}
        >
          {t("common.more")}
        </Button>
      )}
    </div>
  )
}
