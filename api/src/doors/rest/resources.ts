import type { FieldPolicy, ModelPolicy } from 'src/lib/policy/types'

import type { OperationName } from '../arguments/operations'
import { callOf, perform } from '../call'
import { withinMeasure } from '../limits'
import { Refusal, invalid, notFound, wrongMethod } from '../refusal'
import type { Mistake } from '../refusal'
import type { Parameters } from '../text'

import {
  ROOT,
  addressOf,
  documentOf,
  linkageDocument,
  listDocument,
} from './document'
import { actOf, dataOf, linkageIn, resourceIn } from './input'
import type { Change, Given } from './input'
import {
  OF_LIST,
  OF_SHAPE,
  onlyParameters,
  orderIn,
  pageIn,
  whereIn,
} from './listing'
import {
  modelOf,
  relationshipOf,
  targetOf,
  typeOf,
  whereId,
} from './resourceType'
import { selectOf, wantedIn } from './wanted'

type Args = Record<string, unknown>
type Row = Record<string, unknown>

/** A request for resources. */
export interface Asked {
  method: string
  /** The parts of the address behind the door's. */
  segments: string[]
  parameters: Parameters
  /** Reads the body. */
  body: () => unknown
  /** The IP address that it comes from. */
  address: string
}

export interface Answer {
  status: number
  headers?: Record<string, string>
  /** None with 204. */
  document?: object
}

/** Where JSON:API has what Prisma's arguments are made of. */
const inDocument =
  ({ fields }: ModelPolicy) =>
  ({ path: [first, name, ...more], message }: Mistake): Mistake => {
    if (!/^(data|create|update)$/.test(String(first)) || name === undefined) {
      return { path: ['data'], message }
    }
    const isRelation = fields[name]?.kind === 'relation'
    const member = isRelation ? 'relationships' : 'attributes'
    const path = ['data', member, name, ...(isRelation ? [] : more)]
    return { path, message }
  }

const ask = (
  { address, method }: Asked,
  model: ModelPolicy,
  operation: OperationName,
  args: Args
): Promise<unknown> => {
  try {
    const call = callOf(model.name, operation, withinMeasure(args))
    return perform(call, address)
  } catch (error) {
    if (error instanceof Refusal && method !== 'GET') {
      const mistakes = error.mistakes.map(inDocument(model))
      throw new Refusal(error.status, error.reason, error.message, { mistakes })
    }
    throw error
  }
}

const keysOf = ({ key }: ModelPolicy) =>
  Object.fromEntries(key.map((name) => [name, true]))

const list = async (asked: Asked, model: ModelPolicy): Promise<Answer> => {
  const { parameters } = asked
  onlyParameters(parameters, OF_LIST, OF_SHAPE)
  const wanted = wantedIn(model, parameters)
  const page = pageIn(parameters)
  const where = whereIn(model, parameters)
  const rows = await ask(asked, model, 'findMany', {
    where,
    orderBy: orderIn(model, parameters),
    skip: page.offset,
    take: page.limit,
    select: selectOf(wanted),
  })
  const total = await ask(asked, model, 'count', { where })
  const listed = {
    path: `${ROOT}/${typeOf(model)}`,
    parameters,
    page,
    total: total as number,
  }
  return { status: 200, document: listDocument(wanted, rows as Row[], listed) }
}

const read = async (
  asked: Asked,
  model: ModelPolicy,
  id: string
): Promise<Answer> => {
  onlyParameters(asked.parameters, OF_SHAPE)
  const wanted = wantedIn(model, asked.parameters)
  const row = await ask(asked, model, 'findUnique', {
    where: whereId(model, id),
    select: selectOf(wanted),
  })
  if (row === null) {
    throw notFound()
  }
  return { status: 200, document: documentOf(wanted, row as Row) }
}

/** What is at the other end of a relationship: resources, or identifiers. */
const readRelated = async (
  asked: Asked,
  model: ModelPolicy,
  id: string,
  field: FieldPolicy,
  isLinkage: boolean
): Promise<Answer> => {
  const { parameters } = asked
  const { name } = field
  const target = targetOf(field)
  const known = [
    ...(field.list ? [OF_LIST] : []),
    ...(isLinkage ? [] : [OF_SHAPE]),
  ]
  onlyParameters(parameters, ...known)
  const wanted = wantedIn(target, parameters, !isLinkage)
  const select = isLinkage ? keysOf(target) : selectOf(wanted)
  const page = pageIn(parameters)
  const where = whereIn(target, parameters)
  const related = field.list
    ? {
        where,
        orderBy: orderIn(target, parameters),
        skip: page.offset,
        take: page.limit,
        select,
      }
    : { select }
  const row = (await ask(asked, model, 'findUnique', {
    where: whereId(model, id),
    select: {
      ...keysOf(model),
      [name]: related,
      ...(field.list && { _count: { select: { [name]: { where } } } }),
    },
  })) as (Row & { _count?: Record<string, number> }) | null
  if (row === null) {
    throw notFound()
  }
  const path = [
    addressOf(model, row),
    ...(isLinkage ? ['relationships'] : []),
    name,
  ].join('/')
  const found = row[name] ?? null
  if (!field.list) {
    const one = documentOf(wanted, found as Row | null, path)
    const { data } = one
    const identifier = data && identified(data as Identified)
    return {
      status: 200,
      document: isLinkage ? { ...one, data: identifier } : one,
    }
  }
  const listed = { path, parameters, page, total: row._count?.[name] ?? 0 }
  return {
    status: 200,
    document: isLinkage
      ? linkageDocument(target, found as Row[], listed)
      : listDocument(wanted, found as Row[], listed),
  }
}

