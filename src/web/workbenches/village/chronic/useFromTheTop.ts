import { useEffect } from 'react'

/** What was saved is read from its beginning, wherever the button stood in the form before it. */
export function useFromTheTop(): void {
  useEffect(() => {
    scrollTo(0, 0)
  }, [])
}
