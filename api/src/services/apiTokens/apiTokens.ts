import type {
  MutationcreateApiTokenArgs,
  MutationrevokeApiTokenArgs,
} from 'types/graphql'

import { issueApiToken } from 'src/lib/apiTokens'
import { authDb } from 'src/lib/authDb'
import { selection } from 'src/lib/selection'
import type { Resolving } from 'src/lib/selection'

export const apiTokens = (_args: unknown, { info }: Resolving) =>
  authDb().apiToken.findMany({
    orderBy: { id: 'desc' },
    select: selection(info, 'ApiToken'),
  })

export const createApiToken = ({ input }: MutationcreateApiTokenArgs) =>
  issueApiToken({
    ...input,
    expiresAt: input.expiresAt ? new Date(input.expiresAt) : null,
  })

export const revokeApiToken = (
  { id }: MutationrevokeApiTokenArgs,
  { info }: Resolving
) =>
  authDb().apiToken.delete({
    where: { id },
    select: selection(info, 'ApiToken'),
  })
