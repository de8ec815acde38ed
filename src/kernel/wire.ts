import { z } from 'zod'
import { type Capability, fileFormOf, isRead } from './capability.ts'
import type { Words } from './words.ts'

/** What is wrong with one field of a request, why, and what to do. */
export type FieldProblem = { readonly path: string; readonly why: Words; readonly fix: Words }

/** Reads a request against its contract. Unknown fields are refused, so a misspelt one is never silently dropped. */
export function readInput(
  capability: Capability,
  sent: { params: unknown; query: unknown; body: unknown },
): { input: Record<string, unknown> } | { problems: FieldProblem[] } {
  const outside = capability.method === 'GET' || capability.bodyFile ? sent.query : (sent.body ?? {})
  if (typeof outside !== 'object' || outside === null || Array.isArray(outside)) {
    return { problems: [problem('', { zh: '请求内容应为一个对象', en: 'the body must be an object' }, { zh: '发送 JSON 对象', en: 'send a JSON object' })] }
  }
  const parsed = capability.input.strict().safeParse({ ...outside, ...(sent.params as object) }, { reportInput: true })
  return parsed.success ? { input: parsed.data } : { problems: parsed.error.issues.flatMap(explain) }
}

function explain(issue: z.core.$ZodIssue): FieldProblem[] {
  const path = issue.path.join('.')
  switch (issue.code) {
    case 'invalid_type':
      return [
        issue.input === undefined
          ? problem(path, { zh: '必填', en: 'is missing' }, { zh: '请填写', en: 'fill it in' })
          : problem(path, { zh: `类型不对,应为 ${issue.expected}`, en: `has the wrong type, expected ${issue.expected}` }, { zh: '请改正', en: 'correct it' }),
      ]
    case 'too_big':
      return [
        problem(
          path,
          { zh: `超出上限 ${issue.maximum}`, en: `is more than ${issue.maximum}` },
          { zh: `不超过 ${issue.maximum}`, en: `at most ${issue.maximum}` },
        ),
      ]
    case 'too_small':
      return [
        issue.origin === 'string' && Number(issue.minimum) === 1
          ? problem(path, { zh: '不能为空', en: 'is empty' }, { zh: '请填写', en: 'fill it in' })
          : problem(
              path,
              { zh: `低于下限 ${issue.minimum}`, en: `is less than ${issue.minimum}` },
              { zh: `不少于 ${issue.minimum}`, en: `at least ${issue.minimum}` },
            ),
      ]
    case 'invalid_value':
      return [
        problem(
          path,
          { zh: '不在可选范围内', en: 'is not one of the choices' },
          { zh: `可选:${issue.values.join('、')}`, en: `one of ${issue.values.join(', ')}` },
        ),
      ]
    case 'unrecognized_keys':
      return issue.keys.map((key) =>
        problem(
          [path, key].filter(Boolean).join('.'),
          { zh: '没有这个字段', en: 'is not a known field' },
          { zh: '请删去或改正名称', en: 'remove it or correct its name' },
        ),
      )
    case 'invalid_format':
      return [
        problem(
          path,
          { zh: '格式不对', en: `has the wrong form (${issue.format})` },
          { zh: '请按格式填写,不含控制字符', en: 'follow the form, without control characters' },
        ),
      ]
    case 'custom':
      return [problem(path, wordsOf(issue.message), (issue.params?.fix as Words | undefined) ?? { zh: '请改正', en: 'correct it' })]
    default:
      return [problem(path, { zh: '内容不对', en: issue.message }, { zh: '请改正', en: 'correct it' })]
  }
}

/** Messages of our own checks are written `中文 | English`. */
function wordsOf(message: string): Words {
  const [zh = message, en = message] = message.split(' | ')
  return { zh, en }
}

function problem(path: string, why: Words, fix: Words): FieldProblem {
  return { path, why, fix }
}

export function invalid(fields: FieldProblem[]) {
  return { code: 'invalid' as const, fields }
}

/** OpenAPI 3.1 of every contract, from the same declarations that serve the requests. */
export function describe(contracts: ReadonlyMap<string, Record<string, Capability>>): Record<string, unknown> {
  const paths: Record<string, Record<string, unknown>> = {}
  for (const [domain, contract] of contracts) {
    for (const [name, capability] of Object.entries(contract)) {
      const path = `/api${capability.path}`
      paths[path] = { ...paths[path], [capability.method.toLowerCase()]: operation(domain, name, capability) }
    }
  }
  return {
    openapi: '3.1.0',
    info: { title: '同脉 Tongmai', version: '0.1.0', license: { name: 'Apache-2.0', identifier: 'Apache-2.0' } },
    components: { securitySchemes: { bearer: { type: 'http', scheme: 'bearer' } } },
    security: [{ bearer: [] }],
    paths,
  }
}

function operation(domain: string, name: string, capability: Capability) {
  const schema = schemaOf(capability.input, 'input') as { properties?: Record<string, unknown>; required?: string[] }
  const inPath = [...capability.path.matchAll(/\{(\w+)\}/g)].map((m) => m[1] ?? '')
  const rest = Object.keys(schema.properties ?? {}).filter((field) => !inPath.includes(field))
  const parameter = (field: string, where: 'path' | 'query') => ({
    name: field,
    in: where,
    required: where === 'path' || (schema.required ?? []).includes(field),
    schema: schema.properties?.[field],
  })
  const key = { name: 'Idempotency-Key', in: 'header', required: true, schema: { type: 'string', format: 'uuid' } }
  const inAddress = capability.method === 'GET'
  return {
    operationId: name,
    tags: [domain],
    summary: `${capability.title.zh} · ${capability.title.en}`,
    parameters: [
      ...inPath.map((f) => parameter(f, 'path')),
      ...(inAddress ? rest.map((f) => parameter(f, 'query')) : isRead(capability) || capability.unkeyed ? [] : [key]),
    ],
    ...bodyOf(capability, inAddress || rest.length === 0 ? undefined : withoutFields(schema, inPath)),
    responses: {
      200: { description: capability.title.en, content: contentOf(capability) },
      400: { description: 'which field, why, how to mend' },
      ...(Object.keys(capability.refusals).length === 0
        ? {}
        : {
            409: {
              description: Object.entries(capability.refusals)
                .map(([code, words]) => `${code}: ${words.en}`)
                .join('; '),
            },
          }),
    },
    ...('open' in capability.access ? { security: [] } : {}),
  }
}

const binary = { 'application/octet-stream': { schema: { type: 'string', format: 'binary' } } }

function bodyOf(capability: Capability, fields: unknown) {
  if (capability.bodyFile) return { requestBody: { required: true, content: binary } }
  return fields ? { requestBody: { required: true, content: { 'application/json': { schema: fields } } } } : {}
}

function contentOf(capability: Capability): Record<string, unknown> {
  const form = fileFormOf(capability)
  if (form) return Object.fromEntries(form.types.map((type) => [type, { schema: { type: 'string', format: 'binary' } }]))
  return { 'application/json': { schema: schemaOf(capability.output, 'output') } }
}

function withoutFields(schema: { properties?: Record<string, unknown>; required?: string[] }, fields: string[]) {
  return {
    ...schema,
    properties: Object.fromEntries(Object.entries(schema.properties ?? {}).filter(([name]) => !fields.includes(name))),
    required: (schema.required ?? []).filter((name) => !fields.includes(name)),
  }
}

function schemaOf(schema: z.ZodType, io: 'input' | 'output'): unknown {
  const { $schema: _, ...rest } = z.toJSONSchema(schema, { io, unrepresentable: 'any' })
  return rest
}
