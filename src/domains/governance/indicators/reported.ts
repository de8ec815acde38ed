/** The quantities that no domain yields and a bureau reports. */
export type Quantity = string
