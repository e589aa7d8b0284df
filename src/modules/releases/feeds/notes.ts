import MarkdownIt from "markdown-it"

/** HTML in notes is shown as text: they are read inside other people's programs. */
const markdown = new MarkdownIt({ html: false, linkify: true })

export function notesAsHtml(notes: string): string {
  return markdown.render(notes).trim()
}
