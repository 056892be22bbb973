/** Of SQL: a transaction that is at odds with another one, or waits for it for ever. */
const CODES = ['40001', '40P01']

interface Told {
  code?: string
  meta?: { code?: string; driverAdapterError?: { cause?: Cause } }
  cause?: Cause
}

interface Cause {
  originalCode?: string
}

/**
 * Whether the database has taken a transaction back for the sake of another one,
 * and might do the same work if it were asked again.
 */
export const isConflict = (error: unknown): boolean => {
  const { code, meta, cause } = (error ?? {}) as Told
  const codes = [
    meta?.code,
    meta?.driverAdapterError?.cause?.originalCode,
    cause?.originalCode,
  ]
  return code === 'P2034' || codes.some((each) => CODES.includes(each ?? ''))
}
