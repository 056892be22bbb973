import { existenceOf } from '../ask'
import type { Question } from '../ask'
import { and } from '../condition'
import type { Condition } from '../condition'
import { mentionedIn } from '../mentioned'
import { relationOf } from '../relationOf'
import { parametersFor } from '../sql'
import type { Statement } from '../sql'
import type { FieldPolicy, Policy } from '../types'

import { picked } from './rows'
import type { Row, Writing } from './writing'

/*
 * The actor was read when the request began. What the rules asked of them then,
 * their role say, may be otherwise by the time a write is made: so it is asked
 * once more, in the transaction of the write.
 */

/**
 * That the actor's own row is still what the rules took it for; null if they took
 * it for nothing but somebody with this key.
 */
export const stillActor = ({
  policy,
  actor: { user },
}: Writing): Question | null => {
  const { authModel } = policy
  if (user === null || authModel === null) {
    return null
  }
  const { key } = policy.models[authModel]
  const names = [...mentionedIn(policy).ofUser].filter(
    (name) => !key.includes(name)
  )
  const condition = asLoaded(policy, authModel, user, names)
  return condition === true
    ? null
    : { model: authModel, key: picked(user, key), condition }
}

/** That a row is still as it was loaded, and what was loaded with it. */
const asLoaded = (
  policy: Policy,
  model: string,
  row: Row,
  names: string[]
): Condition =>
  and(
    ...names.map((name): Condition => {
      const field = policy.models[model].fields[name]
      if (field.kind !== 'relation') {
        return isStill(field, row[name])
      }
      return row[name] === undefined
        ? // To rules, such a record is the one that its foreign keys name.
          asLoaded(policy, model, row, relationOf(field).fields)
        : areThere(policy, field, row[name] as Row | Row[] | null)
    })
  )

const isStill = (
  { name, list, optional }: FieldPolicy,
  value: unknown
): Condition =>
  value === undefined || list
    ? true
    : {
        ...{ kind: 'field', field: name, optional },
        test: { operator: 'equals', value },
      }

const areThere = (
  policy: Policy,
  { name, type }: FieldPolicy,
  related: Row | Row[] | null
): Condition => {
  const known = policy.models[type].fields
  const isThere = (row: Row) => {
    const names = Object.keys(row).filter((each) => Object.hasOwn(known, each))
    return asLoaded(policy, type, row, names)
  }
  if (related === null) {
    return { kind: 'absent', relation: name }
  }
  if (!Array.isArray(related)) {
    return { kind: 'one', relation: name, condition: isThere(related) }
  }
  return and(
    ...related.map(
      (row): Condition => ({
        ...{ kind: 'some', relation: name },
        condition: isThere(row),
      })
    )
  )
}

const texts = new WeakMap<Policy, Map<string, string>>()

/**
 * The statement that asks it: none if there is nothing to ask, null if SQL cannot.
 * Its text is worked out once for all actors of whom the same fields are null.
 */
export const stillActorStatement = (writing: Writing): Statement[] | null => {
  const { policy, actor } = writing
  const parts = plainParts(policy, actor.user)
  const known = texts.get(policy) ?? new Map<string, string>()
  texts.set(policy, known)
  const sql = parts && known.get(parts.shape)
  if (sql) {
    const parameters = parametersFor(policy, parts.fields, parts.values)
    return parameters && [{ sql, parameters }]
  }
  const question = stillActor(writing)
  if (!question) {
    return []
  }
  const statement = existenceOf(policy, question, true)
  if (statement && parts) {
    known.set(parts.shape, statement.sql)
  }
  return statement && [statement]
}

/** What is asked of an actor of whom nothing but fields is asked. */
const plainParts = (policy: Policy, user: Row | null) => {
  const { authModel } = policy
  if (user === null || authModel === null) {
    return null
  }
  const { fields: all, key } = policy.models[authModel]
  const fields = key.map((name) => all[name])
  const nulls: string[] = []
  for (const name of mentionedIn(policy).ofUser) {
    const field = all[name]
    if (field.kind === 'relation') {
      return null
    }
    if (user[name] === null) {
      nulls.push(name)
    } else if (user[name] !== undefined && !field.list && !key.includes(name)) {
      fields.push(field)
    }
  }
  return {
    shape: [...fields.map(({ name }) => name), '', ...nulls].join(),
    fields,
    values: fields.map(({ name }) => user[name]),
  }
}
