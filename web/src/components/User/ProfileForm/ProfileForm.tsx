import type {
  ProfileQuery,
  UpdateProfileMutation,
  UpdateProfileMutationVariables,
} from 'types/graphql'

import { Form, useForm } from '@redwoodjs/forms'
import { useMutation, type TypedDocumentNode } from '@redwoodjs/web'

import { tellSuccess } from 'src/components/ui/AnnouncingToaster/tell'
import { Button } from 'src/components/ui/Button'
import { Day } from 'src/components/ui/Day'
import { Field } from 'src/components/ui/Field'
import { emailRules, requiredText } from 'src/components/ui/Field/rules'
import { FormAlert } from 'src/components/ui/FormAlert'
import { formFailureText } from 'src/failures/failureText'
import { limits } from 'src/limits'

const UPDATE_PROFILE: TypedDocumentNode<
  UpdateProfileMutation,
  UpdateProfileMutationVariables
> = gql`
  mutation UpdateProfileMutation($input: UpdateProfileInput!) {
    updateProfile(input: $input) {
      id
      name
      email
    }
  }
`

interface ProfileText {
  name: string
  email: string
}

export const ProfileForm = ({
  user,
}: {
  user: NonNullable<ProfileQuery['me']>
}) => {
  const form = useForm<ProfileText>({
    defaultValues: { name: user.name, email: user.email ?? '' },
  })
  const [updateProfile, { loading, error }] = useMutation(UPDATE_PROFILE, {
    onCompleted: ({ updateProfile: { name, email } }) => {
      form.reset({ name, email: email ?? '' })
      tellSuccess('Your profile is saved.')
    },
    // The form shows it.
    onError: () => {},
  })

  return (
    <div className="grid gap-x-16 gap-y-10 md:grid-cols-[26rem_1fr]">
      <Form
        formMethods={form}
        error={error}
        onSubmit={(input: ProfileText) =>
          updateProfile({ variables: { input } })
        }
        noValidate
        className="space-y-5"
      >
        <FormAlert
          message={error && formFailureText(error, ['name', 'email'])}
        />
        <Field
          name="name"
          label="Name"
          autoComplete="name"
          hint="Everyone can see it."
          validation={requiredText('Enter your name.', limits.name)}
        />
        <Field
          name="email"
          label="E-mail"
          type="email"
          autoComplete="email"
          hint="You log in with it. Only you and the admins can see it."
          validation={emailRules()}
        />
        <Button type="submit" busy={loading}>
          {loading ? 'Saving…' : 'Save profile'}
        </Button>
      </Form>
      <dl className="space-y-5 self-start rounded-2xl bg-sunken p-6 md:max-w-xs">
        <div>
          <dt className="text-sm text-ink-soft">Role</dt>
          <dd className="font-serif text-xl capitalize">{user.roles}</dd>
        </div>
        <div>
          <dt className="text-sm text-ink-soft">Member since</dt>
          <dd className="font-serif text-xl">
            <Day at={user.createdAt} />
          </dd>
        </div>
      </dl>
    </div>
  )
}
