/** Always one ahead of whoever asks. */
export async function* ahead<T>(source: AsyncGenerator<T>): AsyncGenerator<T> {
  let coming = source.next()
  for (;;) {
    const { value, done } = await coming
    if (done) return
    coming = source.next()
    coming.catch(() => undefined)
    yield value
  }
}
