import { QRCode } from 'antd'
import { type Text, useWords } from '#web/ui/words.ts'

export type QrPictureProps = { readonly value: string; readonly label: Text; readonly size?: number }

/** A text as a picture that a camera reads. Loaded only where one is shown: the library weighs more than a page of the phone. */
export function QrPicture({ value, label, size = 260 }: QrPictureProps) {
  const { t } = useWords()
  return (
    <QRCode
      value={value}
      type="svg"
      size={size}
      errorLevel="M"
      bordered={false}
      color="#17262b"
      bgColor="#ffffff"
      aria-label={t(label)}
    />
  )
}
