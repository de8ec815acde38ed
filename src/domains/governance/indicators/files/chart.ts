import { head, letterOf, office, xmlText } from '#kernel/ooxml.ts'
import type { Cell, Sheet } from './sheet.ts'

const drawingml = 'http://schemas.openxmlformats.org/drawingml/2006'
// The data colours of the screens, in their order.
const colours = ['0B6E69', '3F6FB5', '9A6700', '8A4F7D', '5B7F2B', 'B0563B']
const markers = ['circle', 'square', 'triangle', 'diamond', 'x', 'plus']

/** Where the chart stands: below the rows. */
export function drawingXml({ rows }: Sheet): string {
  const from = rows.length + 2
  const frame = `<xdr:graphicFrame macro=""><xdr:nvGraphicFramePr><xdr:cNvPr id="2" name="1"/><xdr:cNvGraphicFramePr/></xdr:nvGraphicFramePr><xdr:xfrm><a:off x="0" y="0"/><a:ext cx="0" cy="0"/></xdr:xfrm><a:graphic><a:graphicData uri="${drawingml}/chart"><c:chart xmlns:c="${drawingml}/chart" r:id="rId1"/></a:graphicData></a:graphic></xdr:graphicFrame>`
  const corner = (name: string, column: number, row: number) =>
    `<xdr:${name}><xdr:col>${column}</xdr:col><xdr:colOff>0</xdr:colOff><xdr:row>${row}</xdr:row><xdr:rowOff>0</xdr:rowOff></xdr:${name}>`
  return `${head}<xdr:wsDr xmlns:xdr="${drawingml}/spreadsheetDrawing" xmlns:a="${drawingml}/main" xmlns:r="${office}"><xdr:twoCellAnchor>${corner('from', 0, from)}${corner('to', 7, from + 22)}${frame}<xdr:clientData/></xdr:twoCellAnchor></xdr:wsDr>`
}

/** Lines over the times of the first column; a time without a value is a gap. The values stand in the chart too, for whoever only shows it. */
export function chartXml(sheet: Sheet, { title, series }: NonNullable<Sheet['chart']>): string {
  const lines = Array.from({ length: series }, (_, i) => lineXml(sheet, i)).join('')
  const axis = (id: number, crosses: number, position: string) =>
    `<c:axId val="${id}"/><c:scaling><c:orientation val="minMax"/></c:scaling><c:delete val="0"/><c:axPos val="${position}"/>%GRID%<c:numFmt formatCode="General" sourceLinked="0"/><c:majorTickMark val="out"/><c:minorTickMark val="none"/><c:tickLblPos val="low"/><c:crossAx val="${crosses}"/><c:crosses val="autoZero"/>`
  const times = `<c:catAx>${axis(1, 2, 'b').replace('%GRID%', '')}</c:catAx>`
  const values = `<c:valAx>${axis(2, 1, 'l').replace('%GRID%', `<c:majorGridlines><c:spPr><a:ln w="6350"><a:solidFill><a:srgbClr val="DFE6E3"/></a:solidFill></a:ln></c:spPr></c:majorGridlines>`)}</c:valAx>`
  const heading = `<c:title><c:tx><c:rich><a:bodyPr/><a:p><a:r><a:rPr lang="zh-CN" sz="1200"/><a:t>${xmlText(title)}</a:t></a:r></a:p></c:rich></c:tx><c:overlay val="0"/></c:title>`
  const plot = `<c:plotArea><c:layout/><c:lineChart><c:grouping val="standard"/><c:varyColors val="0"/>${lines}<c:marker val="1"/><c:axId val="1"/><c:axId val="2"/></c:lineChart>${times}${values}</c:plotArea>`
  return `${head}<c:chartSpace xmlns:c="${drawingml}/chart" xmlns:a="${drawingml}/main" xmlns:r="${office}"><c:chart>${heading}<c:autoTitleDeleted val="0"/>${plot}<c:legend><c:legendPos val="b"/><c:overlay val="0"/></c:legend><c:plotVisOnly val="1"/><c:dispBlanksAs val="gap"/></c:chart></c:chartSpace>`
}

function lineXml({ name, columns, rows }: Sheet, i: number): string {
  const sheet = `'${name.replaceAll("'", "''")}'`
  const column = letterOf(i + 1)
  const span = (letter: string) => xmlText(`${sheet}!$${letter}$2:$${letter}$${rows.length + 1}`)
  const points = (of: (row: readonly Cell[]) => Cell | undefined) => {
    const each = rows.map((row, n) => [n, of(row)] as const).filter(([, value]) => value !== null && value !== undefined)
    return `<c:ptCount val="${rows.length}"/>${each.map(([n, value]) => `<c:pt idx="${n}"><c:v>${xmlText(String(value))}</c:v></c:pt>`).join('')}`
  }
  const heading = `<c:tx><c:strRef><c:f>${xmlText(`${sheet}!$${column}$1`)}</c:f><c:strCache><c:ptCount val="1"/><c:pt idx="0"><c:v>${xmlText(columns[i + 1]?.heading ?? '')}</c:v></c:pt></c:strCache></c:strRef></c:tx>`
  const fill = `<a:solidFill><a:srgbClr val="${colours[i % colours.length]}"/></a:solidFill>`
  const look = `<c:spPr><a:ln w="22225">${fill}</a:ln></c:spPr><c:marker><c:symbol val="${markers[i % markers.length]}"/><c:size val="6"/><c:spPr>${fill}</c:spPr></c:marker>`
  const times = `<c:cat><c:strRef><c:f>${span('A')}</c:f><c:strCache>${points((row) => row[0])}</c:strCache></c:strRef></c:cat>`
  const values = `<c:val><c:numRef><c:f>${span(column)}</c:f><c:numCache><c:formatCode>General</c:formatCode>${points((row) => row[i + 1])}</c:numCache></c:numRef></c:val>`
  return `<c:ser><c:idx val="${i}"/><c:order val="${i}"/>${heading}${look}${times}${values}<c:smooth val="0"/></c:ser>`
}
