/** One pulse through one ring: the product's mark. */
export function Mark({ size = 32 }: { size?: number }) {
  return (
    <svg
      width={size}
      height={size}
      viewBox="0 0 32 32"
      fill="none"
      stroke="var(--pulse)"
      strokeWidth="2.5"
      strokeLinecap="round"
      strokeLinejoin="round"
      aria-hidden="true"
    >
      <path d="M4.2 17.5a12 12 0 1 0 0-3" />
      <path d="M4.2 17.5H11l3-7.5 4 13 2.8-5.5h3.4" />
    </svg>
  )
}
