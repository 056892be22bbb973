import { env } from 'src/lib/env'
import type { FieldPolicy, ModelPolicy } from 'src/lib/policy/types'

import { grammar } from '../appGrammar'
import { parsed } from '../arguments/mistakes'
import { whereOf } from '../arguments/where'
import { invalid, Refusal } from '../refusal'
import type { Parameters } from '../text'

import { targetOf, valueIn, whereId } from './resourceType'

type Args = Record<string, unknown>

const FILTER = /^filter((?:\[[^[\]]+\])+)$/
const SIMPLE = ['lt', 'lte', 'gt', 'gte', 'contains', 'startsWith', 'endsWith']
const OF_LISTS = ['has', 'hasEvery', 'hasSome', 'isEmpty']
const OPERATORS = [...SIMPLE, ...OF_LISTS, 'icontains', 'not', 'isNull']

const commaSeparated = (text: string) => text.split(',')

/** What a field is asked. */
const ofField = (
  field: FieldPolicy,
  operator: string,
  text: string
): unknown => {
  const value = () => valueIn(field, text)
  const values = () => commaSeparated(text).map((each) => valueIn(field, each))
  switch (operator) {
    case '':
      return field.type === 'Json' || !text.includes(',')
        ? { equals: value() }
        : { in: values() }
    case 'icontains':
      return { contains: text, mode: 'insensitive' }
    case 'not':
      return text.includes(',') ? { notIn: values() } : { not: value() }
    case 'isNull':
      return text === 'true' ? null : { not: null }
    case 'isEmpty':
      return { isEmpty: text === 'true' }
    case 'hasEvery':
    case 'hasSome':
      return { [operator]: values() }
    default:
      return { [operator]: value() }
  }
}

/** The rows at the other end of a relation that have one of these ids. */
const ofRelation = (field: FieldPolicy, text: string): Args => {
  const target = targetOf(field)
  const ids = commaSeparated(text).map((id) => whereId(target, id))
  const flat = ids.map((id) =>
    target.key.length === 1 ? id : (Object.values(id)[0] as Args)
  )
  const one = flat.length === 1 ? flat[0] : { OR: flat }
  return field.list ? { some: one } : { is: one }
}

const filterOf = (
  model: ModelPolicy,
  [step, ...more]: string[],
  text: string
): Args => {
  const [, name, operator = ''] = /^([^$]+)(?:\$(.*))?$/.exec(step) ?? []
  const known = name === 'id' && model.key.length === 1 ? model.key[0] : name
  if (known === undefined || !Object.hasOwn(model.fields, known)) {
    throw invalid(`There is no field ${step} to filter by`)
  }
  if (operator !== '' && !OPERATORS.includes(operator)) {
    throw invalid(`There is no operator ${operator}`)
  }
  const field = model.fields[known]
  if (field.kind !== 'relation') {
    if (more.length > 0) {
      throw invalid(`${known} is no relationship`)
    }
    return { [known]: ofField(field, operator, text) }
  }
  if (more.length === 0) {
    return { [known]: ofRelation(field, text) }
  }
  const inner = filterOf(targetOf(field), more, text)
  return { [known]: field.list ? { some: inner } : { is: inner } }
}

/** Says which parameter is wrong, whatever is. */
const blaming = <Result>(parameter: string, work: () => Result): Result => {
  try {
    return work()
  } catch (error) {
    if (error instanceof Refusal) {
      const [mistake] = error.mistakes
      throw invalid(mistake?.message ?? error.message, [parameter])
    }
    throw error
  }
}

/**
 * The filter that `filter[…]` parameters ask for: all of them must be met.
 *
 * @throws Refusal 400, naming the parameter
 */
export const whereIn = (model: ModelPolicy, parameters: Parameters): Args => {
  const filters: Args[] = []
  for (const [parameter, text] of parameters) {
    const [, brackets] = FILTER.exec(parameter) ?? []
    if (brackets !== undefined) {
      const steps = brackets.slice(1, -1).split('][')
      blaming(parameter, () => {
        const filter = filterOf(model, steps, text)
        parsed(whereOf(grammar, model.name), filter)
        filters.push(filter)
      })
    }
  }
  return filters.length === 0 ? {} : { AND: filters }
}

const orderOf = (model: ModelPolicy, path: string[], way: string): Args => {
  const [name, ...more] = path
  const field = Object.hasOwn(model.fields, name)
    ? model.fields[name]
    : undefined
  const isRelation = field?.kind === 'relation'
  if (
    !field ||
    (isRelation && field.list) ||
    (!isRelation && more.length > 0)
  ) {
    throw invalid(`Cannot be sorted by ${path.join('.')}`, ['sort'])
  }
  const inner = more.length > 0 ? more : targetOf(field)?.key.slice(0, 1)
  return { [name]: isRelation ? orderOf(targetOf(field), inner, way) : way }
}

/** The order that `sort` asks for; then by key, so that pages do not overlap. */
export const orderIn = (model: ModelPolicy, parameters: Parameters): Args[] => {
  const names = (parameters.get('sort') ?? '').split(',').filter(Boolean)
  const asked = names.map((name) =>
    name.startsWith('-')
      ? orderOf(model, name.slice(1).split('.'), 'desc')
      : orderOf(model, name.split('.'), 'asc')
  )
  return [...asked, ...model.key.map((name) => ({ [name]: 'asc' }))]
}

export interface Page {
  offset: number
  limit: number
}

const numberIn = (
  parameters: Parameters,
  name: string,
  usual: number,
  [least, most]: [number, number]
) => {
  const text = parameters.get(name) ?? String(usual)
  const number = Number(text)
  if (!/^\d{1,9}$/.test(text) || number < least || number > most) {
    throw invalid(`Is a whole number from ${least} to ${most}`, [name])
  }
  return number
}

/** The page that is asked for. */
export const pageIn = (parameters: Parameters): Page => {
  const { maxTake } = env.api
  return {
    offset: numberIn(parameters, 'page[offset]', 0, [0, 999_999_999]),
    limit: numberIn(parameters, 'page[limit]', maxTake, [1, maxTake]),
  }
}

/** The parameters that a list takes, but for what it shows. */
export const OF_LIST = /^(sort|page\[(offset|limit)\]|filter(\[[^[\]]+\])+)$/
export const OF_SHAPE = /^(include|fields\[[^[\]]+\])$/

/**
 * Refuses parameters that would do nothing.
 *
 * @throws Refusal 400
 */
export const onlyParameters = (parameters: Parameters, ...known: RegExp[]) => {
  for (const name of parameters.keys()) {
    if (!known.some((pattern) => pattern.test(name))) {
      throw invalid('Is not a parameter here', [name])
    }
  }
}
