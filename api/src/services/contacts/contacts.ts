import type { MutationcreateContactArgs } from 'types/graphql'

import { countCreatingHere } from 'src/lib/admission'
import { authDb } from 'src/lib/authDb'
import { selection } from 'src/lib/selection'
import type { Resolving } from 'src/lib/selection'

export const contacts = (_args: unknown, { info }: Resolving) =>
  authDb().contact.findMany({
    orderBy: { id: 'desc' },
    select: selection(info, 'Contact'),
  })

export const createContact = async (
  { input }: MutationcreateContactArgs,
  { info }: Resolving
) => {
  await countCreatingHere('Contact')
  const message = await authDb().contact.create({
    data: input,
    select: selection(info, 'Contact'),
  })
  // Who may not read messages gets back what they sent.
  return message ?? input
}
