import { Field } from 'src/components/ui/Field'
import { requiredText } from 'src/components/ui/Field/rules'
import { limits } from 'src/limits'

export interface OrganizationText {
  name: string
  slug: string
}

const slugRules = {
  ...requiredText('Give it a short name.', limits.slug),
  pattern: {
    value: /^\s*[a-z0-9]+(-[a-z0-9]+)*\s*$/i,
    message: 'Use letters, digits and hyphens between them.',
  },
}

export const OrganizationFields = () => (
  <>
    <Field
      name="name"
      label="Name"
      autoComplete="organization"
      validation={requiredText('Give it a name.', limits.name)}
    />
    <Field
      name="slug"
      label="Short name"
      autoComplete="off"
      hint="Letters, digits and hyphens; unique in Canopy."
      validation={slugRules}
    />
  </>
)
