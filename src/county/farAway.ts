/** Hospitals of the invented province that no platform reaches, as a settlement file names them. */
export const farAway = [
  { name: '省人民医院(合成)', level: '三级', division: '690001' },
  { name: '省中医院(合成)', level: '三级', division: '690001' },
  { name: '省肿瘤医院(合成)', level: '三级', division: '690001' },
  { name: '新河市中心医院(合成)', level: '三级', division: '690201' },
  { name: '新河市第二医院(合成)', level: '二级', division: '690201' },
  { name: '东陵县人民医院(合成)', level: '二级', division: '690302' },
] as const
