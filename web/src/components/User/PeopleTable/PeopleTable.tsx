import type { PeopleQuery } from 'types/graphql'

import { Day } from 'src/components/ui/Day'
import { RoleSelect } from 'src/components/User/RoleSelect'

interface PeopleTableProps {
  users: PeopleQuery['users']
  canSetRoles: boolean
}

const heading = 'hidden py-3 pr-6 text-left text-sm font-medium text-ink-soft'

/** Everyone who has joined, with what this viewer may know and change. */
export const PeopleTable = ({ users, canSetRoles }: PeopleTableProps) => (
  <table className="block w-full border-t border-line md:table">
    <thead className="block md:table-header-group">
      <tr className="block border-b border-line md:table-row">
        <th scope="col" className={`${heading} md:table-cell`}>
          Name
        </th>
        {canSetRoles && (
          <th scope="col" className={`${heading} md:table-cell`}>
            E-mail
          </th>
        )}
        <th scope="col" className={`${heading} md:table-cell`}>
          Joined
        </th>
        {canSetRoles && (
          <th scope="col" className={`${heading} md:table-cell`}>
            Role
          </th>
        )}
      </tr>
    </thead>
    <tbody className="block divide-y divide-line md:table-row-group">
      {users.map((user) => (
        <tr
          key={user.id}
          className="block border-b border-line py-4 md:table-row md:py-0"
        >
          <th
            scope="row"
            className="block text-left font-serif text-lg font-medium [overflow-wrap:anywhere] md:table-cell md:py-3 md:pr-6"
          >
            {user.name}
          </th>
          {canSetRoles && (
            <td className="block text-ink-soft [overflow-wrap:anywhere] md:table-cell md:py-3 md:pr-6">
              {user.email}
            </td>
          )}
          <td className="block text-ink-soft md:table-cell md:py-3 md:pr-6">
            <span className="md:hidden">Joined </span>
            <Day at={user.createdAt} />
          </td>
          {canSetRoles && (
            <td className="mt-3 block md:mt-0 md:table-cell md:py-3">
              <RoleSelect user={user} />
            </td>
          )}
        </tr>
      ))}
    </tbody>
  </table>
)
