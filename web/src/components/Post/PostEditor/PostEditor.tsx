import { useEffect, type ReactNode } from 'react'

import { Form, useForm } from '@redwoodjs/forms'
import { navigate } from '@redwoodjs/router'

import { Button } from 'src/components/ui/Button'
import { Field } from 'src/components/ui/Field'
import { requiredText } from 'src/components/ui/Field/rules'
import { FormAlert } from 'src/components/ui/FormAlert'
import { formFailureText } from 'src/failures/failureText'
import { limits } from 'src/limits'

import { BodyField } from './BodyField'
import { CharacterCount } from './CharacterCount'
import { LeaveGuard } from './LeaveGuard'
import { SharingFields, type Sharing, type Team } from './SharingFields'
import { TeamField } from './TeamField'

/** What is written, and who else reads it until it is published. */
export interface PostDraft extends Sharing {
  title: string
  body: string
  organizationId: number | null
}

interface PostEditorProps {
  draft: PostDraft
  /** Organizations that it may belong to; a post that is saved has its own, or none. */
  teams: readonly Team[]
  isNew?: boolean
  published: boolean
  canPublish: boolean
  canShare: boolean
  saving: boolean
  error?: Error
  /** Saves, and answers whether that went well. */
  onSave: (draft: PostDraft, published: boolean) => Promise<boolean>
  /** Where to go, once there is nothing left to do here. */
  leaveTo?: string
  /** Further actions, after those that save. */
  children?: ReactNode
}

/** Where a post is written. Every way of saving saves all that is written. */
export const PostEditor = ({
  draft,
  teams,
  isNew = false,
  published,
  canPublish,
  canShare,
  saving,
  error,
  onSave,
  leaveTo,
  children,
}: PostEditorProps) => {
  const form = useForm<PostDraft>({ defaultValues: draft })
  const [title, organizationId] = form.watch(['title', 'organizationId'])

  // An effect, so that it runs after the guard's own has let go.
  useEffect(() => {
    if (leaveTo) {
      navigate(leaveTo)
    }
  }, [leaveTo])

  const saveAs = (publish: boolean) => async (written: PostDraft) => {
    if (saving) {
      return
    }
    if (await onSave(written, publish)) {
      form.reset(written)
    }
  }

  return (
    <Form
      formMethods={form}
      error={error}
      onSubmit={saveAs(published)}
      noValidate
      className="space-y-6"
    >
      <LeaveGuard unsaved={form.formState.isDirty && !leaveTo} />
      <FormAlert message={error && formFailureText(error, ['title', 'body'])} />
      <Field
        name="title"
        label="Title"
        controlClassName="font-serif text-2xl font-medium"
        validation={requiredText('Give the post a title.', limits.title)}
      >
        <CharacterCount text={title} limit={limits.title} />
      </Field>
      <BodyField />
      {canShare && (
        <SharingFields
          team={teams.find(({ id }) => id === organizationId)}
          published={published}
        >
          {isNew && <TeamField teams={teams} />}
        </SharingFields>
      )}
      <div className="sticky bottom-0 z-10 -mx-4 flex flex-wrap items-center gap-3 border-t border-line bg-paper px-4 py-3 sm:-mx-8 sm:px-8">
        {canPublish && !published && (
          <Button busy={saving} onClick={form.handleSubmit(saveAs(true))}>
            Publish
          </Button>
        )}
        <Button
          type="submit"
          tone={published ? 'primary' : 'secondary'}
          busy={saving}
        >
          {published ? 'Save changes' : 'Save draft'}
        </Button>
        {canPublish && published && (
          <Button
            tone="secondary"
            busy={saving}
            onClick={form.handleSubmit(saveAs(false))}
          >
            Unpublish
          </Button>
        )}
        {children}
      </div>
    </Form>
  )
}
