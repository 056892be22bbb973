import OrganizationCell from 'src/components/Organization/OrganizationCell'

const OrganizationPage = ({ id }: { id: number }) => (
  <OrganizationCell id={id} />
)

export default OrganizationPage
