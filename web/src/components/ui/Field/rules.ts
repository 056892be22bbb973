import { limits } from 'src/limits'

const atMost = (max: number) => ({
  value: max,
  message: `Keep it to ${max.toLocaleString('en')} characters.`,
})

export const optionalText = (max: number) => ({
  maxLength: atMost(max),
})

export const requiredText = (missing: string, max: number) => ({
  required: { value: true, message: missing },
  maxLength: atMost(max),
  validate: (text: string) => text.trim() !== '' || missing,
})

export const emailRules = () => ({
  ...requiredText('Enter an e-mail address.', limits.email),
  pattern: {
    value: /^[^@\s]+@[^@\s]+$/,
    message: 'Enter an e-mail address, like name@example.com.',
  },
})

export const newPasswordRules = () => ({
  required: { value: true, message: 'Choose a password.' },
  minLength: {
    value: limits.password,
    message: `Use at least ${limits.password} characters.`,
  },
})
