import { isPossible } from './ability'
import type { Abilities } from './ability'
import { ask, askEach } from './ask'
import { callPrisma } from './callPrisma'
import type { Condition } from './condition'
import { fieldsOf } from './delegateOf'
import type { Client } from './operation'
import { visibleFilter } from './read/filter'
import { both, refuse } from './read/visible'
import type { Visible } from './read/visible'
import type { Operation, Policy } from './types'
import { toWhere } from './where'
import type { Where } from './where'

/** May the actor do this? */
export interface Check {
  operation: Operation
  /** To a record that this finds; a unique filter, or any other. */
  where?: Where
  /** May they read or update this field of it? */
  field?: string
}

/**
 * Whether the rules let an actor do something: to a record that `where` finds
 * among those that they may read, or, without it, to some record there could be.
 * It is one statement, or none if there is no `where`. To create, there is none.
 *
 * @param visible what the actor may read
 * @param abilities what they may do
 * @throws PrismaClientKnownRequestError P2004 for a field that does not exist,
 * and for a filter on what they can never read; Error for a filter that says
 * nothing, and for one of what is yet to be created
 */
export const check = async (
  visible: Visible,
  abilities: Abilities,
  client: Client,
  model: string,
  { operation, where, field }: Check
): Promise<boolean> => {
  const { fields } = visible.policy.models[model]
  if (field !== undefined && !Object.hasOwn(fields, field)) {
    refuse(`${model} has no field ${field}`)
  }
  const condition = abilities(model, operation, field)
  if (where !== undefined) {
    refuseVague(where, operation)
  }
  if (where === undefined || !isPossible(condition)) {
    return isPossible(condition)
  }
  if (isKey(visible, model, where)) {
    const [answer] = await ask(client, visible, [
      { model, key: where, condition },
    ])
    return answer
  }
  const found = await callPrisma(visible.policy, client, model, 'findFirst', {
    where: both(
      visible.rows(model),
      visibleFilter(visible, model, where),
      toWhere(condition, fieldsOf(client))
    ),
  })
  return found !== null
}

/** Something to do to a record; with `field`, to read or update that. */
export type Act = Pick<Check, 'operation' | 'field'>

/**
 * Which of these things an actor may do to each of these records.
 *
 * It is one statement for all, or none where the rules do not look at records,
 * not even whether they are there.
 *
 * @param model one with a key of one field, of which `keys` are values
 * @returns for each act, the keys of the records that it may be done to
 */
export const checkEach = async <Key extends string | number | bigint>(
  policy: Policy,
  abilities: Abilities,
  client: Client,
  model: string,
  keys: Key[],
  acts: Act[]
): Promise<Set<Key>[]> => {
  const conditions = acts.map(({ operation, field }) =>
    abilities(model, operation, field)
  )
  const open = conditions.filter((condition) => !isDecided(condition))
  const found =
    open.length > 0 ? await askEach(client, policy, model, keys, open) : []
  return conditions.map((condition) =>
    isDecided(condition)
      ? new Set(condition === true ? keys : [])
      : found[open.indexOf(condition)]
  )
}

const isDecided = (condition: Condition) =>
  condition === true || !isPossible(condition)

const refuseVague = (where: Where, operation: Operation) => {
  if (operation === 'create') {
    throw new Error(
      'What is to be created cannot be found: check without where'
    )
  }
  const values = Object.values(where)
  if (values.length > 0 && values.every((value) => value === undefined)) {
    throw new Error('A filter of nothing but undefined would find anything')
  }
}

/** Whether a filter is the primary key and nothing else, for all to see. */
const isKey = ({ policy, field }: Visible, model: string, where: Where) => {
  const { key } = policy.models[model]
  const names = Object.keys(where)
  return (
    names.length === key.length &&
    key.every(
      (name) =>
        ['string', 'number', 'bigint'].includes(typeof where[name]) &&
        field(model, name) === true
    )
  )
}
