import { useEffect, useRef } from 'react'

import type {
  RenameGroupMutation,
  RenameGroupMutationVariables,
} from 'types/graphql'

import { useMutation, type TypedDocumentNode } from '@redwoodjs/web'

import { GroupNameForm } from 'src/components/Group/GroupNameForm'
import { tellSuccess } from 'src/components/ui/AnnouncingToaster/tell'
import { Button } from 'src/components/ui/Button'

const RENAME_GROUP: TypedDocumentNode<
  RenameGroupMutation,
  RenameGroupMutationVariables
> = gql`
  mutation RenameGroupMutation($id: Int!, $name: String!) {
    renameGroup(id: $id, name: $name) {
      id
      name
    }
  }
`

interface RenameGroupProps {
  group: { id: number; name: string }
  onDone: () => void
}

export const RenameGroup = ({
  group: { id, name },
  onDone,
}: RenameGroupProps) => {
  const place = useRef<HTMLDivElement>(null)
  useEffect(() => place.current?.querySelector('input')?.select(), [])

  const [renameGroup, { loading, error }] = useMutation(RENAME_GROUP, {
    onCompleted: () => {
      tellSuccess('The group is renamed.')
      onDone()
    },
    // The form shows it.
    onError: () => {},
  })

  const rename = async (name: string) => {
    const { data } = await renameGroup({ variables: { id, name } })
    return Boolean(data)
  }

  return (
    <div ref={place} className="-mt-3">
      <GroupNameForm
        label={`New name of ${name}`}
        name={name}
        error={error}
        onSubmit={rename}
      >
        <Button type="submit" busy={loading}>
          {loading ? 'Renaming…' : 'Rename'}
        </Button>
        <Button tone="quiet" onClick={onDone}>
          Cancel
        </Button>
      </GroupNameForm>
    </div>
  )
}
