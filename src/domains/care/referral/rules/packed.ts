/** A department as a device takes it along. */
export type PackedDepartment = {
  readonly departmentId: string
  readonly name: string
  readonly facility: string
  readonly kind: string
  readonly within: boolean
  readonly emergency: boolean
}
