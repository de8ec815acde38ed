export function CardPane({ referralId }: { referralId: string }) {
  return <p>{referralId}</p>
}
