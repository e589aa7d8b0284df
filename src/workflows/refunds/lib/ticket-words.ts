import { languageOf } from "../../../modules/refunds/rules/reason-language"

const WORDS = {
  en: { subject: "Refund", message: "I ask for a refund." },
  de: { subject: "Erstattung", message: "Ich bitte um eine Erstattung." },
}

/** What a request's ticket is called, and says where its sender gave no reason. */
export const refundTicketWords = (locale: string | null) => WORDS[languageOf(locale)]
