import { create, createMany, createManyAndReturn } from './create'
import { remove, removeMany } from './remove'
import { update, updateMany, updateManyAndReturn } from './update'
import { upsert } from './upsert'
import type { Write } from './writing'

/**
 * The writing operations of a model. They take the arguments of the Prisma client
 * and give what it would give, all or nothing. A row that is written but may not
 * be read comes back as null.
 *
 * They throw PrismaClientKnownRequestError: P2004 for what the rules deny or a
 * limit that is broken, P2025 for a row that is missing or hidden, and what the
 * database has to say; PrismaClientValidationError for an input that means
 * nothing.
 */
export const WRITES = {
  create,
  createMany,
  createManyAndReturn,
  update,
  updateMany,
  updateManyAndReturn,
  upsert,
  delete: remove,
  deleteMany: removeMany,
} satisfies Record<string, Write>
