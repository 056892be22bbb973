import { X } from 'lucide-react'
import type {
  OrganizationQuery,
  RemoveFromGroupMutation,
  RemoveFromGroupMutationVariables,
} from 'types/graphql'

import { useMutation, type TypedDocumentNode } from '@redwoodjs/web'

import {
  tellFailure,
  tellSuccess,
} from 'src/components/ui/AnnouncingToaster/tell'

const REMOVE_FROM_GROUP: TypedDocumentNode<
  RemoveFromGroupMutation,
  RemoveFromGroupMutationVariables
> = gql`
  mutation RemoveFromGroupMutation($groupId: Int!, $userId: Int!) {
    removeFromGroup(groupId: $groupId, userId: $userId) {
      id
      members {
        id
        name
      }
    }
  }
`

interface GroupMembersProps {
  group: NonNullable<OrganizationQuery['organization']>['groups'][number]
  onRemoved: () => void
}

export const GroupMembers = ({ group, onRemoved }: GroupMembersProps) => {
  const [removeFromGroup, { loading }] = useMutation(REMOVE_FROM_GROUP, {
    onError: tellFailure,
  })

  const remove = async (userId: number, name: string) => {
    if (loading) {
      return
    }
    const { data } = await removeFromGroup({
      variables: { groupId: group.id, userId },
    })
    if (data) {
      tellSuccess(`${name} is no longer in ${group.name}.`)
      onRemoved()
    }
  }

  if (group.members.length === 0) {
    return <p className="mt-2 text-ink-soft">Nobody is in it yet.</p>
  }
  return (
    <ul
      aria-label={`In ${group.name}`}
      className="mt-3 flex flex-wrap gap-x-2 gap-y-2"
    >
      {group.members.map(({ id, name }) => (
        <li
          key={id}
          className="flex min-h-9 max-w-full items-center rounded-full bg-sunken pl-3.5 last-of-type:mr-0"
        >
          <span className="py-1.5 pr-3.5 text-[0.9375rem] [overflow-wrap:anywhere] has-[+button]:pr-0">
            {name}
          </span>
          {group.can.update && (
            <button
              type="button"
              aria-label={`Remove ${name} from ${group.name}`}
              aria-disabled={loading || undefined}
              onClick={() => remove(id, name)}
              className="grid min-h-touch min-w-touch shrink-0 place-items-center rounded-full text-ink-soft transition-colors hover:text-danger"
            >
              <X aria-hidden="true" size={16} />
            </button>
          )}
        </li>
      ))}
    </ul>
  )
}
