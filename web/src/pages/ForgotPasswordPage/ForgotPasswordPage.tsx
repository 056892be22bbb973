import { useState } from 'react'

import { routes } from '@redwoodjs/router'
import { Metadata } from '@redwoodjs/web'

import { useAuth } from 'src/auth'
import { SessionForm } from 'src/components/Session/SessionForm'
import { Field } from 'src/components/ui/Field'
import { emailRules } from 'src/components/ui/Field/rules'
import { Notice } from 'src/components/ui/Notice'
import { TextLink } from 'src/components/ui/TextLink'

const ForgotPasswordPage = () => {
  const { forgotPassword } = useAuth()
  const [sentTo, setSentTo] = useState<string>()

  const onSubmit = async ({ username }: { username: string }) => {
    // Whatever the answer, it must not tell whether there is an account.
    await forgotPassword(username)
    setSentTo(username)
    return undefined
  }

  return (
    <>
      <Metadata title="Forgot your password?" />
      {sentTo ? (
        <div role="status">
          <Notice as="h1" title="Look into your inbox">
            <p className="[overflow-wrap:anywhere]">
              If there is an account for {sentTo}, we have sent a link to choose
              a new password.
            </p>
          </Notice>
        </div>
      ) : (
        <SessionForm
          title="Forgot your password?"
          lead="We send you a link to choose a new one."
          submitLabel="Send the link"
          onSubmit={onSubmit}
          footer={
            <p>
              Remembered it? <TextLink to={routes.login()}>Log in</TextLink>
            </p>
          }
        >
          <Field
            name="username"
            label="E-mail"
            type="email"
            autoComplete="username"
            validation={emailRules()}
          />
        </SessionForm>
      )}
    </>
  )
}

export default ForgotPasswordPage
