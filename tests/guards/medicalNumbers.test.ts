import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import ts from 'typescript'
import { expect, test } from 'vitest'

// Numbers of medicine are dated policy with a source (docs/sources.md). A number that a reading, an age or a score is held against in code is
// one that nobody dated: it would decide about people by an edition that is over.

const root = join(import.meta.dirname, '..', '..')
const files = globSync(['src/domains/{care,record,publicHealth}/**/*.ts', 'src/web/**/*.{ts,tsx}'], { cwd: root }).filter(
  (file) => !/[.]test[.]tsx?$|(^|\/)(policy|contract|labels|parameters|fields|habits|ranges)[.]ts$/.test(file),
)

/** What is measured of people, as it is named in code. */
const measured =
  /(systolic|diastolic|pressure|pulse|glucose|fasting|hba1c|cholesterol|ldl|triglycer|spo2|oxygen|saturation|temperature|respiration|weight|height|waist|bodymass|bmi|potassium|cat\b|mmrc|fev|spirit|smoking|exacerbation|\bage\b|ageon|yearsold|failsinrow|fails\b)/i
const comparisons = new Set([
  ts.SyntaxKind.LessThanToken,
  ts.SyntaxKind.LessThanEqualsToken,
  ts.SyntaxKind.GreaterThanToken,
  ts.SyntaxKind.GreaterThanEqualsToken,
  ts.SyntaxKind.EqualsEqualsEqualsToken,
  ts.SyntaxKind.ExclamationEqualsEqualsToken,
])

/** Lines that hold something measured against a number written there. Nothing and one are no thresholds. */
function undatedIn(text: string, file = 'planted.ts'): string[] {
  const source = ts.createSourceFile(file, text, ts.ScriptTarget.Latest, true, file.endsWith('x') ? ts.ScriptKind.TSX : ts.ScriptKind.TS)
  const found: string[] = []
  function look(node: ts.Node): void {
    if (ts.isBinaryExpression(node) && comparisons.has(node.operatorToken.kind)) {
      const number = [node.left, node.right].map(numberIn).find((n) => n !== undefined)
      const other = numberIn(node.left) === undefined ? node.left : node.right
      if (number !== undefined && number !== 0 && number !== 1 && measured.test(other.getText())) {
        found.push(`${file}:${source.getLineAndCharacterOfPosition(node.getStart()).line + 1} ${node.getText()}`)
      }
    }
    ts.forEachChild(node, look)
  }
  look(source)
  return found
}

function numberIn(node: ts.Expression): number | undefined {
  if (ts.isNumericLiteral(node)) return Number(node.text)
  if (ts.isPrefixUnaryExpression(node) && ts.isNumericLiteral(node.operand)) return -Number(node.operand.text)
  return ts.isParenthesizedExpression(node) ? numberIn(node.expression) : undefined
}

test('a planted threshold is found, whichever way round it is written', () => {
  expect(undatedIn('const isHigh = readings.systolic >= 140')).toHaveLength(1)
  expect(undatedIn('if (140 <= visit.systolic) refer()')).toHaveLength(1)
  expect(undatedIn('const low = (facts.fastingGlucose ?? 0) < 3.9')).toHaveLength(1)
  expect(undatedIn('return ageOn(person.birthDate, today) >= 35')).toHaveLength(1)
  expect(undatedIn('function f() { return person.age < 65 ? a : b }')).toHaveLength(1)
})

test('a value of the policy, a count of rows and the absence of a value are no threshold', () => {
  expect(undatedIn('const isHigh = readings.systolic >= norm.goal.systolic')).toEqual([])
  expect(undatedIn('if (rows.length > 20) return next')).toEqual([])
  expect(undatedIn('if (weight === 0) return undefined')).toEqual([])
})

test('there is code to look at, the rules of the diseases among it', () => {
  expect(files.length).toBeGreaterThan(200)
  expect(files).toContain('src/domains/care/chronicCare/diseases/hypertension/rules.ts')
})

test('nothing measured is held against a number that is written in code', () => {
  expect(files.flatMap((file) => undatedIn(readFileSync(join(root, file), 'utf8'), file))).toEqual([])
})
