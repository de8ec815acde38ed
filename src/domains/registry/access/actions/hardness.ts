// argon2id, the second of OWASP's equal settings: 19 MiB, two passes.
export const hardness = { memoryCost: 19456, timeCost: 2, parallelism: 1 } as const
