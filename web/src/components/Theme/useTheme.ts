import { useEffect, useState } from 'react'

export const themes = ['light', 'dark', 'system'] as const

export type Theme = (typeof themes)[number]

const isTheme = (text: string | undefined): text is Theme =>
  themes.some((theme) => theme === text)

// public/theme.js has put a stored choice there before the first paint.
const chosenTheme = (): Theme => {
  const { theme } = document.documentElement.dataset
  return isTheme(theme) ? theme : 'system'
}

const applyTheme = (theme: Theme) => {
  const { dataset } = document.documentElement
  if (theme === 'system') {
    delete dataset.theme
  } else {
    dataset.theme = theme
  }
}

const storeTheme = (theme: Theme) => {
  try {
    localStorage.setItem('theme', theme)
  } catch {
    // Storage may be forbidden; the choice then lasts as long as the page.
  }
}

export const useTheme = () => {
  const [theme, setTheme] = useState(chosenTheme)

  useEffect(() => applyTheme(theme), [theme])

  const chooseTheme = (text: string) => {
    if (isTheme(text)) {
      storeTheme(text)
      setTheme(text)
    }
  }

  return { theme, chooseTheme }
}
