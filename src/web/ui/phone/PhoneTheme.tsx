import { ConfigProvider } from 'antd-mobile'
import { type ComponentProps, type ReactNode, use } from 'react'
import { useWords } from '#web/ui/words.ts'
import '#web/ui/phone/PhoneTheme.css'

type Locale = NonNullable<ComponentProps<typeof ConfigProvider>['locale']>

let english: Promise<Locale> | undefined

function inEnglish(): Promise<Locale> {
  english ??= import('antd-mobile/es/locales/en-US.js').then((module) => module.default as unknown as Locale)
  return english
}

/** The phone's component library in our tokens and in the language of the page. It speaks Chinese by itself. */
export function PhoneTheme({ children }: { children: ReactNode }) {
  const { language } = useWords()
  if (language === 'zh') return <ConfigProvider>{children}</ConfigProvider>
  return <ConfigProvider locale={use(inEnglish())}>{children}</ConfigProvider>
}
