import { type PointerEvent, useRef, useState } from 'react'
import { isSignature, type Stroke } from '#care/enrollment/rules.ts'
import { Button } from '#web/ui/Button.tsx'
import { type Text, useWords } from '#web/ui/words.ts'
import '#web/enrollment/enrollment.css'

const most = 60
const pointsOf = (stroke: Stroke) => stroke.map(([x = 0, y = 0]) => `${x},${y / 2}`).join(' ')

export type SignatureProps = {
  readonly label: Text
  readonly strokes: readonly Stroke[]
  readonly onDraw: (strokes: readonly Stroke[]) => void
}

/** A field that is signed with the finger. What is kept are the points, in thousandths of the field. */
export function SignatureField({ label, strokes, onDraw }: SignatureProps) {
  const { t } = useWords()
  const field = useRef<SVGSVGElement>(null)
  const [drawing, setDrawing] = useState<Stroke | undefined>()

  function pointOf(event: PointerEvent): [number, number] {
    const box = field.current?.getBoundingClientRect()
    if (!box) return [0, 0]
    const part = (at: number, size: number) => Math.max(0, Math.min(1000, Math.round((at / size) * 1000)))
    return [part(event.clientX - box.left, box.width), part(event.clientY - box.top, box.height)]
  }

  function end() {
    if (drawing && strokes.length < most) onDraw([...strokes, drawing])
    setDrawing(undefined)
  }

  return (
    <div className="signature">
      <svg
        ref={field}
        className="field-to-sign"
        viewBox="0 0 1000 500"
        role="img"
        aria-label={t(label)}
        onPointerDown={(event) => {
          event.currentTarget.setPointerCapture(event.pointerId)
          setDrawing([pointOf(event)])
        }}
        onPointerMove={(event) => drawing && drawing.length < 400 && setDrawing([...drawing, pointOf(event)])}
        onPointerUp={end}
        onPointerCancel={end}
      >
        <Lines strokes={drawing ? [...strokes, drawing] : strokes} />
      </svg>
      <div className="signature-foot">
        <span className="hint">
          {isSignature(strokes)
            ? t({ zh: '已签名', en: 'Signed' })
            : t({ zh: '请用手指在框内签全名', en: 'Sign your full name in the field' })}
        </span>
        <Button tone="text" onClick={() => onDraw([])} disabled={strokes.length === 0}>
          {t({ zh: '重签', en: 'Again' })}
        </Button>
      </div>
    </div>
  )
}

/** A signature as it was drawn. */
export function SignaturePicture({ strokes, name }: { strokes: readonly Stroke[]; name: string }) {
  const { t } = useWords()
  return (
    <div className="signature shown">
      <svg viewBox="0 0 1000 500" role="img" aria-label={t({ zh: `${name}的签名`, en: `Signature of ${name}` })}>
        <Lines strokes={strokes} />
      </svg>
    </div>
  )
}

function Lines({ strokes }: { strokes: readonly Stroke[] }) {
  return strokes.map((stroke, index) => (
    // biome-ignore lint/suspicious/noArrayIndexKey: strokes are only ever added at the end
    <polyline key={index} points={pointsOf(stroke)} />
  ))
}
