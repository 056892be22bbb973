import { db } from 'src/lib/db'

import { madeByZenstack } from './making'
import type { SchemaName } from './schemas'

type Enhance = <Client extends object>(
  client: Client,
  context: { user: object | undefined }
) => Client

/** ZenStack's own client, to compare ours with: for a user, beside a stock client. */
export const zenstackOf = async <Client extends object>(
  name: SchemaName,
  client: Client
): Promise<(user: object | null) => Client> => {
  const path = await madeByZenstack(name)
  const { enhance } = jest.requireActual<{ enhance: Enhance }>(path)
  return (user) => enhance(client, { user: user ?? undefined })
}

/** The same for the app's own rules, on its own database. */
export const zenstackOfApp = () => zenstackOf('blog', db)
