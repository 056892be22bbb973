import type { CurrentUser } from 'src/lib/auth'
import { authDb } from 'src/lib/authDb'
import { db } from 'src/lib/db'
import { delegateName } from 'src/lib/policy/delegateOf'
import type { FieldReference, Where } from 'src/lib/policy/where'

import { askAll } from './asking'
import type { Query } from './queries'
import type { Row, Tables } from './reference'
import { emptyTables } from './world'

type Delegate = {
  fields: Record<string, unknown>
  findMany(args: { where: Where }): Promise<Record<string, unknown>[]>
}

const delegateOf = (model: string) =>
  db[delegateName(model) as 'post'] as unknown as Delegate

/** Puts these rows, and no others, into the database. */
export const fillTables = async (tables: Tables) => {
  const rowsOf = (model: string) => (tables[model] ?? []) as never
  const founders = new Map(
    tables.Organization?.map(({ id, founderId }) => [id, founderId])
  )
  const isFounders = ({ organizationId, userId }: Row) =>
    founders.get(organizationId) === userId
  const memberships = tables.Membership ?? []
  await db.$transaction([
    ...emptyTables(),
    db.user.createMany({ data: rowsOf('User') }),
    db.credential.createMany({ data: rowsOf('Credential') }),
    db.apiToken.createMany({ data: rowsOf('ApiToken') }),
    db.apiTokenSecret.createMany({ data: rowsOf('ApiTokenSecret') }),
    db.rateCount.createMany({ data: rowsOf('RateCount') }),
    db.organization.createMany({ data: rowsOf('Organization') }),
    // A trigger has made these, with numbers of its own.
    ...memberships.filter(isFounders).map((row) => renumbered(row, -1)),
    ...memberships.filter(isFounders).map((row) => renumbered(row, 1)),
    db.membership.createMany({
      data: memberships.filter((row) => !isFounders(row)) as never,
    }),
    db.invitation.createMany({ data: rowsOf('Invitation') }),
    db.group.createMany({ data: rowsOf('Group') }),
    db.groupMember.createMany({ data: rowsOf('GroupMember') }),
    db.post.createMany({ data: rowsOf('Post') }),
    ...(tables._GroupToPost ?? []).map(
      ({ A, B }) =>
        db.$executeRaw`INSERT INTO "_GroupToPost" ("A", "B") VALUES (${A}, ${B})`
    ),
    db.comment.createMany({ data: rowsOf('Comment') }),
    db.contact.createMany({ data: rowsOf('Contact') }),
  ])
}

const renumbered = ({ id, userId, organizationId }: Row, sign: 1 | -1) =>
  db.membership.update({
    where: { userId_organizationId: { userId, organizationId } } as never,
    data: { id: sign * Number(id) },
  })

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