interface Identified {
  type: string
  id: string
}

const identified = ({ type, id }: Identified) => ({ type, id })

const written = (
  status: number,
  wanted: ReturnType<typeof wantedIn>,
  row: Row | null
): Answer => {
  if (row === null) {
    return { status: 204 }
  }
  return {
    status,
    headers:
      status === 201 ? { location: addressOf(wanted.model, row) } : undefined,
    document: documentOf(wanted, row),
  }
}

const create = async (asked: Asked, model: ModelPolicy): Promise<Answer> => {
  onlyParameters(asked.parameters, OF_SHAPE)
  const wanted = wantedIn(model, asked.parameters)
  const select = selectOf(wanted)
  const given = resourceIn(model, asked.body())
  const data = { ...keyIn(model, given), ...dataOf(given, 'create') }
  if (given.matchFields) {
    return upsert(asked, wanted, given, given.matchFields)
  }
  const row = await ask(asked, model, 'create', { data, select })
  return written(201, wanted, row as Row | null)
}

/** The key that a client gives to what it creates. */
const keyIn = ({ key }: ModelPolicy, { id }: Given): Args => {
  if (id === undefined) {
    return {}
  }
  throw invalid(
    `Is not chosen by clients; give ${key.join(', ')} as attributes`,
    ['data', 'id'],
    403
  )
}

const upsert = async (
  asked: Asked,
  wanted: ReturnType<typeof wantedIn>,
  given: Given,
  fields: string[]
): Promise<Answer> => {
  const { model } = wanted
  const keys = [model.key, ...model.uniques]
  const key = keys.find(
    (each) =>
      each.length === fields.length &&
      each.every((name) => fields.includes(name))
  )
  if (key === undefined) {
    throw invalid('Are the fields of no key', ['meta', 'matchFields'])
  }
  const values = Object.fromEntries(
    key.map((name) => [name, given.attributes[name]])
  )
  const where = key.length === 1 ? values : { [key.join('_')]: values }
  const { attributes, ...rest } = given
  const others = Object.fromEntries(
    Object.entries(attributes).filter(([name]) => !key.includes(name))
  )
  const before = await ask(asked, model, 'findUnique', {
    where,
    select: keysOf(model),
  })
  const row = await ask(asked, model, 'upsert', {
    where,
    create: dataOf(given, 'create'),
    update: dataOf({ ...rest, attributes: others }, 'update'),
    select: selectOf(wanted),
  })
  return written(before === null ? 201 : 200, wanted, row as Row | null)
}

const update = async (
  asked: Asked,
  model: ModelPolicy,
  id: string
): Promise<Answer> => {
  onlyParameters(asked.parameters, OF_SHAPE)
  const wanted = wantedIn(model, asked.parameters)
  const given = resourceIn(model, asked.body())
  if (given.id !== undefined && given.id !== id) {
    throw invalid('Is another one', ['data', 'id'], 409)
  }
  const row = await ask(asked, model, 'update', {
    where: whereId(model, id),
    data: dataOf(given, 'update'),
    select: selectOf(wanted),
  })
  return written(200, wanted, row as Row | null)
}

const remove = async (
  asked: Asked,
  model: ModelPolicy,
  id: string
): Promise<Answer> => {
  onlyParameters(asked.parameters)
  await ask(asked, model, 'delete', {
    where: whereId(model, id),
    select: keysOf(model),
  })
  return { status: 204 }
}

const CHANGES: Record<string, Change> = {
  POST: 'connect',
  PATCH: 'set',
  PUT: 'set',
  DELETE: 'disconnect',
}

const changeRelationship = async (
  asked: Asked,
  model: ModelPolicy,
  id: string,
  field: FieldPolicy
): Promise<Answer> => {
  onlyParameters(asked.parameters)
  const linkage = linkageIn(asked.body())
  const change = CHANGES[asked.method]
  await ask(asked, model, 'update', {
    where: whereId(model, id),
    data: { [field.name]: actOf(field, linkage, change, ['data']) },
    select: keysOf(model),
  })
  return { status: 204 }
}

type Handler = (asked: Asked) => Promise<Answer>

/** What can be done at an address, by method. */
const handlersAt = (segments: string[]): Record<string, Handler> => {
  const [type = '', id, third, fourth] = segments
  const model = modelOf(type)
  if (segments.length === 1) {
    return {
      GET: (asked) => list(asked, model),
      POST: (asked) => create(asked, model),
    }
  }
  if (segments.length === 2) {
    return {
      GET: (asked) => read(asked, model, id),
      PATCH: (asked) => update(asked, model, id),
      PUT: (asked) => update(asked, model, id),
      DELETE: (asked) => remove(asked, model, id),
    }
  }
  if (segments.length === 3) {
    const field = relationshipOf(model, third)
    return { GET: (asked) => readRelated(asked, model, id, field, false) }
  }
  if (segments.length === 4 && third === 'relationships') {
    const field = relationshipOf(model, fourth)
    const change: Handler = (asked) =>
      changeRelationship(asked, model, id, field)
    return {
      GET: (asked) => readRelated(asked, model, id, field, true),
      PATCH: change,
      PUT: change,
      ...(field.list && { POST: change, DELETE: change }),
    }
  }
  throw notFound('There is no such address.')
}

/**
 * Answers a request for resources, as the current user.
 *
 * @throws Refusal, and what `authDb()` throws
 */
export const answerTo = (asked: Asked): Promise<Answer> => {
  const handlers = handlersAt(asked.segments)
  if (!Object.hasOwn(handlers, asked.method)) {
    throw wrongMethod(Object.keys(handlers))
  }
  return handlers[asked.method](asked)
}
