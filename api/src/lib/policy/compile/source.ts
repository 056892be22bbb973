import path from 'node:path'

import type { AstNode } from '@zenstackhq/sdk/ast'

import type { Source } from '../types'

/** What the schema says there, and where it says so. */
export const sourceOf = (node: AstNode): Source => {
  const { text = '', range } = node.$cstNode ?? {}
  return {
    file: fileOf(node),
    line: (range?.start.line ?? -1) + 1,
    text: text.replace(/\s+/g, ' '),
  }
}

const fileOf = (node: AstNode): string => {
  let root: AstNode = node
  while (root.$container) {
    root = root.$container
  }
  const file = root.$document?.uri.fsPath
  return file ? path.basename(file) : 'schema.zmodel'
}

/** Something in the schema that cannot be enforced exactly. */
export class PolicyError extends Error {
  constructor(message: string, source: Source) {
    super(`${source.file}:${source.line} ${message}: ${source.text}`)
    this.name = 'PolicyError'
  }
}
