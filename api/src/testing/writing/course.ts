import type {
  Expression,
  FieldPolicy,
  Operation,
  Policy,
  Rule,
  Scope,
} from 'src/lib/policy/types'

import { fieldAllows, rulesAllow, visibleIn } from '../reference'
import type { Row, Setting, Tables } from '../reference'
import { keyOwners } from '../relations'

import type { Schema } from './schema'
import type { Args } from './writes'

/*
 * The course of one write, in memory: what it makes of the rows, and all that
 * speaks against it. Rules about rows that were there look at the database as it
 * was before; rules about new rows, and `future()`, as it is in the end.
 */

/** Why a write is refused; of several reasons, any may be given. */
export type Reason = 'P2004' | 'P2025' | 'P2002' | 'P2003'

/** A write whose meaning is open, so that nothing is predicted of it. */
export class Open extends Error {}

const looks = new WeakMap<Tables, { user: Row | null; seen: Tables }>()

/** What a user sees of a database; the same as last time, if that was asked. */
const seenBy = (
  policy: Policy,
  tables: Tables,
  user: Row | null,
  now: Date
) => {
  const last = looks.get(tables)
  const look =
    last && last.user === user
      ? last
      : { user, seen: visibleIn(policy, tables, user, now) }
  looks.set(tables, look)
  return look.seen
}

export class Course {
  readonly reasons = new Set<Reason>()
  readonly tables: Tables
  /** Rows by what they were before. */
  private readonly olds = new Map<Row, Row>()
  private readonly atEnd: (() => void)[] = []
  private readonly seen: Tables
  private readonly lastId: Record<string, number>

  constructor(
    readonly schema: Schema,
    readonly before: Tables,
    readonly user: Row | null,
    readonly now: Date
  ) {
    this.tables = Object.fromEntries(
      Object.entries(before).map(([name, rows]) => [
        name,
        rows.map((old) => {
          const row = { ...old }
          this.olds.set(row, old)
          return row
        }),
      ])
    )
    this.seen = seenBy(schema.policy, before, user, now)
    this.lastId = Object.fromEntries(
      Object.entries(before).map(([name, rows]) => [
        name,
        Math.max(0, ...rows.map(({ id }) => Number(id) || 0)),
      ])
    )
  }

  get policy(): Policy {
    return this.schema.policy
  }

  refuse(reason: Reason) {
    this.reasons.add(reason)
  }

  /** What the user sees of a row that was there before. */
  seenOf(model: string, row: Row): Row | undefined {
    const old = this.olds.get(row)
    const { key } = this.policy.models[model]
    return this.seen[model].find((other) =>
      key.every((name) => old && other[name] === old[name])
    )
  }

  /** The rows that the user sees and that a filter finds. */
  matching(model: string, where: Args): Row[] {
    return this.tables[model].filter((row) => {
      const seen = this.seenOf(model, row)
      return seen !== undefined && passes(seen, where)
    })
  }

  /** The only row that a unique filter finds, if the user sees it. */
  find(model: string, where: Args): Row | null {
    const flat = flattened(where)
    // A key that the user can read on no row is refused in another way.
    const isClosed = Object.keys(flat).some((name) => {
      const { rules } = this.policy.models[model].fields[name]
      return this.user === null && rules.some(readsField)
    })
    if (isClosed) {
      throw new Open()
    }
    return this.matching(model, flat)[0] ?? null
  }

  isNew(row: Row): boolean {
    return !this.olds.has(row)
  }

  /** Whether the field's own rules let a row have this field changed. */
  mayWrite(model: string, row: Row, name: string): boolean {
    return fieldAllows(
      this.policy.models[model].fields[name],
      this.setting(model, row, 'update')
    )
  }

  private setting(model: string, row: Row, operation: Operation): Setting {
    const old = this.olds.get(row)
    return {
      policy: this.policy,
      tables: old ? this.before : this.tables,
      usersTables: this.before,
      user: this.user,
      scopes: [old ?? row],
      operation,
      now: this.now,
    }
  }

