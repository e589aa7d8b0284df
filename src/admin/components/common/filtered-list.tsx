import { Button, Container, Heading, Select, Text } from "@medusajs/ui"
import type { ReactNode } from "react"
import { LoadError } from "./load-error"
import { LoadingRows } from "./loading"

type FilteredListProps<Row> = {
  title: string
  description: string
  filter: {
    label: string
    value: string
    choices: { value: string; label: string }[]
    onChoose: (value: string) => void
  }
  query: { isError: boolean; error: Error | null; isFetching: boolean; refetch: () => unknown }
  /** Undefined until they are there. */
  rows: Row[] | undefined
  load_failed: string
  /** Said when there is none; the second part only where it helps. */
  empty: { title: string; help?: string }
  paging: {
    offset: number
    size: number
    count: number
    previous: string
    next: string
    onTurn: (offset: number) => void
  }
  children: (row: Row) => ReactNode
}

/** A page of the admin with one list of things that wait for operators: a filter, rows, and pages of them. */
export const FilteredList = <Row,>(props: FilteredListProps<Row>) => {
  const { filter, query, rows, empty, paging } = props
  return (
    <Container className="divide-y p-0">
      <div className="flex flex-col justify-between gap-3 px-6 py-4 md:flex-row md:items-center">
        <div className="min-w-0">
          <Heading>{props.title}</Heading>
          <Text size="small" className="text-ui-fg-subtle text-pretty">
            {props.description}
          </Text>
        </div>
        <div className="w-full shrink-0 md:w-56">
          <Select size="small" value={filter.value} onValueChange={filter.onChoose}>
            <Select.Trigger aria-label={filter.label}>
              <Select.Value />
            </Select.Trigger>
            <Select.Content>
              {filter.choices.map(({ value, label }) => (
                <Select.Item key={value} value={value}>
                  {label}
                </Select.Item>
              ))}
            </Select.Content>
          </Select>
        </div>
      </div>
      {query.isError && !rows ? (
        <LoadError
          title={props.load_failed}
          error={query.error}
          onRetry={() => query.refetch()}
          retrying={query.isFetching}
        />
      ) : !rows ? (
        <LoadingRows rows={4} />
      ) : rows.length === 0 ? (
        <div className="flex flex-col items-center gap-y-1 px-6 py-16 text-center">
          <Text size="small" weight="plus">
            {empty.title}
          </Text>
          {empty.help && (
            <Text size="small" className="text-ui-fg-subtle text-pretty max-w-prose">
              {empty.help}
            </Text>
          )}
        </div>
      ) : (
        <ul className="divide-y">{rows.map(props.children)}</ul>
      )}
      {paging.count > paging.size && <Pages {...paging} />}
    </Container>
  )
}

const Pages = ({ offset, size, count, previous, next, onTurn }: FilteredListProps<never>["paging"]) => (
  <div className="flex justify-end gap-x-2 px-6 py-4">
    <Button size="small" variant="secondary" disabled={offset === 0} onClick={() => onTurn(Math.max(0, offset - size))}>
      {previous}
    </Button>
    <Button size="small" variant="secondary" disabled={offset + size >= count} onClick={() => onTurn(offset + size)}>
      {next}
    </Button>
  </div>
)
