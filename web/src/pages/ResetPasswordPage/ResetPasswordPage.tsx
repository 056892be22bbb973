import { useEffect, useState } from 'react'

import { navigate, routes } from '@redwoodjs/router'
import { Metadata } from '@redwoodjs/web'

import { useAuth } from 'src/auth'
import { SessionForm } from 'src/components/Session/SessionForm'
import { tellSuccess } from 'src/components/ui/AnnouncingToaster/tell'
import { ButtonLink } from 'src/components/ui/ButtonLink'
import { Field } from 'src/components/ui/Field'
import { newPasswordRules } from 'src/components/ui/Field/rules'
import { Notice } from 'src/components/ui/Notice'
import { Skeleton, SkeletonRegion } from 'src/components/ui/Skeleton'
import { failureText } from 'src/failures/failureText'
import { limits } from 'src/limits'

const useTokenProblem = (resetToken: string) => {
  const { validateResetToken } = useAuth()
  const [state, setState] = useState<{ problem?: string }>()

  useEffect(() => {
    validateResetToken(resetToken).then(
      (answer) => setState({ problem: answer?.error }),
      (error) => setState({ problem: failureText(error) })
    )
    // eslint-disable-next-line react-hooks/exhaustive-deps -- validateResetToken is a new function at each render, and asking once is enough
  }, [resetToken])

  return { checking: !state, problem: state?.problem }
}

const ResetPasswordPage = ({ resetToken = '' }: { resetToken?: string }) => {
  const { resetPassword, reauthenticate } = useAuth()
  const { checking, problem } = useTokenProblem(resetToken)

  const onSubmit = async ({ password }: { password: string }) => {
    const answer = await resetPassword({ resetToken, password })
    if (answer?.error) {
      return answer.error
    }
    tellSuccess('Your new password is set.')
    // The server may have logged them in; the log-in page then lets them pass.
    await reauthenticate()
    navigate(routes.login(), { replace: true })
    return undefined
  }

  return (
    <>
      <Metadata title="Choose a new password" referrer="no-referrer" />
      {checking && (
        <SkeletonRegion
          label="Checking the link"
          className="mx-auto max-w-form space-y-6"
        >
          <Skeleton className="h-11 w-full" />
          <Skeleton className="h-11 w-full" />
        </SkeletonRegion>
      )}
      {problem && (
        <Notice
          as="h1"
          title="This link does not work any more"
          action={
            <ButtonLink to={routes.forgotPassword()}>
              Ask for a new link
            </ButtonLink>
          }
        >
          <p>{problem}</p>
        </Notice>
      )}
      {!checking && !problem && (
        <SessionForm
          title="Choose a new password"
          submitLabel="Set the password"
          onSubmit={onSubmit}
        >
          <Field
            name="password"
            label="New password"
            type="password"
            autoComplete="new-password"
            hint={`At least ${limits.password} characters.`}
            validation={newPasswordRules()}
          />
        </SessionForm>
      )}
    </>
  )
}

export default ResetPasswordPage