  /** Whether the rules allow what does not look ahead. */
  mayChange(
    model: string,
    row: Row,
    operation: 'update' | 'delete',
    fields: string[]
  ): boolean {
    const setting = this.setting(model, row, operation)
    const policy = this.policy.models[model]
    const hopeful: Rule[] = policy.rules
      .filter((rule) => rule.effect === 'allow' || !rule.looksAhead)
      .map((rule) =>
        rule.looksAhead
          ? { ...rule, condition: { kind: 'literal', value: true } }
          : rule
      )
    return (
      rulesAllow(hopeful, setting) &&
      fields.every((name) => fieldAllows(policy.fields[name], setting))
    )
  }

  /** Holds the update of a row against its rules, old and new. */
  touch(model: string, row: Row, fields: string[]) {
    if (this.isNew(row)) {
      return
    }
    if (!this.mayChange(model, row, 'update', fields)) {
      this.refuse('P2004')
    }
    this.atEnd.push(() => {
      if (!this.tables[model].includes(row)) {
        return
      }
      const setting = {
        ...this.setting(model, row, 'update'),
        future: { row, tables: this.tables },
      }
      if (!rulesAllow(this.policy.models[model].rules, setting)) {
        const leadsNowhere = keyOwners(this.policy, model, fields).some(
          (owner) => this.leadsNowhere(owner, row)
        )
        this.refuse(leadsNowhere ? 'P2025' : 'P2004')
      }
    })
  }

  /**
   * Adds a row.
   *
   * @param named the foreign keys that the input names by their value
   */
  insert(model: string, given: Row, named: string[]): Row {
    const { fields, key, rules } = this.policy.models[model]
    const row: Row = {}
    for (const field of Object.values(fields)) {
      if (field.kind !== 'relation') {
        row[field.name] =
          given[field.name] !== undefined
            ? given[field.name]
            : this.defaultOf(model, field, key.includes(field.name))
      }
    }
    if (typeof row.id === 'number') {
      this.lastId[model] = Math.max(this.lastId[model], row.id)
    }
    this.tables[model].push(row)
    const leadsNowhere = this.requireParents(model, row, named, 'create')
    const isUnderNothing = keyOwners(
      this.policy,
      model,
      Object.keys(given)
    ).some((owner) => this.leadsNowhere(owner, row))
    this.atEnd.push(() => {
      const isThere = this.tables[model].includes(row)
      if (isThere && !rulesAllow(rules, this.setting(model, row, 'create'))) {
        this.refuse(leadsNowhere ? 'P2025' : 'P2004')
        // Under a row that is not there for the user, either may be said.
        if (isUnderNothing) {
          this.refuse('P2025')
        }
      }
    })
    return row
  }

  /**
   * Refuses foreign keys that lead to no row; to a row that is not there for the
   * user too, unless rules about the new row say what they may lead to.
   *
   * @returns whether any leads to a row that is not there for the user
   */
  requireParents(
    model: string,
    row: Row,
    names: string[],
    operation: 'create' | 'update'
  ): boolean {
    const nowhere = keyOwners(this.policy, model, names).filter((owner) =>
      this.leadsNowhere(owner, row)
    )
    const { rules } = this.policy.models[model]
    for (const { name, type, relation } of nowhere) {
      const { fields = [], references = [] } = relation ?? {}
      const isParent = (parent: Row) =>
        fields.every((key, n) => parent[references[n]] === row[key])
      const isMissing = !this.before[type].some(isParent)
      if (isMissing && this.tables[type].some(isParent)) {
        // By the number that a row will only get.
        throw new Open()
      }
      const isJudged = rules
        .filter(({ operations }) => operations.includes(operation))
        .some(({ condition }) =>
          mentions(condition, operation === 'create' ? 0 : 'future', [
            name,
            ...fields,
          ])
        )
      if (isMissing || !isJudged) {
        this.refuse('P2025')
      }
    }
    return nowhere.length > 0
  }

  private defaultOf(model: string, field: FieldPolicy, isKey: boolean) {
    if (field.authDefault) {
      const value = field.authDefault.reduce<unknown>(
        (at, name) => (at as Row | null)?.[name] ?? null,
        this.user
      )
      if (value === null && !field.optional) {
        this.refuse('P2004')
      }
      return value
    }
    if (isKey && field.type === 'Int') {
      this.lastId[model] += 1
      return this.lastId[model]
    }
    return this.schema.defaultOf(model, field)
  }

  /** Whether foreign keys are of a row that is not there for the user. */
  private leadsNowhere({ type, relation }: FieldPolicy, row: Row): boolean {
    const { fields = [], references = [] } = relation ?? {}
    return (
      fields.every((key) => row[key] !== null) &&
      !this.seen[type].some((parent) =>
        fields.every((key, n) => parent[references[n]] === row[key])
      )
    )
  }

