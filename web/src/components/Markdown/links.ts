const allowedProtocols = ['http:', 'https:', 'mailto:']

const resolve = (url: string) => {
  try {
    return new URL(url, window.location.origin)
  } catch {
    return undefined
  }
}

/** The address as given if a link may lead there, or else an empty one. */
export const safeUrl = (url: string): string => {
  const { protocol } = resolve(url) ?? {}
  return protocol && allowedProtocols.includes(protocol) ? url : ''
}

export const isExternal = (url: string): boolean => {
  const resolved = resolve(url)
  return (
    resolved !== undefined &&
    resolved.protocol !== 'mailto:' &&
    resolved.origin !== window.location.origin
  )
}
