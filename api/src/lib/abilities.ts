import type { Prisma } from '@prisma/client'
import DataLoader from 'dataloader'

import { context } from '@redwoodjs/context'

import { db } from './db'
import { abilitiesFor, isPossible } from './policy/ability'
import type { Abilities } from './policy/ability'
import { checkEach } from './policy/check'
import type { Act } from './policy/check'
import type { Operation } from './policy/types'
import { policyFor } from './scope'

const rulesOfCurrentUser = () => policyFor(context.currentUser ?? null)

const ofCurrentUser = (): Abilities =>
  abilitiesFor(rulesOfCurrentUser(), {
    user: context.currentUser ?? null,
    now: new Date(),
  })

const isKnown = (model: string, field?: string) => {
  const { models } = rulesOfCurrentUser()
  return (
    Object.hasOwn(models, model) &&
    (field === undefined || Object.hasOwn(models[model].fields, field))
  )
}

/**
 * Whether the rules let the current user do this to some record of the model,
 * or read or change this field of some record.
 *
 * @returns null for a model or field that does not exist
 */
export const mayDo = (
  model: string,
  operation: Operation,
  field?: string
): boolean | null =>
  isKnown(model, field)
    ? isPossible(ofCurrentUser()(model, operation, field))
    : null

interface Ability extends Act {
  id: number
}

const nameOf = ({ operation, field }: Act) =>
  field === undefined ? operation : `${operation} ${field}`

type Loader = DataLoader<Ability, boolean, string>

const loaderOf = (abilities: Abilities, model: string): Loader => {
  const policy = rulesOfCurrentUser()
  return new DataLoader(
    async (asked) => {
      const ids = new Set(asked.map(({ id }) => id))
      const acts = new Map(asked.map((act) => [nameOf(act), act]))
      const allowed = await checkEach(
        policy,
        abilities,
        db,
        model,
        [...ids],
        [...acts.values()]
      )
      const names = [...acts.keys()]
      return asked.map((act) => allowed[names.indexOf(nameOf(act))].has(act.id))
    },
    { cacheKeyFn: (act) => `${nameOf(act)} ${act.id}` }
  )
}

const loaders = new WeakMap<object, (model: string) => Loader>()

const loadersOf = (request: object) => {
  const known = loaders.get(request)
  if (known) {
    return known
  }
  const abilities = ofCurrentUser()
  const byModel = new Map<string, Loader>()
  const ofModel = (model: string) => {
    const loader = byModel.get(model) ?? loaderOf(abilities, model)
    byModel.set(model, loader)
    return loader
  }
  loaders.set(request, ofModel)
  return ofModel
}

/**
 * Whether the rules let the current user do this to the record with this id, or to
 * this field of it.
 * All that one request asks about records of a model costs one query, or none
 * where the rules do not look at the record.
 *
 * @param request the GraphQL context, one object for each request
 */
export const mayDoTo = (
  request: object,
  model: Prisma.ModelName,
  operation: Operation,
  id: number,
  field?: string
): Promise<boolean> => loadersOf(request)(model).load({ operation, id, field })
