import { routes } from '@redwoodjs/router'
import { Metadata } from '@redwoodjs/web'

import { useAuth } from 'src/auth'
import { SessionForm } from 'src/components/Session/SessionForm'
import { useGoOnSignedIn } from 'src/components/Session/useGoOnSignedIn'
import { Field } from 'src/components/ui/Field'
import { emailRules } from 'src/components/ui/Field/rules'
import { TextLink } from 'src/components/ui/TextLink'

interface Credentials {
  username: string
  password: string
}

const LoginPage = ({ redirectTo }: { redirectTo?: string }) => {
  const { logIn } = useAuth()
  useGoOnSignedIn(redirectTo)

  const onSubmit = async (credentials: Credentials) => {
    const answer = await logIn(credentials)
    return answer?.error
  }

  return (
    <>
      <Metadata title="Log in" />
      <SessionForm
        title="Welcome back"
        submitLabel="Log in"
        onSubmit={onSubmit}
        footer={
          <>
            <p>
              New here?{' '}
              <TextLink to={routes.signup(redirectTo ? { redirectTo } : {})}>
                Sign up
              </TextLink>
            </p>
            <p>
              <TextLink to={routes.forgotPassword()}>
                Forgot your password?
              </TextLink>
            </p>
          </>
        }
      >
        <Field
          name="username"
          label="E-mail"
          type="email"
          autoComplete="username"
          validation={emailRules()}
        />
        <Field
          name="password"
          label="Password"
          type="password"
          autoComplete="current-password"
          validation={{
            required: { value: true, message: 'Enter your password.' },
          }}
        />
      </SessionForm>
    </>
  )
}

export default LoginPage
