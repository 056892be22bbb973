import { useState, type FormEvent } from 'react'

import type {
  AddToGroupMutation,
  AddToGroupMutationVariables,
  OrganizationQuery,
} from 'types/graphql'

import { useMutation, type TypedDocumentNode } from '@redwoodjs/web'

import {
  tellFailure,
  tellSuccess,
} from 'src/components/ui/AnnouncingToaster/tell'
import { Button } from 'src/components/ui/Button'
import { Select } from 'src/components/ui/Select'

const ADD_TO_GROUP: TypedDocumentNode<
  AddToGroupMutation,
  AddToGroupMutationVariables
> = gql`
  mutation AddToGroupMutation($groupId: Int!, $userId: Int!) {
    addToGroup(groupId: $groupId, userId: $userId) {
      id
      members {
        id
        name
      }
    }
  }
`

type Organization = NonNullable<OrganizationQuery['organization']>

interface AddToGroupProps {
  group: Organization['groups'][number]
  members: Organization['members']
  ownId?: number
}

/** Puts a member of the organization into a group of it. */
export const AddToGroup = ({ group, members, ownId }: AddToGroupProps) => {
  const [chosen, setChosen] = useState('')
  const [addToGroup, { loading }] = useMutation(ADD_TO_GROUP, {
    onError: tellFailure,
  })
  const isIn = new Set(group.members.map(({ id }) => id))
  const others = members
    .map(({ user }) => user)
    .filter(({ id }) => !isIn.has(id))

  const add = async (event: FormEvent) => {
    event.preventDefault()
    const user = others.find(({ id }) => String(id) === chosen)
    if (!user || loading) {
      return
    }
    const { data } = await addToGroup({
      variables: { groupId: group.id, userId: user.id },
    })
    if (data) {
      setChosen('')
      tellSuccess(`${user.name} is in ${group.name} now.`)
    }
  }

  if (others.length === 0) {
    return null
  }
  return (
    <form onSubmit={add} className="mt-4 flex gap-2">
      <Select
        aria-label={`Member to add to ${group.name}`}
        value={chosen}
        onChange={(event) => setChosen(event.target.value)}
        className="min-w-0 flex-1"
      >
        <option value="">Choose a member</option>
        {others.map(({ id, name }) => (
          // Nobody adds themselves, admins included.
          <option key={id} value={id} disabled={id === ownId}>
            {id === ownId ? `${name} (another admin has to add you)` : name}
          </option>
        ))}
      </Select>
      <Button
        type="submit"
        tone="secondary"
        busy={loading || chosen === ''}
        aria-label={`Add to ${group.name}`}
      >
        Add
      </Button>
    </form>
  )
}
