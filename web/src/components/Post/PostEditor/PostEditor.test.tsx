import { fireEvent, render, screen, waitFor } from '@redwoodjs/testing/web'

import { limits } from 'src/limits'

import { PostEditor } from './PostEditor'

const show = (props: Partial<Parameters<typeof PostEditor>[0]> = {}) => {
  const onSave = jest.fn().mockResolvedValue(true)
  render(
    <PostEditor
      text={{ title: 'Oaks', body: 'Tall.' }}
      published={false}
      canPublish
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
      expect(onSave).toHaveBeenCalledWith(
        { title: 'Beeches', body: 'Tall.' },
        false
      )
    )
  })

  it('saves and publishes in one go', async () => {
    const onSave = show()
    fireEvent.click(screen.getByRole('button', { name: 'Publish' }))

    await waitFor(() =>
      expect(onSave).toHaveBeenCalledWith(
        { title: 'Oaks', body: 'Tall.' },
        true
      )
    )
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
})