  /** Removes a row, or marks it as removed where that is all. */
  remove(model: string, row: Row) {
    const { softDelete: mark } = this.policy.models[model]
    if (mark === undefined) {
      this.erase(model, row)
    } else {
      row[mark] = true
    }
  }

  /** Removes a row, and what goes with it. */
  private erase(model: string, row: Row) {
    this.tables[model] = this.tables[model].filter((other) => other !== row)
    for (const { table, columns, references, onDelete } of this.schema.keysTo(
      model
    )) {
      const children = this.tables[table].filter((child) =>
        columns.every((column, n) => child[column] === row[references[n]])
      )
      for (const child of children) {
        if (onDelete === 'SET NULL') {
          columns.forEach((column) => (child[column] = null))
        } else if (onDelete === 'CASCADE') {
          this.erase(table, child)
        } else {
          this.refuse('P2003')
        }
      }
    }
  }

  /** Settles what can be said in the end only. */
  end() {
    this.atEnd.forEach((check) => check())
    for (const [name, rows] of Object.entries(this.tables)) {
      this.refuseOrphans(name, rows)
      const policy = this.policy.models[name]
      const keys = policy ? [policy.key, ...policy.uniques] : [['A', 'B']]
      for (const [n, row] of rows.entries()) {
        const isTaken = keys.some((key) =>
          rows
            .slice(0, n)
            .some((other) =>
              key.every(
                (part) => row[part] !== null && other[part] === row[part]
              )
            )
        )
        if (isTaken) {
          this.refuse('P2002')
        }
      }
    }
  }

  /** Of keys of several columns, as the database has them. */
  private refuseOrphans(table: string, rows: Row[]) {
    const keys = this.schema
      .keysOf(table)
      .filter(({ columns }) => columns.length > 1)
    for (const { columns, model, references } of keys) {
      // What was so before, the database does not mind.
      const isWritten = (row: Row) =>
        columns.some((column) => this.olds.get(row)?.[column] !== row[column])
      const isOrphan = (row: Row) =>
        isWritten(row) &&
        columns.every((column) => row[column] !== null) &&
        !this.tables[model].some((parent) =>
          columns.every((column, n) => row[column] === parent[references[n]])
        )
      if (rows.some(isOrphan)) {
        this.refuse('P2003')
      }
    }
  }

  /** What the user sees of a row in the end; null when that is nothing. */
  readBack(model: string, row: Row): Row | null {
    const { rules, fields } = this.policy.models[model]
    const setting: Setting = {
      ...this.setting(model, row, 'read'),
      tables: this.tables,
      scopes: [row],
    }
    return rulesAllow(rules, setting)
      ? Object.fromEntries(
          Object.entries(row).filter(([name]) =>
            fieldAllows(fields[name], setting)
          )
        )
      : null
  }
}

/** A unique filter, with the fields of a key one by one. */
export const flattened = (where: Args): Args =>
  Object.fromEntries(
    Object.entries(where).flatMap(([name, value]) =>
      name.includes('_') ? Object.entries(value as Args) : [[name, value]]
    )
  )

const readsField = ({ operations }: Rule) => operations.includes('read')

/** Whether a condition has a path from a row that begins with such a field. */
const mentions = (
  condition: unknown,
  scope: Scope,
  names: string[]
): boolean => {
  if (typeof condition !== 'object' || condition === null) {
    return false
  }
  const path = condition as Partial<Extract<Expression, { kind: 'path' }>>
  return path.kind === 'path'
    ? path.scope === scope && names.includes(path.path?.[0] ?? '')
    : Object.values(condition).some((part) => mentions(part, scope, names))
}

/** A field that is hidden on a row is null there; null passes no comparison. */
export const passes = (seen: Row, where: Args): boolean =>
  Object.entries(where).every(([name, test]) => {
    if (name === 'NOT') {
      const [[field, value]] = Object.entries(test as Args)
      return value === null
        ? seen[field] != null
        : seen[field] != null && seen[field] !== value
    }
    const value = seen[name] ?? null
    return typeof test === 'object' && test !== null && 'not' in test
      ? value !== null && value !== test.not
      : value === test
  })
