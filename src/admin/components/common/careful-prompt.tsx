import { Button, Prompt } from "@medusajs/ui"
import { type ReactNode, useRef, useState } from "react"

type Question = { title: string; description: string; proceed: string; stay: string }

/**
 * Asks before something that is better not done: staying is the emphasised answer and has the focus, where Medusa's own
 * prompt puts the weight on going on.
 *
 * @returns `dialog` belongs into the page; `ask` answers whether to go on
 */
export function useCarefulPrompt(): { ask: (question: Question) => Promise<boolean>; dialog: ReactNode } {
  const [question, setQuestion] = useState<(Question & { answer: (proceed: boolean) => void }) | null>(null)
  const stay = useRef<HTMLButtonElement>(null)

  const answer = (proceed: boolean) => {
    question?.answer(proceed)
    setQuestion(null)
  }

  return {
    ask: (asked) => new Promise((resolve) => setQuestion({ ...asked, answer: resolve })),
    dialog: question && (
      <Prompt open onOpenChange={(open) => !open && answer(false)} variant="confirmation">
        <Prompt.Content
          className="max-w-[calc(100%-2rem)] sm:max-w-[400px]"
          onOpenAutoFocus={(event) => {
            event.preventDefault()
            stay.current?.focus()
          }}
        >
          <Prompt.Header>
            <Prompt.Title>{question.title}</Prompt.Title>
            <Prompt.Description className="text-pretty break-words">{question.description}</Prompt.Description>
          </Prompt.Header>
          <Prompt.Footer>
            <Button size="small" variant="secondary" onClick={() => answer(true)}>
              {question.proceed}
            </Button>
            <Button ref={stay} size="small" onClick={() => answer(false)}>
              {question.stay}
            </Button>
          </Prompt.Footer>
        </Prompt.Content>
      </Prompt>
    ),
  }
}
