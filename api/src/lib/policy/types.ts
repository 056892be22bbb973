/*
 * A compiled policy: what schema.zmodel says, as plain data. The compiler writes
 * it (./compile), everything else here reads it.
 */

/** A whole compiled schema. */
export interface Policy {
  /** The kind of database, as Prisma calls it: `sqlite`, `postgresql`. */
  provider: string
  /** The model that `auth()` is one of; null when the schema has none. */
  authModel: string | null
  models: Record<string, ModelPolicy>
  enums: Record<string, string[]>
  /** Enums whose values have other names in the database. */
  mappedEnums?: string[]
}

/** One model: its shape and all rules about it, inherited ones included. */
export interface ModelPolicy {
  name: string
  /** What the database calls its table, if not by its name. */
  table?: string
  /** The schema of the database that the table is in, if it is said. */
  schema?: string
  fields: Record<string, FieldPolicy>
  /** The names of the fields of the primary key. */
  key: string[]
  /** The fields of each unique key but the primary one. */
  uniques: string[][]
  /** The field that marks a record as deleted, where deleting only does that. */
  softDelete?: string
  rules: Rule[]
  /** The rules of `@@denyToTokens`, for who acts through an API token. */
  tokenRules?: Rule[]
}

/** One field or relation of a model. */
export interface FieldPolicy {
  name: string
  /** What the database calls its column, if not by its name. */
  column?: string
  /** A builtin type, or the name of an enum or a model. */
  type: string
  kind: 'scalar' | 'enum' | 'relation'
  list: boolean
  optional: boolean
  /** How a value comes about that the input does not give. */
  hasDefault: boolean
  /** A default that is a value of its own. */
  default?: Literal
  /** The path behind `auth()` of a default such as `auth().id`. */
  authDefault?: string[]
  /** For a relation: what holds it together. */
  relation?: Relation
  /** `@omit`: nobody reads it. */
  omit: boolean
  /** The rules of this field alone. */
  rules: Rule[]
  /** The same of `@denyToTokens`. */
  tokenRules?: Rule[]
  validations: Validation[]
}

export interface Relation {
  /** The field on the other side; undefined when there is none. */
  opposite?: string
  /** Own foreign keys, and the keys they refer to; empty on the other side. */
  fields: string[]
  references: string[]
  /** Between many and many: the table of pairs that Prisma keeps for it. */
  pairs?: Pairs
  /**
   * Of pairs: whether the rules about this side say who may link. Where neither
   * side says so, or both do, the rules about both are asked.
   */
  governs?: true
}

/** A table of pairs of keys, in columns A and B. */
export interface Pairs {
  table: string
  /** The column that holds keys of this side; the other one is the other's. */
  own: 'A' | 'B'
}

export type Operation = 'create' | 'read' | 'update' | 'delete'

/** One `@@allow`, `@@deny`, `@allow` or `@deny`, or what stands for one. */
export interface Rule {
  effect: 'allow' | 'deny'
  operations: Operation[]
  condition: Expression
  /** Whether the condition looks at the row as it is after an update. */
  looksAhead: boolean
  source: Source
}

/** Where something stands in the schema. */
export interface Source {
  file: string
  /** From 1. */
  line: number
  text: string
}

/**
 * A limit on a field's value or a change of it, by the name of its attribute:
 * `length`, `email`, `trim`, … with its arguments in order.
 */
export interface Validation {
  name: string
  args: Literal[]
}

export type Literal = string | number | boolean | null

/** The row that a path begins at. */
export type Scope =
  /** The row that the rule is about (0), or an element of the nth collection. */
  | number
  /** The row that the rule is about, after the update. */
  | 'future'

export type Path =
  /** `auth()` itself, or what a path of its fields and relations leads to. */
  | { kind: 'auth'; path: string[] }
  /** A row itself, or what a path from it leads to. */
  | { kind: 'path'; scope: Scope; path: string[] }

/** What a rule's condition is made of. */
export type Expression =
  | { kind: 'literal'; value: Literal }
  | { kind: 'list'; items: Expression[] }
  | { kind: 'now' }
  | Path
  | { kind: 'and' | 'or'; operands: Expression[] }
  | { kind: 'not'; operand: Expression }
  | {
      kind: 'compare'
      operator: Comparison
      left: Expression
      right: Expression
    }
  /** `collection?[…]`, `![…]`, `^[…]`; the element is the next scope. */
  | {
      kind: 'some' | 'every' | 'none'
      collection: Path
      condition: Expression
    }
  | { kind: 'call'; name: FunctionName; args: Expression[] }
  /** `check(relation, 'read')`; without an operation the one that is asked. */
  | { kind: 'check'; relation: Expression; operation?: Operation }

export type Comparison = '==' | '!=' | '<' | '<=' | '>' | '>=' | 'in'

export type FunctionName =
  | 'contains'
  | 'startsWith'
  | 'endsWith'
  | 'has'
  | 'hasEvery'
  | 'hasSome'
  | 'isEmpty'
