import type { OperationName } from '../arguments/operations'

const READ = ['GET']
const CREATE = ['POST']
const UPDATE = ['PUT', 'PATCH']
const DELETE = ['DELETE']

/** The methods that an operation may be asked with. */
export const METHODS: Record<OperationName, string[]> = {
  findMany: READ,
  findFirst: READ,
  findFirstOrThrow: READ,
  findUnique: READ,
  findUniqueOrThrow: READ,
  count: READ,
  aggregate: READ,
  groupBy: READ,
  check: READ,
  create: CREATE,
  createMany: CREATE,
  createManyAndReturn: CREATE,
  upsert: CREATE,
  update: UPDATE,
  updateMany: UPDATE,
  updateManyAndReturn: UPDATE,
  delete: DELETE,
  deleteMany: DELETE,
}

/** Whether its arguments stand in the address, and not in a body. */
export const isInAddress = (operation: OperationName): boolean =>
  METHODS[operation] === READ || METHODS[operation] === DELETE
