/** Takes focus to a section's heading: what had it is gone. */
export const focusHeading = (title: string) =>
  [...document.querySelectorAll<HTMLElement>('h2[tabindex="-1"]')]
    .find(({ textContent }) => textContent === title)
    ?.focus()
