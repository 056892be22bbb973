import { and, not, one, or } from './condition'
import type { Condition, Test, TestOperator } from './condition'
import type { Environment, Row } from './environment'
import { isOpen, operandOf, targetOf } from './operands'
import type { Known, Open } from './operands'
import { relationOf } from './relationOf'
import type { Comparison, Expression, ModelPolicy } from './types'

const MIRRORED: Record<Comparison, Comparison> = {
  '==': '==',
  '!=': '!=',
  '<': '>',
  '<=': '>=',
  '>': '<',
  '>=': '<=',
  in: 'in',
}

const TESTS: Record<Comparison, TestOperator> = {
  '==': 'equals',
  '!=': 'equals',
  '<': 'lt',
  '<=': 'lte',
  '>': 'gt',
  '>=': 'gte',
  in: 'in',
}

/** A comparison, with what is in memory put in. */
export const compare = (
  {
    operator,
    left,
    right,
  }: { operator: Comparison; left: Expression; right: Expression },
  environment: Environment
): Condition => {
  const a = operandOf(left, environment)
  const b = operandOf(right, environment)
  if (operator === 'in' && !isOpen(b) && isEmptyList(b.value)) {
    // Not even null, of which Prisma and SQL think otherwise.
    return false
  }
  const positive = ((): Condition => {
    if (isOpen(a)) {
      return isOpen(b)
        ? compareFields(a, b, operator, environment)
        : compareOpen(a, b, operator, environment)
    }
    return isOpen(b)
      ? compareOpen(b, a, MIRRORED[operator], environment)
      : compareKnown(a, b, operator)
  })()
  return operator === '!=' ? not(positive) : positive
}

const isEmptyList = (value: unknown) =>
  Array.isArray(value) && value.length === 0

/** For `!=`, what `==` would be. */
const compareKnown = (a: Known, b: Known, operator: Comparison): Condition => {
  if (a.isLiteralNull || b.isLiteralNull) {
    return a.value === null && b.value === null
  }
  if (a.value === null || b.value === null) {
    return null
  }
  const key = (a.rowOf ?? b.rowOf)?.key
  if (key && !(isNamed(a.value, key) && isNamed(b.value, key))) {
    return null
  }
  const [x, y] = [comparable(a.value, key), comparable(b.value, key)]
  switch (operator) {
    case '<':
      return x < y
    case '<=':
      return x <= y
    case '>':
      return x > y
    case '>=':
      return x >= y
    case 'in':
      return (b.value as unknown[]).some((item) => comparable(item) === x)
    default:
      return x === y
  }
}

/** Whether all of a record's key is known: of one not loaded, maybe not. */
const isNamed = (value: unknown, key: string[]) =>
  key.every((name) => (value as Row)[name] != null)

/** A value that JavaScript compares as the database does. */
const comparable = (value: unknown, key?: string[]): string | number => {
  if (value instanceof Date) {
    return value.getTime()
  }
  return key
    ? JSON.stringify(key.map((name) => (value as Row)[name]))
    : (value as string | number)
}

/** A path from the row in the database, against something in memory. */
const compareOpen = (
  open: Open,
  known: Known,
  operator: Comparison,
  environment: Environment
): Condition => {
  if (known.value === null) {
    return known.isLiteralNull ? absenceAt(open, environment) : null
  }
  if (targetOf(open, environment.policy).isRow) {
    return compareRow(open, known, environment)
  }
  return testAt(
    open,
    { operator: TESTS[operator], value: known.value },
    environment
  )
}

/** Records are the same when their keys are; a relation's are its foreign keys. */
const compareRow = (
  open: Open,
  known: Known,
  environment: Environment
): Condition => {
  const { model } = targetOf(open, environment.policy)
  const row = known.value as Row
  return and(
    ...model.key.map((key) =>
      row[key] == null
        ? null
        : testAt(
            { ...open, path: [...open.path, key] },
            { operator: 'equals', value: row[key] },
            environment
          )
    )
  )
}

/** Whether a path leads to nothing: it, or a relation on its way, is null. */
const absenceAt = ({ model, path }: Open, { policy }: Environment): Condition =>
  or(
    ...path.map((name, step) => {
      const before = path.slice(0, step)
      const holder = targetOf({ model, path: before }, policy).model
      return through(before, nullness(holder, name))
    })
  )

/** Whether a field or relation of the row is null. */
const nullness = (model: ModelPolicy, name: string): Condition => {
  const { kind, optional, relation } = model.fields[name]
  if (!optional) {
    return false
  }
  const [key = kind === 'relation' ? undefined : name] = relation?.fields ?? []
  return key === undefined
    ? { kind: 'absent', relation: name }
    : fieldTest(model, key, { operator: 'equals', value: null })
}

/** Two paths from the same row that end at fields of one record. */
const compareFields = (
  a: Open,
  b: Open,
  operator: Comparison,
  environment: Environment
): Condition => {
  const prefix = a.path.slice(0, -1)
  if (prefix.join('.') !== b.path.slice(0, -1).join('.')) {
    throw new Error('Fields of two records cannot be compared')
  }
  return testAt(
    a,
    {
      operator: TESTS[operator],
      value: b.path[b.path.length - 1],
      fieldOf: targetOf({ ...a, path: prefix }, environment.policy).model.name,
    },
    environment
  )
}

const fieldTest = (
  model: ModelPolicy,
  name: string,
  test: Test
): Condition => ({
  kind: 'field',
  field: name,
  optional: model.fields[name].optional,
  test,
})

export const through = (relations: string[], condition: Condition): Condition =>
  relations.reduceRight<Condition>(
    (inner, relation) => one(relation, inner),
    condition
  )

/** A test of the field that a path ends at, by foreign key where that will do. */
export const testAt = (
  { model, path }: Open,
  test: Test,
  { policy }: Environment
): Condition => {
  const name = path[path.length - 1]
  const relations = path.slice(0, -1)
  const holder = targetOf({ model, path: relations }, policy).model
  const last = relations[relations.length - 1]
  if (last !== undefined && !test.fieldOf) {
    const owner = targetOf(
      { model, path: relations.slice(0, -1) },
      policy
    ).model
    const { fields, references } = relationOf(owner.fields[last])
    const foreignKey = fields[references.indexOf(name)]
    if (foreignKey !== undefined) {
      return through(relations.slice(0, -1), fieldTest(owner, foreignKey, test))
    }
  }
  return through(relations, fieldTest(holder, name, test))
}
