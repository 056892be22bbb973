import { useId } from 'react'

import { useController } from '@redwoodjs/forms'

import { membershipRoles } from 'src/components/Membership/MembershipRoleSelect/membershipRoles'
import { Select } from 'src/components/ui/Select'

/** As what somebody is invited. */
export const RoleField = () => {
  const id = useId()
  const { field } = useController<{ role: string }>({ name: 'role' })

  return (
    <div className="space-y-1.5">
      <label htmlFor={id} className="block font-medium">
        Role
      </label>
      <Select
        id={id}
        name={field.name}
        value={field.value}
        onChange={field.onChange}
        onBlur={field.onBlur}
        className="capitalize"
      >
        {membershipRoles.map((role) => (
          <option key={role} value={role}>
            {role}
          </option>
        ))}
      </Select>
    </div>
  )
}
