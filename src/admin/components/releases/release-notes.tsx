import { Container, Heading, Text } from "@medusajs/ui"
import { notesAsHtml } from "../../../modules/releases/feeds/notes"
import { useText } from "../../lib/translate"

/** The notes as updaters show them: rendered by the same function, in which HTML of the author is text. */
export const ReleaseNotes = ({ notes }: { notes: string }) => {
  const { t } = useText()
  return (
    <Container className="divide-y p-0">
      <div className="px-6 py-4">
        <Heading level="h2">{t("release.field.notes")}</Heading>
      </div>
      {notes.trim() ? (
        <div
          className="txt-small text-ui-fg-subtle [&_a]:text-ui-fg-interactive [&_code]:bg-ui-bg-component [&_h1]:txt-compact-medium-plus [&_h2]:txt-compact-medium-plus [&_h3]:txt-compact-small-plus break-words px-6 py-4 [&_code]:rounded [&_code]:px-1 [&_li]:ml-5 [&_ol]:list-decimal [&_p:not(:last-child)]:mb-2 [&_pre]:overflow-x-auto [&_ul]:list-disc"
          dangerouslySetInnerHTML={{ __html: notesAsHtml(notes) }}
        />
      ) : (
        <Text size="small" className="text-ui-fg-subtle text-pretty px-6 py-4">
          {t("release.notes.none")}
        </Text>
      )}
    </Container>
  )
}
