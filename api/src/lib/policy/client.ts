import type { Prisma } from '@prisma/client'

/** Of each model, the fields and relations that default to the current user. */
type Defaults = Record<string, string>

/**
 * The type of `Client`, a Prisma client, as one actor may use it:
 * - what defaults to the current user need not be given to create a record; of
 *   records that are created inside of another's, Prisma's types still ask for
 *   it
 * - `check()` says what the actor may do
 * - there is no raw SQL, no extension, no connection
 *
 * `create`, `update`, `upsert` and `delete` are typed as Prisma's: that they
 * give a record. They give null for one that was written but may not be read.
 */
export type EnhancedClient<Client, Given extends Defaults> = EnhancedModels<
  Client,
  Given
> & {
  /** Does all of these in one transaction, or none. */
  $transaction<Operations extends Prisma.PrismaPromise<unknown>[]>(
    operations: [...Operations],
    options?: Pick<
      TransactionOptions<Client>,
      'isolationLevel' & keyof TransactionOptions<Client>
    >
  ): Promise<{ [Each in keyof Operations]: Awaited<Operations[Each]> }>
  /** Calls `act` with an enhanced client of an open transaction. */
  $transaction<Result>(
    act: (open: EnhancedModels<Client, Given>) => Promise<Result>,
    options?: TransactionOptions<Client>
  ): Promise<Result>
}

/** The models of an enhanced client: all there is inside of a transaction. */
export type EnhancedModels<Client, Given extends Defaults> = {
  readonly [Model in Exclude<
    keyof Client,
    symbol | `$${string}`
  >]: EnhancedDelegate<Client[Model], Given>
}

type TransactionOptions<Client> = Client extends {
  $transaction(act: never, options?: infer Options): unknown
}
  ? NonNullable<Options>
  : never

type EnhancedDelegate<Delegate, Given extends Defaults> =
  NameOf<Delegate> extends keyof Given
    ? Omit<Delegate, keyof Creating<Delegate, string> | 'fields'> &
        Creating<Delegate, Given[NameOf<Delegate>]> &
        Checking<Delegate>
    : Omit<Delegate, 'fields'> & Checking<Delegate>

type NameOf<Delegate> = Delegate extends {
  [meta: symbol]: { meta: { name: infer Name } }
}
  ? Name
  : never

/** What makes records, of which `Given` is given if it is not said. */
interface Creating<Delegate, Given extends string> {
  /** Creates a record. Null if it may not be read. */
  create<Args extends CreateArgs<Delegate, 'create', Given>>(
    args: Prisma.SelectSubset<Args, CreateArgs<Delegate, 'create', Given>>
  ): Prisma.PrismaPromise<Prisma.Result<Delegate, Args, 'create'>>
  /** Creates records. */
  createMany<Args extends CreateArgs<Delegate, 'createMany', Given>>(
    args?: Prisma.SelectSubset<Args, CreateArgs<Delegate, 'createMany', Given>>
  ): Prisma.PrismaPromise<Prisma.BatchPayload>
  /** Creates records, and gives those of them that may be read. */
  createManyAndReturn<
    Args extends CreateArgs<Delegate, 'createManyAndReturn', Given>,
  >(
    args?: Prisma.SelectSubset<
      Args,
      CreateArgs<Delegate, 'createManyAndReturn', Given>
    >
  ): Prisma.PrismaPromise<Prisma.Result<Delegate, Args, 'createManyAndReturn'>>
  /** Updates a record, or creates it. Null if it may not be read. */
  upsert<Args extends UpsertArgs<Delegate, Given>>(
    args: Prisma.SelectSubset<Args, UpsertArgs<Delegate, Given>>
  ): Prisma.PrismaPromise<Prisma.Result<Delegate, Args, 'upsert'>>
}

type CreateArgs<
  Delegate,
  Operation extends 'create' | 'createMany' | 'createManyAndReturn',
  Given extends string,
> = Relaxed<Prisma.Args<Delegate, Operation>, 'data', Given>

type UpsertArgs<Delegate, Given extends string> = Relaxed<
  Prisma.Args<Delegate, 'upsert'>,
  'create',
  Given
>

/** Arguments of which the data in `Key` may leave `Given` out. */
type Relaxed<Args, Key extends keyof Args, Given extends string> = Omit<
  Args,
  Key
> & { [Data in Key]: Optional<Args[Data], Given> }

type Optional<Data, Given extends string> = Data extends readonly (infer Each)[]
  ? Optional<Each, Given>[]
  : Data extends object
    ? Omit<Data, Given> & Partial<Pick<Data, Given & keyof Data>>
    : Data

interface Checking<Delegate> {
  /**
   * Whether the actor may do this to a record that `where` finds among those
   * that they may read, or, without it, to some record there could be.
   */
  check(args: CheckArgs<Delegate>): Promise<boolean>
}

type CheckArgs<Delegate> =
  | { operation: 'create' }
  | { operation: 'delete'; where?: CheckWhere<Delegate> }
  | {
      operation: 'read' | 'update'
      where?: CheckWhere<Delegate>
      /** Whether they may do it to this field of the record. */
      field?:
        | keyof Prisma.Payload<Delegate>['scalars']
        | keyof Prisma.Payload<Delegate>['objects']
    }

type CheckWhere<Delegate> =
  | Prisma.Args<Delegate, 'findFirst'>['where']
  | Prisma.Args<Delegate, 'findUnique'>['where']
