import type { CurrentUser } from 'src/lib/auth'
import { authDb } from 'src/lib/authDb'
import { db } from 'src/lib/db'
import { delegateName } from 'src/lib/policy/delegateOf'
import type { FieldReference, Where } from 'src/lib/policy/where'

import { askAll } from './asking'
import type { Query } from './queries'
import type { Tables } from './reference'

type Delegate = {
  fields: Record<string, unknown>
  findMany(args: { where: Where }): Promise<Record<string, unknown>[]>
}

const delegateOf = (model: string) =>
  db[delegateName(model) as 'post'] as unknown as Delegate

/** Puts these rows, and no others, into the database. */
export const fillTables = async (tables: Tables) => {
  await db.$transaction([
    db.contact.deleteMany(),
    db.comment.deleteMany(),
    db.post.deleteMany(),
    db.credential.deleteMany(),
    db.user.deleteMany(),
    db.user.createMany({ data: tables.User as never }),
    db.credential.createMany({ data: tables.Credential as never }),
    db.post.createMany({ data: tables.Post as never }),
    db.comment.createMany({ data: tables.Comment as never }),
    db.contact.createMany({ data: (tables.Contact ?? []) as never }),
  ])
}

/** The keys, in order, of the rows that a filter finds. */
export const idsWhere = async (
  model: string,
  filter: (reference: FieldReference) => Where | boolean
): Promise<number[]> => {
  const delegate = delegateOf(model)
  const where = filter((owner, field) => delegateOf(owner).fields[field])
  const rows =
    where === false
      ? []
      : await delegate.findMany({ where: where === true ? {} : where })
  return rows.map((row) => Number(row.id ?? row.userId)).sort()
}

/** Asks as a user, or as a visitor, through authDb(). */
export const askAs = async (user: object | null, queries: Query[]) => {
  mockCurrentUser(user as CurrentUser)
  return askAll(authDb(), queries)
}

/** Asks without any rules. */
export const askRaw = (queries: Query[]) => askAll(db, queries)
