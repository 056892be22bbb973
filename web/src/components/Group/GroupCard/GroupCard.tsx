import { useRef, useState } from 'react'

import { PencilLine } from 'lucide-react'
import type { OrganizationQuery } from 'types/graphql'

import { AddToGroup } from 'src/components/Group/AddToGroup'
import { DeleteGroup } from 'src/components/Group/DeleteGroup'
import { GroupMembers } from 'src/components/Group/GroupMembers'
import { RenameGroup } from 'src/components/Group/RenameGroup'
import { Button } from 'src/components/ui/Button'

type Organization = NonNullable<OrganizationQuery['organization']>

interface GroupCardProps {
  group: Organization['groups'][number]
  /** Of its organization, who may be put into it. */
  members: Organization['members']
  ownId?: number
}

/** A group, who is in it, and what the server lets this viewer do about that. */
export const GroupCard = ({ group, members, ownId }: GroupCardProps) => {
  const { id, name, can } = group
  const [renaming, setRenaming] = useState(false)
  const heading = useRef<HTMLHeadingElement>(null)
  const stopRenaming = () => {
    setRenaming(false)
    requestAnimationFrame(() => heading.current?.focus())
  }

  return (
    <article
      aria-label={name}
      className="rounded-2xl border border-line bg-surface p-4 sm:p-5"
    >
      {renaming ? (
        <RenameGroup group={group} onDone={stopRenaming} />
      ) : (
        <div className="flex items-center justify-between gap-2">
          <h3
            ref={heading}
            tabIndex={-1}
            className="min-w-0 font-serif text-xl font-medium [overflow-wrap:anywhere]"
          >
            {name}
          </h3>
          <div className="-my-2 -mr-3 flex shrink-0">
            {can.update && (
              <Button
                tone="quiet"
                aria-label={`Rename ${name}`}
                onClick={() => setRenaming(true)}
              >
                <PencilLine aria-hidden="true" size={18} />
              </Button>
            )}
            {can.delete && <DeleteGroup id={id} name={name} />}
          </div>
        </div>
      )}
      <GroupMembers group={group} onRemoved={() => heading.current?.focus()} />
      {can.update && (
        <AddToGroup group={group} members={members} ownId={ownId} />
      )}
    </article>
  )
}
