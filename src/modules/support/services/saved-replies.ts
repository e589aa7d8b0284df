import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import { generateEntityId, MedusaError } from "@medusajs/framework/utils"
import { insert, rows } from "../../../lib/database"
import type { Actor, SavedReplyFields } from "../types"

/** Texts that operators share. Who changed one last is written with it. */
export class SavedReplies {
  constructor(private readonly knex: Knex) {}

  /** @returns its id */
  async create({ title, body, category }: Required<SavedReplyFields>, actor: Actor): Promise<string> {
    const id = generateEntityId(undefined, "lcsrp")
    const by = idOf(actor)
    const reply = { id, title, body, category, created_by_id: by, updated_by_id: by }
    await insert(this.knex, "license_center_saved_reply", reply)
    return id
  }

  /**
   * In one statement: what is read first may be deleted in between.
   *
   * @throws MedusaError not_found
   */
  async change(id: string, fields: SavedReplyFields, actor: Actor): Promise<void> {
    const columns = (["title", "body", "category"] as const).filter((column) => fields[column] !== undefined)
    const set = columns.map((column) => `${column} = ?`)
    await this.update(id, set, [...columns.map((column) => fields[column])], actor)
  }

  /**
   * Takes it out of the list; its row stays, and says who did.
   *
   * @throws MedusaError not_found
   */
  remove(id: string, actor: Actor): Promise<void> {
    return this.update(id, ["deleted_at = now()"], [], actor)
  }

  private async update(id: string, set: string[], values: unknown[], actor: Actor): Promise<void> {
    const changed = await rows(
      this.knex,
      `UPDATE license_center_saved_reply SET ${[...set, "updated_by_id = ?", "updated_at = now()"].join(", ")}
        WHERE id = ? AND deleted_at IS NULL RETURNING id`,
      [...values, idOf(actor), id]
    )
    if (!changed.length) {
      throw new MedusaError(MedusaError.Types.NOT_FOUND, `There is no saved reply ${id}`)
    }
  }
}

const idOf = ({ type, id }: Actor): string | null => (type === "operator" ? (id ?? null) : null)
