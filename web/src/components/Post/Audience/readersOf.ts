interface Shared {
  published: boolean
  isPublic: boolean
  organizationId?: number | null
  organization?: { name: string } | null
  groups: readonly { name: string }[]
}

const list = new Intl.ListFormat('en')

/** Who can read a post, as far as this viewer may know. */
export const readersOf = ({
  published,
  isPublic,
  organizationId,
  organization,
  groups,
}: Shared): string => {
  if (published) {
    return 'Everyone'
  }
  if (isPublic) {
    return organization
      ? `Everyone in ${organization.name}`
      : 'Everyone in an organization that you have left'
  }
  if (organizationId && !organization) {
    return 'You, and whom you shared it with in an organization that you have left'
  }
  return groups.length > 0
    ? list.format(groups.map(({ name }) => name))
    : 'Only you'
}
