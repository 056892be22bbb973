import type {
  AddMemberMutation,
  AddMemberMutationVariables,
  MembershipRole,
} from 'types/graphql'

import { Form, useForm } from '@redwoodjs/forms'
import { useMutation, type TypedDocumentNode } from '@redwoodjs/web'

import { RoleField } from 'src/components/Membership/RoleField'
import { tellSuccess } from 'src/components/ui/AnnouncingToaster/tell'
import { Button } from 'src/components/ui/Button'
import { Field } from 'src/components/ui/Field'
import { emailRules } from 'src/components/ui/Field/rules'
import { FormAlert } from 'src/components/ui/FormAlert'
import { formFailureText } from 'src/failures/failureText'

const ADD_MEMBER: TypedDocumentNode<
  AddMemberMutation,
  AddMemberMutationVariables
> = gql`
  mutation AddMemberMutation(
    $organizationId: Int!
    $email: String!
    $role: MembershipRole!
  ) {
    addMember(organizationId: $organizationId, email: $email, role: $role) {
      email
      role
    }
  }
`

interface Invitee {
  email: string
  role: MembershipRole
}

export const InviteForm = ({ organizationId }: { organizationId: number }) => {
  const form = useForm<Invitee>({
    defaultValues: { email: '', role: 'member' },
  })
  const [addMember, { loading, error }] = useMutation(ADD_MEMBER, {
    refetchQueries: ['OrganizationQuery'],
    awaitRefetchQueries: true,
    onCompleted: ({ addMember: { email } }) => {
      form.reset()
      tellSuccess(`${email} is invited.`)
    },
    // The form shows it.
    onError: () => {},
  })

  return (
    <Form
      formMethods={form}
      error={error}
      onSubmit={(invitee: Invitee) =>
        addMember({ variables: { organizationId, ...invitee } })
      }
      noValidate
      aria-label="Invite somebody"
      className="space-y-4"
    >
      <FormAlert message={error && formFailureText(error, ['email'])} />
      <div className="grid items-start gap-x-3 gap-y-4 sm:grid-cols-[1fr_9rem]">
        <Field
          name="email"
          label="E-mail"
          type="email"
          autoComplete="off"
          validation={emailRules()}
        />
        <RoleField />
      </div>
      <Button type="submit" tone="secondary" busy={loading}>
        {loading ? 'Inviting…' : 'Invite'}
      </Button>
    </Form>
  )
}
