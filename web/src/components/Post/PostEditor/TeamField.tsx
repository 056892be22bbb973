import { useId } from 'react'

import { useController, useFormContext } from '@redwoodjs/forms'
import { routes } from '@redwoodjs/router'

import { Select } from 'src/components/ui/Select'
import { TextLink } from 'src/components/ui/TextLink'

import type { PostDraft } from './PostEditor'
import type { Team } from './SharingFields'

/** The organization that a new post belongs to, now and ever after. */
export const TeamField = ({ teams }: { teams: readonly Team[] }) => {
  const id = useId()
  const { setValue } = useFormContext<PostDraft>()
  const { field } = useController<PostDraft, 'organizationId'>({
    name: 'organizationId',
  })

  if (teams.length === 0) {
    return (
      <p className="mt-3 text-ink-soft">
        You are in no organization to share it with.{' '}
        <TextLink to={routes.newOrganization()}>Create one</TextLink>
      </p>
    )
  }

  const choose = (value: string) => {
    field.onChange(value === '' ? null : Number(value))
    // They were those of another.
    setValue('isPublic', false, { shouldDirty: true })
    setValue('groupIds', [], { shouldDirty: true })
  }

  return (
    <div className="mt-4 max-w-form space-y-1.5">
      <label htmlFor={id} className="block font-medium">
        Organization
      </label>
      <p id={`${id}-hint`} className="text-sm text-ink-soft">
        Cannot be changed once the post is saved.
      </p>
      <Select
        id={id}
        aria-describedby={`${id}-hint`}
        value={field.value ?? ''}
        onChange={(event) => choose(event.target.value)}
        onBlur={field.onBlur}
      >
        <option value="">None</option>
        {teams.map((team) => (
          <option key={team.id} value={team.id}>
            {team.name}
          </option>
        ))}
      </Select>
    </div>
  )
}
