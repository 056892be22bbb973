import { routes } from '@redwoodjs/router'
import { Metadata } from '@redwoodjs/web'

import { useAuth } from 'src/auth'
import { SessionForm } from 'src/components/Session/SessionForm'
import { useGoOnSignedIn } from 'src/components/Session/useGoOnSignedIn'
import { Field } from 'src/components/ui/Field'
import {
  emailRules,
  newPasswordRules,
  requiredText,
} from 'src/components/ui/Field/rules'
import { TextLink } from 'src/components/ui/TextLink'
import { limits } from 'src/limits'

interface NewAccount {
  name: string
  username: string
  password: string
}

const SignupPage = ({ redirectTo }: { redirectTo?: string }) => {
  const { signUp } = useAuth()
  useGoOnSignedIn(redirectTo)

  const onSubmit = async ({ username, password, name }: NewAccount) => {
    const answer = await signUp({ username, password, name })
    return answer?.error
  }

  return (
    <>
      <Metadata title="Sign up" />
      <SessionForm
        title="Join Canopy"
        lead="An account keeps your name beside what you say."
        submitLabel="Sign up"
        onSubmit={onSubmit}
        footer={
          <p>
            Already have an account?{' '}
            <TextLink to={routes.login(redirectTo ? { redirectTo } : {})}>
              Log in
            </TextLink>
          </p>
        }
      >
        <Field
          name="name"
          label="Name"
          autoComplete="name"
          hint="Everyone can see it."
          validation={requiredText('Enter your name.', limits.name)}
        />
        <Field
          name="username"
          label="E-mail"
          type="email"
          autoComplete="username"
          hint="Only you and the admins can see it."
          validation={emailRules()}
        />
        <Field
          name="password"
          label="Password"
          type="password"
          autoComplete="new-password"
          hint={`At least ${limits.password} characters.`}
          validation={newPasswordRules()}
        />
      </SessionForm>
    </>
  )
}

export default SignupPage
