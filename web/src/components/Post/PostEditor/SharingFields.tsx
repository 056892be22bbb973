import { useId, type ReactNode } from 'react'

import { useController } from '@redwoodjs/forms'

import { Choice } from 'src/components/ui/Choice'

export interface Team {
  id: number
  name: string
  /** What there is to choose from. */
  groups: readonly { id: number; name: string }[]
}

/** Who reads a draft besides its owner. */
export interface Sharing {
  isPublic: boolean
  /** In ascending order. */
  groupIds: number[]
}

interface SharingFieldsProps {
  /** The post's organization, if it has one. */
  team?: Team
  published: boolean
  /** What comes before: the choice of an organization. */
  children?: ReactNode
}

/** Says with whom a draft is shared, among those of its organization. */
export const SharingFields = ({
  team,
  published,
  children,
}: SharingFieldsProps) => {
  const id = useId()

  return (
    <section
      aria-labelledby={id}
      className="rounded-2xl border border-line bg-surface p-5 sm:p-6"
    >
      <h2 id={id} className="text-xl font-medium">
        Sharing
      </h2>
      <p className="mt-1 text-ink-soft">
        {published
          ? 'Everyone can read the post. Once it is unpublished, only you and those named here can.'
          : 'Until it is published, only you and those you share it with can read the post.'}
      </p>
      {children}
      {team && <TeamFields team={team} />}
    </section>
  )
}

const TeamFields = ({ team: { name, groups } }: { team: Team }) => {
  const isPublic = useController<Sharing, 'isPublic'>({ name: 'isPublic' })
  const groupIds = useController<Sharing, 'groupIds'>({ name: 'groupIds' })
  const chosen = groupIds.field.value

  const choose = (id: number, isChosen: boolean) =>
    groupIds.field.onChange(
      [
        ...chosen.filter((other) => other !== id),
        ...(isChosen ? [id] : []),
      ].sort((one, other) => one - other)
    )

  return (
    <div className="mt-4 space-y-4">
      <Choice
        asSwitch
        label={`Public in ${name}`}
        hint="All its members can read it."
        checked={isPublic.field.value}
        onChange={isPublic.field.onChange}
      />
      {groups.length === 0 && (
        <p className="text-ink-soft">{name} has no groups to share it with.</p>
      )}
      {groups.length > 0 && (
        <fieldset>
          <legend className="font-medium">Groups to share it with</legend>
          <div className="mt-1 flex flex-wrap gap-x-8">
            {groups.map((group) => (
              <Choice
                key={group.id}
                label={group.name}
                checked={chosen.includes(group.id)}
                onChange={(isChosen) => choose(group.id, isChosen)}
              />
            ))}
          </div>
        </fieldset>
      )}
    </div>
  )
}
