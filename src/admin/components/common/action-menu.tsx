import { EllipsisHorizontal } from "@medusajs/icons"
import { DropdownMenu, IconButton, clx } from "@medusajs/ui"
import { Fragment, type ReactNode } from "react"
import { useText } from "../../lib/translate"

export type MenuAction = { icon: ReactNode; label: string; onClick: () => void; disabled?: boolean }

/** The three dots of a section or a row. Groups without actions leave no separator behind. */
export const ActionMenu = ({ groups, label }: { groups: MenuAction[][]; label?: string }) => {
  const { t } = useText()
  const filled = groups.filter((group) => group.length > 0)
  if (filled.length === 0) {
    return null
  }
  return (
    <DropdownMenu>
      <DropdownMenu.Trigger asChild>
        <IconButton size="small" variant="transparent" aria-label={label ?? t("common.actions")}>
          <EllipsisHorizontal />
        </IconButton>
      </DropdownMenu.Trigger>
      <DropdownMenu.Content align="end">
        {filled.map((group, index) => (
          <Fragment key={index}>
            {index > 0 && <DropdownMenu.Separator />}
            {group.map((action) => (
              <DropdownMenu.Item
                key={action.label}
                disabled={action.disabled}
                onClick={(event) => {
                  event.stopPropagation()
                  action.onClick()
                }}
                className={clx("[&_svg]:text-ui-fg-subtle flex items-center gap-x-2", {
                  "[&_svg]:text-ui-fg-disabled": action.disabled,
                })}
              >
                {action.icon}
                <span>{action.label}</span>
              </DropdownMenu.Item>
            ))}
          </Fragment>
        ))}
      </DropdownMenu.Content>
    </DropdownMenu>
  )
}
