import { fireEvent, render, screen, waitFor } from '@redwoodjs/testing/web'

import { limits } from 'src/limits'

import { PostEditor } from './PostEditor'

const oaks = {
  title: 'Oaks',
  body: 'Tall.',
  organizationId: null,
  isPublic: false,
  groupIds: [],
}

const teams = [
  {
    id: 1,
    name: 'Prisma',
    groups: [
      { id: 7, name: 'Community' },
      { id: 5, name: 'Docs' },
    ],
  },
  { id: 2, name: 'Redwood', groups: [] },
]

const show = (props: Partial<Parameters<typeof PostEditor>[0]> = {}) => {
  const onSave = jest.fn().mockResolvedValue(true)
  render(
    <PostEditor
      draft={oaks}
      teams={[]}
      published={false}
      canPublish
      canShare
      saving={false}
      onSave={onSave}
      {...props}
    />
  )
  return onSave
}

const write = (label: string, text: string) =>
  fireEvent.change(screen.getByRole('textbox', { name: label }), {
    target: { value: text },
  })

describe('the editor', () => {
  it('saves what a writer wrote as the draft that it is', async () => {
    const onSave = show()
    write('Title', 'Beeches')
    fireEvent.click(screen.getByRole('button', { name: 'Save draft' }))

    await waitFor(() =>
      expect(onSave).toHaveBeenCalledWith({ ...oaks, title: 'Beeches' }, false)
    )
  })

  it('saves and publishes in one go', async () => {
    const onSave = show()
    fireEvent.click(screen.getByRole('button', { name: 'Publish' }))

    await waitFor(() => expect(onSave).toHaveBeenCalledWith(oaks, true))
  })

  it('does not offer to publish to a writer who may not', () => {
    show({ canPublish: false })

    expect(
      screen.queryByRole('button', { name: 'Publish' })
    ).not.toBeInTheDocument()
  })

  it.each([
    ['Title', '   '],
    ['Title', 'x'.repeat(limits.title + 1)],
    ['Body', 'x'.repeat(limits.body + 1)],
  ])('keeps a writer from saving with a bad %s', async (label, text) => {
    const onSave = show()
    write(label, text)
    fireEvent.click(screen.getByRole('button', { name: 'Save draft' }))

    await waitFor(() =>
      expect(screen.getByRole('textbox', { name: label })).toHaveAttribute(
        'aria-invalid',
        'true'
      )
    )
    expect(onSave).not.toHaveBeenCalled()
  })

  it('tells a writer how much room is left only when that is little', () => {
    show()
    expect(screen.queryByText(/characters left/)).not.toBeInTheDocument()

    write('Title', 'x'.repeat(190))
    expect(screen.getByText('10 characters left')).toBeInTheDocument()

    write('Title', 'x'.repeat(201))
    expect(screen.getByText('1 character too many')).toBeInTheDocument()
  })

  it('lets a writer share with groups of the organization and with all of it', async () => {
    const onSave = show({ teams, draft: { ...oaks, organizationId: 1 } })
    fireEvent.click(screen.getByRole('checkbox', { name: 'Community' }))
    fireEvent.click(screen.getByRole('checkbox', { name: 'Docs' }))
    fireEvent.click(screen.getByRole('switch', { name: 'Public in Prisma' }))
    fireEvent.click(screen.getByRole('button', { name: 'Save draft' }))

    await waitFor(() =>
      expect(onSave).toHaveBeenCalledWith(
        { ...oaks, organizationId: 1, isPublic: true, groupIds: [5, 7] },
        false
      )
    )
  })

  it('shares with nobody of the organization that a writer chose before', async () => {
    const onSave = show({ teams, isNew: true })
    const organization = screen.getByRole('combobox', { name: 'Organization' })
    fireEvent.change(organization, { target: { value: '1' } })
    fireEvent.click(screen.getByRole('checkbox', { name: 'Docs' }))
    fireEvent.change(organization, { target: { value: '2' } })
    fireEvent.click(screen.getByRole('button', { name: 'Save draft' }))

    await waitFor(() =>
      expect(onSave).toHaveBeenCalledWith({ ...oaks, organizationId: 2 }, false)
    )
  })

  it('does not move what a writer has saved to another organization', () => {
    show({ teams, draft: { ...oaks, organizationId: 1 } })

    expect(screen.queryByRole('combobox')).not.toBeInTheDocument()
  })

  it('offers no sharing to a writer who may not', () => {
    show({ teams, draft: { ...oaks, organizationId: 1 }, canShare: false })

    expect(screen.queryByRole('switch')).not.toBeInTheDocument()
    expect(screen.queryByRole('checkbox')).not.toBeInTheDocument()
  })
})
