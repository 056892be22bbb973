import assert from 'node:assert'
import path from 'node:path'

import type {
  AstNode,
  DataModel,
  DataModelAttribute,
  DataModelField,
  DataModelFieldAttribute,
} from '@zenstackhq/sdk/ast'

import type { Source } from '../types'

type CstNode = NonNullable<AstNode['$cstNode']>

/** What the schema says there, and where it says so. */
export const sourceOf = (node: AstNode): Source => {
  const { root, range, text } = textOf(node)
  // Imports are merged into the schema that is compiled; what a node was parsed
  // from still tells its file.
  const { $document: document } = root.element
  assert(document, 'a schema that is in no file')
  return {
    file: path.basename(document.uri.fsPath),
    line: range.start.line + 1,
    text: text.replace(/\s+/g, ' '),
  }
}

/** Whether a line of comment stands directly above. */
export const hasCommentAbove = (node: AstNode): boolean => {
  const { root, range } = textOf(node)
  const above = root.fullText.split('\n')[range.start.line - 1]
  return /^\s*\/\/+\s*\S/.test(above)
}

const textOf = (node: AstNode): CstNode => {
  const { $cstNode: written } = asWritten(node)
  assert(written, `a ${node.$type} that stands nowhere in the schema`)
  return written
}

/** ZenStack marks what it copies from a base; its types do not tell. */
type Inherited = AstNode & { $inheritedFrom?: DataModel }

const baseOf = (node: AstNode | undefined) =>
  (node as Inherited | undefined)?.$inheritedFrom

/** An inherited node is a copy; what was written stands in the base. */
const asWritten = (node: AstNode): AstNode => {
  const { $container: container } = node
  if (node.$cstNode || !container) {
    return node
  }
  const base = baseOf(node)
  if (base && 'name' in node) {
    return fieldOf(base, String(node.name))
  }
  if (base) {
    const { decl } = node as DataModelAttribute
    const alike = (model: DataModel, from: DataModel | undefined) =>
      model.attributes.filter(
        (other) =>
          baseOf(other) === from && other.decl.$refText === decl.$refText
      )
    const copies = alike(container as DataModel, base)
    const place = copies.indexOf(node as DataModelAttribute)
    return alike(base, undefined)[place]
  }
  const { name, attributes } = container as DataModelField
  const holder = baseOf(container)
  if (holder && attributes?.includes(node as DataModelFieldAttribute)) {
    const place = attributes.indexOf(node as DataModelFieldAttribute)
    return fieldOf(holder, name).attributes[place]
  }
  // Deeper inside of a copy: the attribute around it is near enough.
  return asWritten(container)
}

const fieldOf = (model: DataModel, name: string): DataModelField => {
  const field = model.fields.find((each) => each.name === name)
  assert(field, `${model.name} has no ${name}`)
  return field
}

const LONGEST = 160

/** Something in the schema that cannot be enforced exactly. */
export class PolicyError extends Error {
  constructor(message: string, source: Source) {
    const { file, line, text } = source
    const excerpt = text.length > LONGEST ? `${text.slice(0, LONGEST)}…` : text
    super(`${file}:${line} ${message}: ${excerpt}`)
    this.name = 'PolicyError'
  }
}

/** What goes wrong in `attempt` is said of a place in the schema. */
export const blaming = <T>(source: Source, attempt: () => T): T => {
  try {
    return attempt()
  } catch (error) {
    // Only Errors are thrown in there.
    throw error instanceof PolicyError
      ? error
      : new PolicyError((error as Error).message, source)
  }
}
