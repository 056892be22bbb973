/**
 * Where to go after logging in: `target` if that is a path on this site, or
 * else the front page. A link to log in must not send people elsewhere.
 */
export const sameSitePath = (target: string | undefined): string => {
  const fallback = '/'
  if (!target?.startsWith('/')) {
    return fallback
  }
  const { origin } = window.location
  try {
    const url = new URL(target, origin)
    const path = url.pathname + url.search + url.hash
    // What is a path here may be a host once read again, as in `/.//host`.
    return url.origin === origin && !path.startsWith('//') ? path : fallback
  } catch {
    return fallback
  }
}
