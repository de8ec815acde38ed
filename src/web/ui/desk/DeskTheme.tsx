import { ConfigProvider, type ConfigProviderProps } from 'antd'
import { type ReactNode, use } from 'react'
import { useWords } from '#web/ui/words.ts'

type Locale = NonNullable<ConfigProviderProps['locale']>

let chinese: Promise<Locale> | undefined

function inChinese(): Promise<Locale> {
  chinese ??= import('antd/es/locale/zh_CN.js').then((module) => withDays(module.default as unknown as Locale))
  return chinese
}

/** The library takes the names of days and months from its date library, whose Chinese nobody else here needs. */
function withDays(locale: Locale): Locale {
  const names = {
    shortWeekDays: ['日', '一', '二', '三', '四', '五', '六'],
    shortMonths: Array.from({ length: 12 }, (_, month) => `${month + 1} 月`),
  }
  const { DatePicker } = locale
  return DatePicker ? { ...locale, DatePicker: { ...DatePicker, lang: { ...DatePicker.lang, ...names } } } : locale
}

// The tokens of tokens.css, in the words of the library: it computes shades from them and cannot read variables.
const theme: NonNullable<ConfigProviderProps['theme']> = {
  hashed: false,
  token: {
    colorPrimary: '#0b6e69',
    colorPrimaryHover: '#095a56',
    colorPrimaryActive: '#095a56',
    colorPrimaryBg: '#e3f1ef',
    colorPrimaryBgHover: '#e3f1ef',
    colorLink: '#0b6e69',
    colorLinkHover: '#095a56',
    colorSuccess: '#2b7a4b',
    colorWarning: '#9a6700',
    colorError: '#c23b22',
    colorInfo: '#0b6e69',
    colorText: '#17262b',
    colorTextSecondary: '#4a5b61',
    colorTextTertiary: '#5f6f75',
    colorTextQuaternary: '#5f6f75',
    colorTextPlaceholder: '#5f6f75',
    colorTextDescription: '#5f6f75',
    colorBgLayout: '#f6f8f7',
    colorBorder: '#b4c1bd',
    colorBorderSecondary: '#dfe6e3',
    colorSplit: '#edf1ef',
    controlItemBgActive: '#e3f1ef',
    controlItemBgHover: '#f6f8f7',
    borderRadius: 6,
    borderRadiusLG: 6,
    borderRadiusSM: 4,
    fontSize: 14,
    lineHeight: 22 / 14,
    fontFamily: 'inherit',
    controlHeight: 32,
    boxShadow: 'none',
    boxShadowSecondary: '0 0 0 1px #b4c1bd',
    boxShadowTertiary: 'none',
    motionDurationMid: '0.12s',
    motionDurationSlow: '0.16s',
    controlOutlineWidth: 1,
  },
  components: {
    Table: {
      cellPaddingBlock: 8,
      cellPaddingInline: 8,
      cellFontSize: 13,
      headerBg: '#ffffff',
      headerColor: '#5f6f75',
      headerSplitColor: 'transparent',
      rowSelectedBg: '#e3f1ef',
      rowHoverBg: '#f6f8f7',
    },
    Button: { primaryShadow: 'none', defaultShadow: 'none', dangerShadow: 'none', fontWeight: 400 },
    Form: { itemMarginBottom: 20, labelColor: '#4a5b61', verticalLabelPadding: '0 0 4px' },
    Modal: { titleFontSize: 15 },
  },
}

/** The desk's component library in our tokens and in the language of the page. It speaks English by itself. */
export function DeskTheme({ children }: { children: ReactNode }) {
  const { language } = useWords()
  const locale = language === 'zh' ? { locale: use(inChinese()) } : {}
  return (
    <ConfigProvider {...locale} theme={theme} wave={{ disabled: true }}>
      {children}
    </ConfigProvider>
  )
}
