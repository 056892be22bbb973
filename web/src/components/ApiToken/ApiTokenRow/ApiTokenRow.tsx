import type { ApiTokensQuery } from 'types/graphql'

import { RevokeApiToken } from 'src/components/ApiToken/RevokeApiToken'
import { Badge } from 'src/components/ui/Badge'
import { Day } from 'src/components/ui/Day'

interface ApiTokenRowProps {
  token: ApiTokensQuery['apiTokens'][number]
  now?: Date
}

/** A token by its name: what it may do, until when, and whether it is in use. */
export const ApiTokenRow = ({ token, now = new Date() }: ApiTokenRowProps) => {
  const { name, isReadOnly, createdAt, lastUsedAt, expiresAt } = token
  const isOver = expiresAt ? new Date(expiresAt) <= now : false

  return (
    <div className="flex items-center gap-4 py-3">
      <div className="min-w-0 flex-1">
        <p className="font-medium [overflow-wrap:anywhere]">
          {name}{' '}
          <span className="whitespace-nowrap">
            {isReadOnly && <Badge>Read-only</Badge>}{' '}
            {isOver && <Badge tone="danger">Expired</Badge>}
          </span>
        </p>
        <p className="text-sm text-ink-soft">
          Created <Day at={createdAt} />
          {' · '}
          {lastUsedAt ? (
            <>
              last used <Day at={lastUsedAt} />
            </>
          ) : (
            'never used'
          )}
          {' · '}
          {expiresAt ? (
            <>
              {isOver ? 'expired' : 'expires'} <Day at={expiresAt} />
            </>
          ) : (
            'does not expire'
          )}
        </p>
      </div>
      <RevokeApiToken token={token} isOver={isOver} />
    </div>
  )
}
